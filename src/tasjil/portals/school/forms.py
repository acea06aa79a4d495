"""The forms of a decision: shape only. What a move needs is said by applications."""

import secrets
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tasjil.applications.wording import problem_sentence
from tasjil.core.text import clean

LONGEST_TEXT = 500
_REQUIRED = {
    "required": _("Fill in this answer."),
    "max_length": _("This is too long. Shorten it."),
}


def new_key() -> str:
    """Return a fresh key: two clicks on one page then count as one."""
    return secrets.token_hex(16)


class WordsField(forms.CharField):
    """Words to a family: signs that nobody sees are none."""

    def to_python(self, value: Any) -> str:
        """Return the words, or "" when there is nothing to see."""
        words = super().to_python(value) or ""
        return words if clean(words) else ""


class SeenForm(forms.Form):
    """What every decision carries: the version that the person saw and the key of the click."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=8)

    # Data fields that a later page shows again after somebody else changed the request.
    typed: tuple[str, ...] = ()

    @property
    def seen(self) -> dict[str, Any]:
        """What the service is told of the page that the person acted from."""
        told = self.cleaned_data
        return {"seen_version": told["seen_version"], "key": told["key"]}

    @property
    def is_broken(self) -> bool:
        """Whether what the page itself carries came back wrong: nobody typed it."""
        return bool({"seen_version", "key"} & self.errors.keys())

    def show_problems(self, fields: dict[str, str]) -> None:
        """Put the service's problem codes beside their fields."""
        for name, code in fields.items():
            self.add_error(name if name in self.fields else None, problem_sentence(code))

    def kept(self) -> dict[str, Any]:
        """Return what was typed, right or wrong."""
        return {name: self.data.get(name, "") for name in self.typed}


class TakeUpForm(SeenForm):
    """Start examining: nothing to type."""


class AskForm(SeenForm):
    """The one question to the family."""

    typed = ("question",)
    question = WordsField(
        label=_("What do you need from the family?"),
        help_text=_("Name everything at once, in words that a family understands."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_TEXT}),
        error_messages=_REQUIRED,
    )


class AcceptForm(SeenForm):
    """The acceptance; for an under-age child with the dispensation, decided apart."""

    typed = ("dispensation",)
    dispensation = forms.BooleanField(
        label=_("I grant the age dispensation: the school has a seat for this child."),
        required=False,
    )

    def __init__(self, *args: Any, asks_dispensation: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_dispensation:
            del self.fields["dispensation"]


class RefuseForm(SeenForm):
    """The ground of a refusal and the words to the family."""

    typed = ("ground", "decision_text")
    ground = forms.ChoiceField(
        label=_("Ground of the refusal"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers in the list.")},
    )
    decision_text = WordsField(
        label=_("Explain to the family why"),
        help_text=_("They read this text as you write it. Say what they can do now."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_TEXT}),
        error_messages=_REQUIRED,
    )

    def __init__(self, *args: Any, grounds: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["ground"]).choices = list(grounds)
