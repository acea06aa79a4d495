"""A child's file on the page: facts, checks, life, messages, and the moves that are open."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tasjil.applications.policies import moves_open_to
from tasjil.applications.selectors import numbers_open_to
from tasjil.applications.types import Move, State
from tasjil.applications.wording import DESK_STATES, MOVES, TONES, check_sentence, check_title
from tasjil.core.identifiers import show_number
from tasjil.core.text import show_date
from tasjil.core.types import Actor
from tasjil.portals.doors import doors_of, staff_page
from tasjil.portals.flags import Flag, time_left
from tasjil.portals.names import ChildName, child_name
from tasjil.portals.school.facts import sections_of
from tasjil.portals.school.forms import new_key
from tasjil.portals.school.history import Event, events_of
from tasjil.portals.school.told import deliveries
from tasjil.portals.school.wording import ALIKE

# The letter that leads to a button, by the keyboard of each language.
KEYS: dict[Move, str | Promise] = {
    Move.ACCEPT: pgettext_lazy("key of the button Accept", "a"),
    Move.TAKE_UP: pgettext_lazy("key of the button Start examining", "s"),
    Move.ASK: pgettext_lazy("key of the button Ask the family", "q"),
    Move.REFUSE: pgettext_lazy("key of the button Refuse", "r"),
}
# The moves that have a page of ours, in the order of their buttons; others have no button.
PAGES: dict[Move, tuple[str, str]] = {
    Move.ACCEPT: ("school:accept", "btn-go"),
    Move.TAKE_UP: ("school:take_up", "btn-outline-go"),
    Move.ASK: ("school:ask", "btn-outline-go"),
    Move.REFUSE: ("school:refuse", "btn-outline-no"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """An automatic check in words."""

    outcome: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Match:
    """Another request that looks alike; `url` is empty outside the reader's territory."""

    number: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Button:
    """A move that is open; `posts` is True when it is made at once, without a page."""

    move: Move
    label: str | Promise
    url: str
    css: str
    key: str | Promise
    posts: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the last click did nothing, what happened meanwhile, and what had been typed."""

    sentence: str
    events: list[Event] = field(default_factory=list)
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of every page about a request."""

    number: str
    child: ChildName
    state: Flag
    left: Flag
    due: str
    url: str


def head_of(application: Any, today: date) -> Head:
    """Return the top of a page about a request."""
    state = State(application.state)
    number = show_number(application.number)
    return Head(
        number=number,
        child=child_name(application.child),
        state=Flag(str(DESK_STATES[state]), TONES[state]),
        left=time_left(application, today),
        due=show_date(application.due_on),
        url=reverse("school:request", args=[number]),
    )


def file_page(
    request: HttpRequest,
    actor: Actor,
    application: Any,
    *,
    today: date,
    done: str = "",
    problem: Problem | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a file that was opened through the service."""
    head = head_of(application, today)
    here = next((door.url_name for door in doors_of(actor)), "staff:home")
    context = {
        "head": head,
        "back": reverse(here),
        "sections": sections_of(application),
        "checks": checks_of(application),
        "matches": _matches(actor, application),
        "events": events_of(application),
        "deliveries": deliveries(actor, head.number),
        "buttons": _buttons(actor, application, head.number),
        "answer_wanted": application.state in (State.SUBMITTED.value, State.IN_REVIEW.value),
        "version": application.version,
        "key": new_key(),
        "done": done,
        "problem": problem,
    }
    return staff_page(request, actor, "school/request.html", context, here=here, status=status)


def checks_of(application: Any) -> list[Check]:
    """Return the automatic checks in words."""
    return [Check(c["outcome"], check_title(c), check_sentence(c)) for c in application.checks]


def _matches(actor: Actor, application: Any) -> list[Match]:
    alike = [
        match
        for check in application.checks
        for match in check.get("inputs", {}).get("matches", [])
    ]
    if not alike:
        return []
    mine = numbers_open_to(actor, [match["number"] for match in alike])
    return [_match(match, match["number"] in mine) for match in alike]


def _match(match: dict[str, Any], mine: bool) -> Match:
    reasons = _(", ").join(str(ALIKE[reason]) for reason in match["reasons"] if reason in ALIKE)
    why = _("%(score)s%% alike: %(reasons)s") % {"score": match["score"], "reasons": reasons}
    url = reverse("school:request", args=[match["number"]]) if mine else ""
    return Match(match["number"], url, why)


def _buttons(actor: Actor, application: Any, number: str) -> list[Button]:
    open_moves = moves_open_to(actor, application)
    return [
        Button(
            move=move,
            label=MOVES[move],
            url=reverse(name, args=[number]),
            css=css,
            key=KEYS[move],
            posts=move is Move.TAKE_UP,
        )
        for move, (name, css) in PAGES.items()
        if move in open_moves
    ]
