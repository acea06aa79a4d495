"""The child's page."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tasjil.applications.wording import LEVELS, SEXES
from tasjil.core.text import show_date
from tasjil.portals.fields import Choice, Field, Form, Group, choices_of
from tasjil.portals.guardian.forms.drawing import (
    NAME,
    NAME_AR,
    NAME_LATIN,
    NUMERIC,
    Answers,
    line,
    pick,
)
from tasjil.portals.guardian.forms.nationalities import nationality_field
from tasjil.seasons.types import LevelCalendar


def child_form(answers: Answers, calendars: Sequence[LevelCalendar]) -> Form:
    """Return the page that asks who the child is and for which level."""
    return Form(
        [
            Group([_birth_date(answers), _level(answers, calendars)]),
            *_names(answers),
            Group(
                [
                    pick(
                        answers,
                        "child_sex",
                        _("The child is"),
                        choices_of(SEXES),
                        css="choices-row",
                    ),
                    line(
                        answers,
                        "birth_place",
                        _("Place of birth"),
                        help_text=_("The commune, or the country if born abroad."),
                        attributes=NAME,
                    ),
                    nationality_field(answers),
                ]
            ),
        ]
    )


# Quiet: which of the two scripts is wanted is the family's choice.
_ARABIC = {"attributes": NAME_AR, "required": False, "quiet": True}
_LATIN = {"attributes": NAME_LATIN, "required": False, "quiet": True, "ltr": True}


def _names(answers: Answers) -> list[Group]:
    return [
        Group(
            [
                line(answers, "child_first_name_ar", _("First name"), **_ARABIC),
                line(answers, "child_family_name_ar", _("Family name"), **_ARABIC),
            ],
            title=_("The child's name in Arabic letters"),
            hint=_("As in the family booklet."),
            row=True,
        ),
        Group(
            [
                line(answers, "child_first_name_lat", _("First name"), **_LATIN),
                line(answers, "child_family_name_lat", _("Family name"), **_LATIN),
            ],
            title=_("The child's name in Latin letters"),
            hint=_("One of the two scripts is enough. Both are better."),
            row=True,
        ),
    ]


def _birth_date(answers: Answers) -> Field:
    return line(
        answers,
        "birth_date",
        _("Date of birth"),
        help_text=_("Day, month, year. For example 14/09/2020."),
        attributes=NUMERIC,
        css="field-short",
        ltr=True,
    )


def _level(answers: Answers, calendars: Sequence[LevelCalendar]) -> Field:
    choices = [
        Choice(
            calendar.level.value,
            LEVELS[calendar.level],
            hint=_("Born from %(from)s to %(to)s")
            % {"from": show_date(calendar.born_from), "to": show_date(calendar.born_to)},
        )
        for calendar in calendars
    ] or choices_of(LEVELS)
    return pick(answers, "level", _("Which level do you ask for?"), choices)
