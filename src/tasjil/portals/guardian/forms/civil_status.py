"""The page of the civil-status record, in one of three forms."""

from django.utils.translation import gettext as _

from tasjil.applications.wording import CIVIL_STATUS_KINDS
from tasjil.families.types import CivilStatusKind
from tasjil.portals.fields import Choice, Form, Group
from tasjil.portals.guardian.forms.drawing import NAME, NUMERIC, Answers, line, pick, tick

# Which of these are wanted hangs on the first answer, and without a script all are on the page.
_WHEN = {"required": False, "quiet": True}


def civil_status_form(answers: Answers) -> Form:
    """Return the page; each group says for whom it is."""
    return Form(
        [
            Group([pick(answers, "civil_status_kind", _("Which paper do you have?"), _kinds())]),
            _classic(answers),
            _electronic(answers),
            Group(
                [
                    line(
                        answers,
                        "civil_office",
                        _("Civil-status office"),
                        help_text=_("The commune or district that wrote the act or the record."),
                        attributes=NAME,
                        **_WHEN,
                    )
                ],
                title=_("For an act or an electronic record"),
            ),
            Group(
                [
                    tick(
                        answers,
                        "civil_declaration",
                        _(
                            "I declare on my honour that the child has no Moroccan civil-status "
                            "record, or none yet."
                        ),
                        help_text=_("This is no obstacle. The school will help you."),
                        **_WHEN,
                    )
                ],
                title=_("Only without a Moroccan record"),
            ),
        ]
    )


def _kinds() -> list[Choice]:
    hints = {
        CivilStatusKind.CLASSIC: _("The usual case: the child's page in the family booklet."),
        CivilStatusKind.ELECTRONIC: _("A record with one yearly number."),
        CivilStatusKind.NONE: "",
    }
    return [Choice(kind.value, label, hints[kind]) for kind, label in CIVIL_STATUS_KINDS.items()]


def _classic(answers: Answers) -> Group:
    numeric = {"attributes": NUMERIC, "ltr": True, "css": "field-short", **_WHEN}
    return Group(
        [
            line(
                answers,
                "act_number",
                _("Number of the act"),
                help_text=_("On the child's page in the family booklet. For example 214."),
                **numeric,
            ),
            line(
                answers,
                "act_year",
                _("Year of the act"),
                help_text=_("Four digits. For example 2020."),
                **numeric,
            ),
            line(
                answers,
                "register_number",
                _("Number of the register"),
                help_text=_("Leave it empty if you do not find it."),
                **{**numeric, "quiet": False},
            ),
        ],
        title=_("For a birth act"),
    )


def _electronic(answers: Answers) -> Group:
    return Group(
        [
            line(
                answers,
                "record_number",
                _("Number of the record"),
                help_text=_("The yearly number, in digits."),
                attributes=NUMERIC,
                ltr=True,
                css="field-short",
                **_WHEN,
            )
        ],
        title=_("For an electronic record"),
    )
