"""The page of the parents and of whoever files."""

from django.utils.translation import gettext as _

from tasjil.applications.wording import CAPACITIES, IDENTITY_KINDS, PARENT_STATUSES
from tasjil.families.types import ParentRole
from tasjil.portals.fields import Field, Form, Group, Label, choices_of
from tasjil.portals.guardian.forms.drawing import NAME, Answers, line, pick

_WHEN = {"required": False, "quiet": True, "attributes": NAME}


def parents_form(answers: Answers) -> Form:
    """Return the page: mother, father, who files, with which paper."""
    return Form(
        [
            _parent(answers, ParentRole.MOTHER, _("The mother")),
            _parent(answers, ParentRole.FATHER, _("The father")),
            Group(
                [
                    pick(
                        answers,
                        "guardian_capacity",
                        _("Who files this request?"),
                        choices_of(CAPACITIES),
                    )
                ],
                title=_("You"),
            ),
            Group(
                [
                    line(answers, "guardian_first_name", _("Your first name"), **_WHEN),
                    line(answers, "guardian_family_name", _("Your family name"), **_WHEN),
                ],
                hint=_(
                    "Write your own name here only if you are neither the mother nor the father."
                ),
                row=True,
            ),
            Group([_identity_kind(answers), _identity_number(answers)]),
        ]
    )


def _parent(answers: Answers, who: ParentRole, title: Label) -> Group:
    return Group(
        [
            pick(
                answers,
                f"{who}_status",
                _("This parent is"),
                choices_of(PARENT_STATUSES[who]),
                css="choices-row",
            ),
            line(answers, f"{who}_first_name", _("First name"), **_WHEN),
            line(answers, f"{who}_family_name", _("Family name"), **_WHEN),
        ],
        title=title,
        hint=_("If this parent is unknown, leave the name empty."),
    )


def _identity_kind(answers: Answers) -> Field:
    return pick(
        answers,
        "guardian_id_kind",
        _("Which identity paper do you have?"),
        choices_of(IDENTITY_KINDS),
        help_text=_("Having none does not stop the request."),
    )


def _identity_number(answers: Answers) -> Field:
    return line(
        answers,
        "guardian_id_number",
        _("Number of this paper"),
        required=False,
        quiet=True,
        ltr=True,
        attributes={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"},
        css="field-short",
    )
