"""The life of a request as its examiners read it: what, who, when, with which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tasjil.accounts.selectors import names_of_staff
from tasjil.applications.selectors import history_of
from tasjil.applications.types import Move, Section
from tasjil.applications.wording import SECTIONS
from tasjil.core.text import show_moment
from tasjil.core.types import ActorKind
from tasjil.portals.doors import shown
from tasjil.portals.school.wording import HISTORY


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline; `note` holds who did it and the words that go with it."""

    title: str
    time: str
    iso: str
    note: str
    done: bool = True


def events_of(application: Any) -> list[Event]:
    """Return the life of a request, the oldest event first (2 queries)."""
    history = history_of(application)
    staff = names_of_staff(
        event.actor_id
        for event in history
        if event.actor_kind == ActorKind.STAFF.value and event.actor_id
    )
    return [_event(event, staff, application) for event in history]


def since_seen(events: list[Event], seen_version: int) -> list[Event]:
    """Return what happened after the version that a person saw: each move adds one to it."""
    return events[max(seen_version - 1, 0) :]


def _event(event: Any, staff: dict[int, tuple[str, str]], application: Any) -> Event:
    move = Move(event.move)
    words = _words_of(move, event, application)
    return Event(
        title=str(HISTORY[move]),
        time=show_moment(event.at),
        iso=event.at.isoformat(),
        note=_join((_who(event, staff), words)),
    )


def _who(event: Any, staff: dict[int, tuple[str, str]]) -> str:
    match ActorKind(event.actor_kind):
        case ActorKind.STAFF:
            name = shown(*staff.get(event.actor_id, ("", "")))
            return _("By %(name)s") % {"name": name} if name else ""
        case ActorKind.SYSTEM:
            return _("By the service itself")
        case ActorKind.MACHINE:
            return _("By a partner system")
        case _:
            return ""


def _words_of(move: Move, event: Any, application: Any) -> str:
    match move:
        case Move.CORRECT if event.data.get("section") in set(Section):
            return str(SECTIONS[Section(event.data["section"])])
        case Move.ASK:
            return str(application.question)
        case Move.ANSWER:
            return str(application.answer)
        case Move.REFUSE if application.ground:
            return _join((application.ground.text, application.decision_text))
        case _:
            return ""


def _join(parts: Iterable[str]) -> str:
    return ". ".join(part.rstrip(".") for part in parts if part)
