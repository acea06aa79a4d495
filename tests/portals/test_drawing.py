"""Fields drawn as text are the fields that the design system's component draws, sign for sign."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tasjil.portals.fields import Choice, Field, Form, Group

CHOICES = [Choice("a", "A & <b>"), Choice("b", "ب", hint='"hint"')]
FIELDS = [
    Field("text", "Label <1>", value="'\"<x>&", help_text="Hint & more"),
    Field("text", "Label", required=False),
    Field(
        "text", "Label", required=False, quiet=True, css="field-short", errors=["Wrong <x>", "b"]
    ),
    Field("area", "Label", kind="textarea", value="one\ntwo"),
    Field("choice", "Label", kind="radio", choices=CHOICES, value="b", css="choices-row"),
    Field(
        "choice", "L", kind="radio", choices=CHOICES, required=False, help_text="h", errors=["e"]
    ),
    Field("list", "Label", kind="select", choices=CHOICES, value="a", attributes={"dir": "ltr"}),
    Field("tick", "I <declare>", kind="checkbox", value="yes", help_text="h & h", errors=["e"]),
    Field("tick", "Label", kind="checkbox"),
    Field("hidden", "", kind="hidden", value='"'),
]


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("number", range(len(FIELDS)))
def test_a_field_is_drawn_as_the_component_draws_it(number: int, language: str) -> None:
    field = FIELDS[number]
    with translation.override(language):
        component = render_to_string(
            "components/field.html", {"field": field, "css": field.css, "quiet": field.quiet}
        )
        assert field.drawn.strip() == component.strip()


def test_groups_carry_their_headings() -> None:
    drawn = Form([Group([FIELDS[0]], title="T & t", hint="H", row=True)]).drawn
    assert drawn.startswith(
        '<fieldset class="fields"><legend>T &amp; t</legend><p class="hint">H</p>'
    )
    assert '<div class="field-row"><div class="field ' in drawn
