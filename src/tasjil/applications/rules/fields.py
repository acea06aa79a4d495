"""Single answers: each function returns a problem code, or None when the answer will do."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from tasjil.core.mailboxes import parse_mailbox
from tasjil.core.phones import parse_phone, takes_sms
from tasjil.core.text import clean, looks_like_date, parse_date, western_digits

Answers = Mapping[str, Any]

_NAME_LENGTH = 80
_OLDEST_BIRTH_YEAR = 2000
_HIJRI_YEARS = range(1300, 1600)
_NAME_MARKS = set(" -'’ʼ.")


def text_of(answers: Answers, name: str) -> str:
    """Return an answer as clean text, empty when it was not given."""
    value = answers.get(name)
    return "" if value is None else clean(str(value))


def year_of(answers: Answers, name: str) -> int | None:
    """Return an answer as a year, or None."""
    text = western_digits(text_of(answers, name))
    return int(text) if re.fullmatch(r"\d{4}", text) else None


def bad_text(answers: Answers, name: str, longest: int, *, required: bool = True) -> str | None:
    """Check a line of text."""
    text = text_of(answers, name)
    if not text:
        return "required" if required else None
    return "too_long" if len(text) > longest else None


def bad_name(answers: Answers, name: str, script: str | None, *, required: bool) -> str | None:
    """Check a person's name: letters of the script ("ar", "lat", None for either)."""
    text = text_of(answers, name)
    if not text:
        return "required" if required else None
    if len(text) > _NAME_LENGTH:
        return "too_long"
    letters = [c for c in text if c not in _NAME_MARKS and not unicodedata.combining(c)]
    if not letters or any(not c.isalpha() for c in letters):
        return "not_a_name"
    for wanted, word, code in (("ar", "ARABIC", "not_arabic"), ("lat", "LATIN", "not_latin")):
        if script == wanted and any(word not in unicodedata.name(c, "") for c in letters):
            return code
    return None


def bad_date(answers: Answers, name: str, today: date) -> str | None:
    """Check a birth date: a real Gregorian day, not in the future, of a child."""
    text = text_of(answers, name)
    if not text:
        return "required"
    day = parse_date(text)
    if day is None:
        if _looks_hijri(text):
            return "hijri_date"
        return "no_such_day" if looks_like_date(text) else "not_a_date"
    if day.year in _HIJRI_YEARS:
        return "hijri_date"
    if day > today:
        return "in_future"
    return "too_long_ago" if day.year < _OLDEST_BIRTH_YEAR else None


def _looks_hijri(text: str) -> bool:
    years = re.findall(r"\d{4}", western_digits(text))
    return any(int(year) in _HIJRI_YEARS for year in years)


def bad_choice(answers: Answers, name: str, kind: type[StrEnum]) -> str | None:
    """Check a choice among the values of an enumeration."""
    text = text_of(answers, name)
    if not text:
        return "not_chosen"
    return None if text in {item.value for item in kind} else "unknown_choice"


def bad_number(answers: Answers, name: str, longest: int) -> str | None:
    """Check a number of the administration: digits, perhaps with "/" or spaces."""
    text = western_digits(text_of(answers, name))
    if not text:
        return "required"
    if len(text) > longest:
        return "too_long"
    return None if re.fullmatch(r"[\d\s/.\-]*\d[\d\s/.\-]*", text) else "not_a_number"


def bad_id(answers: Answers, name: str) -> str | None:
    """Check what a list on the page sent: the id of a commune, a locality, a school."""
    text = text_of(answers, name)
    if not text:
        return "not_chosen"
    return None if re.fullmatch(r"[0-9]{1,18}", text) else "unknown_choice"


def bad_country(answers: Answers, name: str) -> str | None:
    """Check a country: two capital letters of ISO 3166, as the list on the page sends it."""
    text = text_of(answers, name)
    if not text:
        return "not_chosen"
    return None if re.fullmatch(r"[A-Z]{2}", text) else "unknown_choice"


def bad_phone(answers: Answers, name: str, *, mobile: bool = False) -> str | None:
    """Check a phone number, Moroccan or foreign, that may be left out; `mobile`: takes SMS."""
    text = text_of(answers, name)
    if not text:
        return None
    phone = parse_phone(text)
    if phone is None:
        return "not_a_phone"
    return "landline" if mobile and not takes_sms(phone) else None


def bad_email(answers: Answers, name: str, *, required: bool) -> str | None:
    """Check an e-mail address."""
    text = text_of(answers, name)
    if not text:
        return "required" if required else None
    return None if parse_mailbox(text) else "not_an_email"
