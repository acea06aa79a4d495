"""The page of the school: the proposed one and why, the next ones, any other by name, or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tasjil.applications.types import SchoolWish
from tasjil.applications.wording import WISHES
from tasjil.portals.fields import Choice, Form, Group
from tasjil.portals.guardian.forms.drawing import NAME, Answers, line, pick


@dataclass(frozen=True, slots=True)
class SchoolStep:
    """The schools to choose from; `proposed` when the first one is, `searched` by a name.

    `home_known`: the family said in which commune it lives; `no_fixed_address`: that it has none.
    """

    choices: Sequence[Choice]
    proposed: bool = False
    searched: bool = False
    found: int = 0
    home_known: bool = False
    no_fixed_address: bool = False

    @property
    def wish(self) -> SchoolWish:
        """What is chosen until the family chooses otherwise."""
        if self.no_fixed_address:
            return SchoolWish.NO_FIXED_ADDRESS
        return SchoolWish.LISTED if self.choices else SchoolWish.NOT_LISTED


def school_form(answers: Answers, step: SchoolStep) -> Form:
    """Return the page; the proposed school is chosen until the family chooses another."""
    first = step.choices[0].value if step.proposed else ""
    filled = {
        "school": first,
        "school_wish": step.wish.value,
        **{name: value for name, value in answers.items() if value},
    }
    if not step.choices and filled["school_wish"] == SchoolWish.LISTED.value:
        filled["school_wish"] = step.wish.value  # no school stands above to be meant
    groups = []
    if step.choices:
        groups.append(
            Group([pick(filled, "school", _("Which school do you ask for?"), step.choices)])
        )
    groups += [
        Group(
            [
                line(
                    answers,
                    "school_search",
                    _("Look for another school by its name"),
                    kind="search",
                    required=False,
                    quiet=True,
                    attributes=NAME,
                )
            ]
        ),
        Group(
            [pick(filled, "school_wish", _("Does one of these schools suit you?"), _wishes(step))]
        ),
    ]
    return Form(groups)


def _wishes(step: SchoolStep) -> list[Choice]:
    words = {
        SchoolWish.LISTED: (_("Yes, the school chosen above"), ""),
        SchoolWish.NOT_LISTED: (
            WISHES[SchoolWish.NOT_LISTED],
            _("The provincial directorate finds the school with you."),
        ),
        SchoolWish.NO_FIXED_ADDRESS: (
            WISHES[SchoolWish.NO_FIXED_ADDRESS],
            _("The provincial directorate finds a school near where you are."),
        ),
    }
    if not step.choices:
        del words[SchoolWish.LISTED]
    return [Choice(wish.value, label, hint) for wish, (label, hint) in words.items()]
