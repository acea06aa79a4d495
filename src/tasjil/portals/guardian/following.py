"""A request that was sent: where it stands, its history, and what its family may do now."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tasjil.applications import services
from tasjil.applications.policies import moves_open_to
from tasjil.applications.selectors import family_request, history_of
from tasjil.applications.types import Move, SchoolWish, State
from tasjil.applications.wording import HISTORY, LEVELS, MOVES, WISHES, problem_sentence
from tasjil.applications.workflow import UNDECIDED, WITH_GROUND
from tasjil.core.errors import DomainError, Incomplete, NotAllowed, NotFound
from tasjil.core.identifiers import show_number
from tasjil.core.text import show_date, show_moment
from tasjil.portals.fields import Field, Form, Group, typed
from tasjil.portals.guardian.forms.drawing import NAME
from tasjil.portals.guardian.gate import Visitor, family_page, to
from tasjil.portals.names import child_name
from tasjil.portals.words import Standing, residence_said, status_said, tag_of
from tasjil.seasons.types import Level

# The moves that have a page here, in the order of their buttons: address and look.
_PAGES = {
    Move.ANSWER: "answer",
    Move.APPEAL: "appeal",
    Move.CORRECT: "correct",
    Move.WITHDRAW: "withdraw",
}
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Button:
    """A move that the family may make now."""

    label: str
    url: str
    css: str


@family_page
def request_page(request: HttpRequest, visitor: Visitor, *, number: str) -> HttpResponse:
    """Show where a request stands and what was done."""
    return _show(request, visitor, family_request(visitor.actor, number))


@family_page
def receipt(request: HttpRequest, visitor: Visitor, *, number: str) -> HttpResponse:
    """Show the receipt that the law promises (55-19): number, dates, school, last day."""
    found = family_request(visitor.actor, number)
    context = {
        "visitor": visitor,
        "number": show_number(found.number or ""),
        "facts": facts_of(found),
        "due": show_date(found.due_on) if found.due_on else "",
        "late": found.is_late,
        "dispensation": found.needs_dispensation,
        "waiting": State(found.state) in (State.SUBMITTED, State.IN_REVIEW),
    }
    return render(request, "guardian/receipt.html", context)


@family_page
def answer(request: HttpRequest, visitor: Visitor, *, number: str) -> HttpResponse:
    """Answer the school's question."""
    if request.method != "POST":
        return answer_page(request, visitor, number)
    text = typed(request.POST, ["text"])["text"]
    found = family_request(visitor.actor, number)
    try:
        services.answer(text=text, **move_of(request, visitor, found))
    except Incomplete as error:
        code = str(next(iter(error.data.get("fields", {}).values()), "required"))
        return answer_page(request, visitor, number, text=text, problem=problem_sentence(code))
    except DomainError as error:
        return refused_page(request, visitor, number, error)
    return to("request", number=show_number(found.number or ""))


def answer_page(
    request: HttpRequest, visitor: Visitor, number: str, *, text: str = "", problem: str = ""
) -> HttpResponse:
    """Show the question and the field for its answer, filled with what was typed."""
    found = family_request(visitor.actor, number)
    if Move.ANSWER not in moves_open_to(visitor.actor, found):
        return to("request", number=show_number(found.number or ""))
    field = Field(
        name="text",
        label=_("Your answer"),
        kind="textarea",
        value=text,
        help_text=_("At most 500 letters. The school reads it and goes on with your request."),
        attributes={**NAME, "rows": "5"},
    )
    form = Form([Group([field])])
    form.complain({"text": problem} if problem else {})
    context = {**_doing(visitor, found), "form": form, "field": field}
    return render(request, "guardian/answer.html", context, status=422 if problem else 200)


@family_page
def withdraw(request: HttpRequest, visitor: Visitor, *, number: str) -> HttpResponse:
    """Ask whether the request is really to be taken back, then do it."""
    return _confirmed(
        request, visitor, number, Move.WITHDRAW, services.withdraw, "guardian/withdraw.html"
    )


@family_page
def appeal(request: HttpRequest, visitor: Visitor, *, number: str) -> HttpResponse:
    """Explain what an appeal is, then send it to the directorate."""
    return _confirmed(
        request, visitor, number, Move.APPEAL, services.appeal, "guardian/appeal.html"
    )


def _confirmed(
    request: HttpRequest,
    visitor: Visitor,
    number: str,
    move: Move,
    service: Callable[..., Any],
    template: str,
) -> HttpResponse:
    found = family_request(visitor.actor, number)
    shown = show_number(found.number or "")
    if request.method == "POST":
        try:
            service(**move_of(request, visitor, found))
        except DomainError as error:
            return refused_page(request, visitor, number, error)
        return to("request", number=shown)
    if move not in moves_open_to(visitor.actor, found):
        return to("request", number=shown)
    return render(request, template, _doing(visitor, found))


def move_of(request: HttpRequest, visitor: Visitor, found: Any) -> dict[str, Any]:
    """Return what every move is given: who, when, the version seen, the key of this click."""
    key, seen = request.POST.get("key", ""), request.POST.get("seen_version", "")
    return {
        "application_id": found.pk,
        "actor": visitor.actor,
        "now": visitor.now,
        "key": key if _KEY.fullmatch(key) else None,
        "seen_version": int(seen)
        if seen.isascii() and seen.isdecimal() and len(seen) < 9
        else None,
    }


def _doing(visitor: Visitor, found: Any) -> dict[str, Any]:
    return {
        "visitor": visitor,
        "number": show_number(found.number or ""),
        "found": found,
        "child": child_name(found.child).name,
        "seen_version": found.version,
        "key": secrets.token_hex(16),
    }


def refused_page(
    request: HttpRequest, visitor: Visitor, number: str, error: DomainError
) -> HttpResponse:
    """Show the request as it now stands, with the reason why the move was not made."""
    if isinstance(error, NotFound | NotAllowed):
        raise error
    found = family_request(visitor.actor, number)
    return _show(request, visitor, found, problem=str(error), status=error.status)


def _show(
    request: HttpRequest, visitor: Visitor, found: Any, *, problem: str = "", status: int = 200
) -> HttpResponse:
    state = State(found.state)
    standing = Standing(
        state, found.due_on, found.decided_at, visitor.today, placed=found.school_id is not None
    )
    context = {
        "visitor": visitor,
        "problem": problem,
        "number": show_number(found.number or ""),
        "child": child_name(found.child).name,
        "state": state.value,
        "tag": tag_of(state),
        "sentence": status_said(standing),
        "facts": facts_of(found),
        "question": found.question if state is State.AWAITING_FAMILY else "",
        "ground": found.ground.text if found.ground and state in WITH_GROUND else "",
        "may_appeal": state is State.REFUSED,
        "decision_text": found.decision_text,
        "timeline": _timeline(found, state),
        "buttons": _buttons(visitor, found),
    }
    return render(request, "guardian/request.html", context, status=status)


def _timeline(found: Any, state: State) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = [
        {
            "title": HISTORY[Move(event.move)],
            "time": show_moment(event.at),
            "iso": event.at.isoformat(),
            "done": True,
        }
        for event in history_of(found)
    ]
    if state in UNDECIDED and found.due_on:
        by = _("By %(day)s") % {"day": show_date(found.due_on)}
        note = _("If it is late, the provincial directorate takes it up.")
        if state is State.AWAITING_FAMILY:
            by, note = _("After your reply"), _("The time stands still until then.")
        items.append({"title": _("The school's answer"), "time": by, "note": note, "done": False})
    return items


def _buttons(visitor: Visitor, found: Any) -> list[Button]:
    looks = {
        Move.ANSWER: "btn-go",
        Move.APPEAL: "btn-go",
        Move.CORRECT: "btn-outline-go",
        Move.WITHDRAW: "btn-outline-no",
    }
    number = show_number(found.number or "")
    open_moves = moves_open_to(visitor.actor, found)
    return [
        Button(
            str(MOVES[move]),
            reverse(f"guardian:{_PAGES[move]}", kwargs={"number": number}),
            looks[move],
        )
        for move in _PAGES
        if move in open_moves
    ]


def facts_of(found: Any) -> list[dict[str, Any]]:
    """Return the facts of a request for its page and its receipt."""
    wish = SchoolWish(found.wish)
    school = found.school.name if found.school else str(WISHES[wish])
    items = [
        {"label": _("Child"), "value": child_name(found.child).name},
        {"label": _("Date of birth"), "value": show_date(found.child.birth_date)},
        {"label": _("Level"), "value": str(LEVELS[Level(found.level.level)])},
        {"label": _("School"), "value": school},
        {"label": _("Directorate"), "value": found.directorate.name},
        {"label": _("Sent on"), "value": show_moment(found.submitted_at)},
    ]
    reason = residence_said(found.checks)
    if reason and found.school:
        items.insert(4, {"label": _("Why this school"), "value": reason})
    return items
