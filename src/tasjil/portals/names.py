"""A child's name as a reader meets it: in the script of the page first, then in the other one."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class ChildName:
    """The whole name in the reader's script; `other` is the same in the other, "" if not given.

    When only one script was given, that one is `name`. `lang` and `other_lang` say which is which.
    """

    name: str
    lang: str
    other: str
    other_lang: str


def child_name(child: Any) -> ChildName:
    """Return a child's name for whoever reads the page."""
    arabic = (f"{child.first_name_ar} {child.family_name_ar}".strip(), "ar")
    latin = (f"{child.first_name_lat} {child.family_name_lat}".strip(), "fr")
    first, second = (latin, arabic) if get_language() == "fr" else (arabic, latin)
    if not first[0]:
        first, second = second, first
    return ChildName(*first, *second)
