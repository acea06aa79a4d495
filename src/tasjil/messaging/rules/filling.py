"""Filling a text with values, strictly; and making it fit the SMS it was written for."""

from collections.abc import Mapping
from string import Formatter

from tasjil.messaging.rules.sms import sms_parts

MOST_PARTS = 3
# What may be shortened to fit an SMS, the first one first, and how short it may get (in signs).
_ELASTIC = (("ground", 40), ("school", 20), ("directorate", 20), ("child", 10), ("ground", 15))


class TextError(ValueError):
    """A text names a value that does not exist, is empty, or is written in a wrong way."""


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return the template with every {name} replaced by its value.

    Raises TextError for a name without a value, an empty value, or anything but a bare {name}.
    """
    filled = []
    for literal, name, spec, conversion in Formatter().parse(template):
        filled.append(literal)
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            raise TextError(f"{{{name}}} is not a bare name")
        if not values.get(name):
            raise TextError(f"{{{name}}} has no value")
        filled.append(values[name])
    return "".join(filled)


def fill_sms(template: str, values: Mapping[str, str], *, ellipsis: str) -> str:
    """Return the filled template, its long values shortened so that it fits three parts.

    Nothing is shortened when it fits as it is. Raises TextError like `fill`.
    """
    text = fill(template, values)
    shorter = dict(values)
    for name, least in _ELASTIC:
        while sms_parts(text).parts > MOST_PARTS and len(shorter.get(name, "")) > least:
            shorter[name] = shorten(shorter[name], len(shorter[name]) - 1, ellipsis=ellipsis)
            text = fill(template, shorter).replace(f"{ellipsis}.", ellipsis)
    return text


def shorten(text: str, most: int, *, ellipsis: str) -> str:
    """Return `text` cut to at most `most` signs, at the end of a word where one is near."""
    if len(text) <= most:
        return text
    room = max(most - len(ellipsis), 1)
    cut = text.removesuffix(ellipsis)[:room]
    word_end = cut.rfind(" ")
    if word_end >= room * 2 // 3:
        cut = cut[:word_end]
    return cut.rstrip(" ،,.") + ellipsis
