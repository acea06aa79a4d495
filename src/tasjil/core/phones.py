"""Phone numbers: read tolerantly, kept as E.164, shown as Moroccans write them."""

import phonenumbers

from tasjil.core.text import western_digits

LONGEST = 16  # a plus and fifteen digits (E.164); the library takes some longer for possible


def parse_phone(typed: str) -> str | None:
    """Return the number in E.164 (+212612345678) from what a person typed, or None.

    A number without a country is read as Moroccan; families abroad type theirs with + or 00.
    """
    text = western_digits(typed).strip()
    if text.startswith("00"):
        text = "+" + text[2:]
    try:
        number = phonenumbers.parse(text, "MA")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    if number.country_code == 212 and not phonenumbers.is_valid_number(number):
        return None
    e164 = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return e164 if len(e164) <= LONGEST else None


def takes_sms(e164: str) -> bool:
    """Whether a Moroccan number is a mobile (06, 07); foreign numbers get the benefit of doubt."""
    return not e164.startswith("+212") or e164[4] in "67"


def show_phone(e164: str) -> str:
    """Return 06 12 34 56 78 for a Moroccan number, the international form for others."""
    if e164.startswith("+212") and len(e164) == 13:
        local = "0" + e164[4:]
        return " ".join(local[i : i + 2] for i in range(0, 10, 2))
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:  # not one of ours: shown as it is
        return e164
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def mask_phone(e164: str) -> str:
    """Return the number with its middle hidden: 06 •• •• 41 27, +49 •••• •• 67."""
    if not e164.startswith("+212"):
        return f"{e164[:3]} •••• •• {e164[-2:]}"
    parts = show_phone(e164).split(" ")
    return " ".join("•" * len(p) if 0 < i < len(parts) - 2 else p for i, p in enumerate(parts))
