"""Digits in Arabic, Persian or Western form become Western ones."""

_TO_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def western_digits(text: str) -> str:
    """Return `text` with every Arabic-Indic digit written as 0-9."""
    return text.translate(_TO_WESTERN)
