"""Short ways to say a field with what was typed into it."""

from collections.abc import Mapping, Sequence
from typing import Any

from tasjil.portals.fields import Choice, Field, Label

Answers = Mapping[str, Any]

# What a control tells the phone's keyboard and memory.
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
NAME_AR = {"lang": "ar", "dir": "rtl", "autocomplete": "off"}
NAME_LATIN = {"lang": "fr", "dir": "ltr", "autocomplete": "off", "autocapitalize": "words"}
NAME = {"dir": "auto", "autocomplete": "off", "autocapitalize": "words"}


def line(answers: Answers, name: str, label: Label, **options: Any) -> Field:
    """Return a line of text."""
    return Field(name=name, label=label, value=_value(answers, name), **options)


def pick(
    answers: Answers, name: str, label: Label, choices: Sequence[Choice], **options: Any
) -> Field:
    """Return one answer to choose among rows that a finger can hit."""
    return Field(
        name=name,
        label=label,
        kind="radio",
        value=_value(answers, name),
        choices=choices,
        **options,
    )


def tick(answers: Answers, name: str, label: Label, **options: Any) -> Field:
    """Return a box to tick."""
    value = "yes" if answers.get(name) else ""
    return Field(name=name, label=label, kind="checkbox", value=value, **options)


def _value(answers: Answers, name: str) -> str:
    value = answers.get(name)
    return "" if value is None else str(value)
