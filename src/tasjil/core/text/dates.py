"""Dates: read tolerantly, shown as dd/mm/yyyy or with the month names used in Morocco."""

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

from tasjil.core.text.digits import western_digits
from tasjil.core.text.names import clean

MONTHS: dict[str, tuple[str, ...]] = {
    # dossier section 7: the forms of the Moroccan administration, not those of the Mashriq
    "ar": (
        "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو",
        "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
}  # fmt: skip
_DAY_FIRST = re.compile(r"^(\d{1,2})[\s/.\-]+(\d{1,2})[\s/.\-]+(\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[\s/.\-]+(\d{1,2})[\s/.\-]+(\d{1,2})$")


def parse_date(typed: str) -> date | None:
    """Return the day that a person typed (14/09/2020, ٢٠٢٠-٩-١٤, 14 9 2020), or None."""
    text = clean(western_digits(typed))
    if match := _DAY_FIRST.match(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _YEAR_FIRST.match(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def looks_like_date(typed: str) -> bool:
    """Return whether this is written as a date, be it one that no calendar has (31/02/2020)."""
    text = clean(western_digits(typed))
    return bool(_DAY_FIRST.match(text) or _YEAR_FIRST.match(text))


def show_date(day: date) -> str:
    """Return the day in words: 14 شتنبر 2020, 14 septembre 2020."""
    months = MONTHS.get(get_language() or "ar", MONTHS["ar"])
    ordinal = "1er" if day.day == 1 and months is MONTHS["fr"] else str(day.day)
    return f"{ordinal} {months[day.month - 1]} {day.year}"


def show_moment(instant: datetime) -> str:
    """Return day and time of day in Morocco: 14 شتنبر 2020، 21:40."""
    local = timezone.localtime(instant)
    comma = "،" if (get_language() or "ar") == "ar" else ","
    return f"{show_date(local.date())}{comma} {local:%H:%M}"
