"""What strikes the eye in a list of requests: the time left and the checks, in a word or two."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tasjil.applications.types import Outcome, State
from tasjil.applications.wording import check_title
from tasjil.core.clock import local_date

_HURRY = 7  # days from which the time left is worth a colour


@dataclass(frozen=True, slots=True)
class Flag:
    """A word or two with a tone: go, wait, no, calm."""

    text: str
    tone: str


# (rule, reason) -> the check in a word or two; its full sentence stands on the request's page.
_WORDS: dict[tuple[str, str], str | Promise] = {
    ("age", "dispensation"): gettext_lazy("Age dispensation"),
    ("residence", "locality_near_border"): gettext_lazy("Near the zone's border"),
    ("residence", "zone_near_border"): gettext_lazy("Near the zone's border"),
    ("residence", "nearest"): gettext_lazy("Zone not known"),
    ("residence", "commune"): gettext_lazy("Zone not known"),
    ("residence", "chosen_by_family"): gettext_lazy("Chosen by the family"),
    ("residence", "not_listed"): gettext_lazy("School not in the list"),
    ("residence", "no_fixed_address"): gettext_lazy("No fixed address"),
    ("duplicate", "near_match"): gettext_lazy("Similar request"),
    ("civil_status", "declared"): gettext_lazy("No civil record"),
    ("civil_status", "act_before_birth"): gettext_lazy("Act before the birth"),
    ("identity", "none"): gettext_lazy("No identity document"),
    ("identity", "unusual_cnie"): gettext_lazy("Card number to compare"),
}
_TONES = {Outcome.WARN.value: "wait", Outcome.FAIL.value: "no"}


def flags_of(checks: list[dict[str, Any]]) -> list[Flag]:
    """Return the checks that did not simply pass, each in a word or two."""
    return [
        Flag(
            str(_WORDS.get((check["rule"], check["reason"]), check_title(check))),
            _TONES[check["outcome"]],
        )
        for check in checks
        if check["outcome"] in _TONES
    ]


def time_left(application: Any, today: date) -> Flag:
    """Return how the legal clock of a request stands, in words."""
    match State(application.state):
        case State.SUBMITTED | State.IN_REVIEW:
            return _days_left((application.due_on - today).days)
        case State.AWAITING_FAMILY:
            return Flag(_("Clock stopped"), "calm")
        case State.IN_APPEAL:
            return Flag(_("With the directorate"), "calm")
        case State.WITHDRAWN:
            return Flag("", "calm")
        case _ if application.decided_at:
            day = local_date(application.decided_at)
            return Flag(_("Answered on %(day)s") % {"day": f"{day:%d/%m/%Y}"}, "calm")
        case _:
            return Flag("", "calm")


def _days_left(days: int) -> Flag:
    if days < 0:
        late = ngettext("%(count)d day late", "%(count)d days late", -days) % {"count": -days}
        return Flag(late, "no")
    if days == 0:
        return Flag(_("Last day"), "no")
    left = ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
    return Flag(left, "wait" if days <= _HURRY else "calm")
