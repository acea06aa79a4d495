"""Sentences that several portals say in the same words: the season, the age rule, a status."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasjil.applications.types import State
from tasjil.applications.wording import LEVELS, STATES, TONES
from tasjil.core.clock import local_date
from tasjil.core.text import show_date
from tasjil.seasons.rules import judge_age, levels_for, phase_on
from tasjil.seasons.types import AgeAnswer, AgeVerdict, LevelCalendar, Phase


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its tone: go, wait, no, calm. `open` when one can act on it now."""

    tone: str
    text: str
    open: bool = False


def season_said(calendars: list[LevelCalendar], today: date) -> Said:
    """Say whether families can file today, and until when or from when."""
    by_phase: dict[Phase, list[LevelCalendar]] = {}
    for calendar in calendars:
        by_phase.setdefault(phase_on(today, calendar), []).append(calendar)
    if found := by_phase.get(Phase.OPEN):
        last = show_date(max(c.closes_on for c in found))
        return Said("go", _("Registration is open until %(day)s") % {"day": last}, open=True)
    if found := by_phase.get(Phase.LATE):
        last = show_date(max(c.late_until for c in found))
        text = _("Late requests are taken until %(day)s, as far as seats are free")
        return Said("wait", text % {"day": last}, open=True)
    if found := by_phase.get(Phase.NOT_YET_OPEN):
        first = show_date(min(c.opens_on for c in found))
        return Said("calm", _("Registration opens on %(day)s") % {"day": first})
    return Said("calm", _("Registration is closed. The next dates will be announced here"))


def age_said(born: date, calendars: list[LevelCalendar]) -> list[Said]:
    """Say which levels a child born on this day may ask for, or which will be right and when."""
    open_levels = levels_for(born, calendars)
    if open_levels:
        return [_age_open(born, calendar, verdict) for calendar, verdict in open_levels]
    if not calendars:
        return [Said("calm", _("The dates of the next school year are not announced yet."))]
    return [Said("no", age_refused(judge_age(born, calendars[-1], calendars)))]


def _age_open(born: date, calendar: LevelCalendar, verdict: AgeVerdict) -> Said:
    values = {
        "level": LEVELS[calendar.level],
        "season": calendar.season,
        "from": show_date(calendar.born_from),
        "to": show_date(calendar.born_to),
        "limit": show_date(calendar.dispensation_to) if calendar.dispensation_to else "",
    }
    if verdict is AgeVerdict.RIGHT:
        text = _(
            "%(level)s is the right level for %(season)s. It takes children born from %(from)s "
            "to %(to)s."
        )
        return Said("go", text % values, open=True)
    text = _(
        "%(level)s is possible by dispensation for %(season)s: it is meant for children born "
        "until %(to)s, and the school head may also take those born until %(limit)s, if seats "
        "are free."
    )
    return Said("wait", text % values, open=True)


def age_refused(answer: AgeAnswer) -> str:
    """Say why the level asked for is not the right one, and which level of which year is."""
    values = {
        "from": show_date(answer.born_from),
        "to": show_date(answer.born_to),
        "level": LEVELS[answer.level] if answer.level else "",
        "season": f"{answer.start_year}-{answer.start_year + 1}" if answer.start_year else "",
    }
    match answer.verdict:
        case AgeVerdict.OTHER_LEVEL:
            text = _(
                "This level takes children born from %(from)s to %(to)s. For this child the right "
                "level in %(season)s is: %(level)s."
            )
        case AgeVerdict.TOO_YOUNG:
            text = _(
                "The child is still too young. The first level to ask for will be, in %(season)s: "
                "%(level)s."
            )
        case _:
            text = _(
                "The child is older than the levels that are filed here. Every child has a right "
                "to school until 16: go to the nearest school, or call the free help line, to "
                "register in a higher level."
            )
    return text % values


@dataclass(frozen=True, slots=True)
class Standing:
    """What a sentence about a request's state is made from; `placed`: a school has it."""

    state: State
    due_on: date | None
    decided_at: datetime | None
    today: date
    placed: bool = True


def tag_of(state: State) -> Said:
    """Return the tag of a state."""
    return Said(TONES[state], str(STATES[state]))


def status_said(standing: Standing) -> str:
    """Say where a request stands, with its date, and what comes next."""
    due = show_date(standing.due_on) if standing.due_on else ""
    decided = show_date(local_date(standing.decided_at)) if standing.decided_at else ""
    text = _STATUS[standing.state]
    if standing.state is State.SUBMITTED and not standing.placed:
        text = _unplaced
    waiting = standing.state in (State.SUBMITTED, State.IN_REVIEW)
    if waiting and standing.due_on and standing.today > standing.due_on:
        return _overdue(due, (standing.today - standing.due_on).days)
    return text() % {"due": due, "decided": decided}


def _unplaced() -> str:
    return _(
        "The provincial directorate has received the request and looks for a school with you. The "
        "answer comes by %(due)s at the latest."
    )


def _overdue(due: str, days: int) -> str:
    text = ngettext(
        "The answer was due by %(due)s and is %(days)d day late. The directorate follows late "
        "answers; you can also call the free help line.",
        "The answer was due by %(due)s and is %(days)d days late. The directorate follows late "
        "answers; you can also call the free help line.",
        days,
    )
    return text % {"due": due, "days": days}


# Functions, so that the catalogue is asked in the language of the page being written.
_STATUS: dict[State, Callable[[], str]] = {
    State.DRAFT: lambda: _("This request is not sent yet. Fill in what is missing, then send it."),
    State.SUBMITTED: lambda: _(
        "The school has received the request. The answer comes by %(due)s at the latest."
    ),
    State.IN_REVIEW: lambda: _(
        "The school is examining the request. The answer comes by %(due)s at the latest."
    ),
    State.AWAITING_FAMILY: lambda: _(
        "The school asked a question. The time for its answer stands still until the family "
        "replies."
    ),
    State.ACCEPTED: lambda: _(
        "Accepted on %(decided)s. Go to the school with the family booklet to complete the "
        "registration."
    ),
    State.REFUSED: lambda: _("Refused on %(decided)s, for the ground written with the request."),
    State.WAITLISTED: lambda: _(
        "On the waiting list since %(decided)s. The school writes to you when a seat is free."
    ),
    State.IN_APPEAL: lambda: _(
        "The provincial directorate is examining the appeal and will answer with its reasons."
    ),
    State.ENROLLED: lambda: _("The registration is complete. The child has a seat at this school."),
    State.WITHDRAWN: lambda: _(
        "The family withdrew this request. A new one can be made while registration is open."
    ),
    State.EXPIRED: lambda: _("This draft was not sent in time and is closed."),
}


def residence_said(checks: Iterable[Mapping[str, Any]]) -> str:
    """Say to the family why this school, from the residence check that was kept; "" for none."""
    for check in checks:
        if check["rule"] == "residence" and check["reason"] in _RESIDENCE:
            return _RESIDENCE[check["reason"]]()
    return ""


_RESIDENCE: dict[str, Callable[[], str]] = {
    "locality": lambda: _("Your neighbourhood or douar is served by this school."),
    "zone": lambda: _("Your home is inside the zone of this school."),
    "locality_near_border": lambda: _(
        "Your home is near the edge of its zone: the school decides."
    ),
    "zone_near_border": lambda: _("Your home is near the edge of its zone: the school decides."),
    "nearest": lambda: _("It is the nearest school to your home."),
    "commune": lambda: _("It is a school of your commune."),
    "chosen_by_family": lambda: _("You chose it yourself."),
    "not_listed": lambda: _("The provincial directorate finds the school with you."),
    "no_fixed_address": lambda: _("The provincial directorate finds a school near where you are."),
}
