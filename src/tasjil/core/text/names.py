"""Skeletons of names and places: two spellings of one name give one skeleton.

Arabic: hamza and alef forms, ta marbuta, alef maqsura, diacritics, tatweel, spacing and the
leading article are folded. Latin: accents, case, spacing, a leading El or Al, doubled letters.
Used for equality and for near matching only; what was typed is what is shown.
"""

import re
import unicodedata

_ARABIC_FOLD = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ء": "",
        "ـ": "",
    }
)
_ARABIC_ARTICLE = re.compile(r"^ال(?=.{3})")
_LATIN_ARTICLE = re.compile(r"^(?:el|al)[ '\-]+(?=\S{2,})")
_CONTROL = re.compile(
    r"[\u0000-\u001f\u007f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)


def clean(text: str) -> str:
    """Return `text` in NFC with invisible signs removed and white space folded."""
    return " ".join(_CONTROL.sub(" ", unicodedata.normalize("NFC", text)).split())


def arabic_skeleton(text: str) -> str:
    """Return the letters that matter of an Arabic name, without spaces."""
    folded = "".join(
        c for c in unicodedata.normalize("NFKD", clean(text)) if not unicodedata.combining(c)
    )
    folded = folded.translate(_ARABIC_FOLD)
    return _ARABIC_ARTICLE.sub("", "".join(c for c in folded if c.isalnum()))


def latin_skeleton(text: str) -> str:
    """Return the letters that matter of a Latin name, lower case, without spaces or doubles."""
    folded = unicodedata.normalize("NFKD", clean(text).lower().replace("œ", "oe"))
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    folded = _LATIN_ARTICLE.sub("", folded)
    letters = "".join(c for c in folded if c.isalnum())
    return re.sub(r"(.)\1+", r"\1", letters)


def skeleton(text: str) -> str:
    """Return the skeleton in whichever script the text is mostly written."""
    return arabic_skeleton(text) if re.search(r"[\u0600-\u06ff]", text) else latin_skeleton(text)
