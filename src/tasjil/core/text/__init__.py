"""Arabic and Latin text: digits, names, dates as Morocco writes them."""

from tasjil.core.text.dates import looks_like_date, parse_date, show_date, show_moment
from tasjil.core.text.digits import western_digits
from tasjil.core.text.names import arabic_skeleton, clean, latin_skeleton, skeleton

__all__ = [
    "arabic_skeleton",
    "clean",
    "latin_skeleton",
    "looks_like_date",
    "parse_date",
    "show_date",
    "show_moment",
    "skeleton",
    "western_digits",
]
