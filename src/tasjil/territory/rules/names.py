"""Names of places and schools in a form that forgives spelling, in both scripts."""

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz import fuzz

from tasjil.core.text import clean, skeleton, western_digits
from tasjil.core.text.dates import MONTHS

# Amazigh names are written with letters that many keyboards lack: أڭادير, أگادير, أكادير.
_MOROCCAN_LETTERS = str.maketrans({"ڭ": "ك", "گ": "ك", "ݣ": "ك", "ڤ": "ف", "پ": "ب", "چ": "ج"})
# One sound, several Latin spellings: Ouezzane, Wazzane; Rhafsai, Ghafsai; Tariq, Tarik.
_SOUNDS = (
    ("ou", "u"), ("w", "u"), ("o", "u"), ("y", "i"), ("q", "k"), ("ch", "sh"), ("c", "k"),
    ("rh", "gh"), ("ph", "f"), ("dh", "d"), ("th", "t"),
    # One sound in Moroccan speech, so often one letter for the other: المنظر, المنضر.
    ("ظ", "ض"), ("ذ", "د"), ("ث", "ت"),
)  # fmt: skip
_DOUBLES = re.compile(r"(\D)\1+")
# What lists add to a commune's name: "Témara (Mun.)", "Agdal Riyad (Arrond.)".
_REMARK = re.compile(r"\([^)]*\)")
_NUMBER = re.compile(r"(\d+)")
_SHEET_DATE = re.compile(r"\d{4}-(\d\d)-(\d\d)(?: 00:00:00)?")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
# Words that say nothing, or hardly anything, of which place or school is meant.
_PARTICLES = "el al le la les de des du l d في ال"
_GENERIC = (
    "école primaire groupe scolaire secteur school ss مدرسة المدرسة ابتدائية الابتدائية الإبتدائية "
    "مجموعة مدارس المدارس مدرسية م"
)
_FREQUENT = (
    "centre مركز المركزية مركزية hay حي douar دوار sidi سيدي moulay مولاي oulad ouled أولاد ait آيت"
)
# Of the ministry's 1,497 commune labels of 2023, 1,494 come this near the census office's name.
_SAME_NAME = 80


def search_form(*names: str) -> str:
    """Return the text in which a place is looked for: the skeleton of each name, by a space."""
    return " ".join(filter(None, (place_key(name) for name in names)))


@lru_cache(maxsize=4096)  # lists repeat their words: a third of a school import's time
def place_key(name: str) -> str:
    """Return the letters and numbers that matter of a place's name, without bracketed remarks."""
    plain = _REMARK.sub(" ", western_digits(name)).translate(_MOROCCAN_LETTERS)
    # Numbers stay as they are: a skeleton folds doubles, and Hay 11 is not Hay 1.
    return "".join(
        part if part.isdigit() else _sound(skeleton(part)) for part in _NUMBER.split(plain) if part
    )


def _sound(letters: str) -> str:
    for spelling, sound in _SOUNDS:
        letters = letters.replace(spelling, sound)
    return _DOUBLES.sub(r"\1", letters)


def name_behind_date(text: str, language: str) -> str | None:
    """Return the name that a spreadsheet turned into a date: 2023-01-11 was "11 Janvier".

    Many schools bear the day of a historic event. None when the text is not such a date.
    """
    match = _SHEET_DATE.fullmatch(text)
    if match is None or not 1 <= int(match[1]) <= 12:
        return None
    return f"{int(match[2])} {MONTHS[language][int(match[1]) - 1].capitalize()}"


def search_words(typed: str) -> list[str]:
    """Return the skeletons of the words a person typed, the telling ones when there are any."""
    words = [key for word in _words(typed) if (key := place_key(word))]
    return [word for word in words if word not in _keys(_PARTICLES, _GENERIC, _FREQUENT)] or words


def search_core(typed: str) -> str:
    """Return the skeleton of what was typed, without generic words such as "school"."""
    telling = [word for word in _words(typed) if place_key(word) not in _keys(_GENERIC)]
    return place_key(" ".join(telling)) or place_key(typed)


def _words(typed: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", clean(typed))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _BETWEEN_WORDS.split(bare)


@cache
def _keys(*lines: str) -> frozenset[str]:
    return frozenset(place_key(word) for line in lines for word in line.split())


def alike(left: str, right: str) -> bool:
    """Return whether two names, in one script, are two spellings of one place."""
    first, second = place_key(left), place_key(right)
    return bool(first and second) and fuzz.ratio(first, second) >= _SAME_NAME
