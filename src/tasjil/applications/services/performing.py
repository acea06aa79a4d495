"""How any move of the table is made: one transaction, seen version checked, safe to repeat."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from tasjil.applications.models import Application, HistoryEvent
from tasjil.applications.policies import can_move, can_read
from tasjil.applications.services.recording import write_move
from tasjil.applications.types import Clock, Move, State
from tasjil.applications.workflow import BY_MOVE, DECIDED, allows, target_of
from tasjil.core.clock import local_date
from tasjil.core.errors import InvalidMove, NotAllowed, NotFound, Stale
from tasjil.core.types import Actor


@dataclass(frozen=True, slots=True)
class Revision:
    """What a move makes of a locked request: columns to write, and data for the history."""

    changes: dict[str, Any]
    data: dict[str, Any]


@transaction.atomic
def perform(
    move: Move,
    *,
    application_id: int,
    actor: Actor,
    now: datetime,
    seen_version: int | None = None,
    key: str | None = None,
    chosen: State | None = None,
    changes: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    guard: Callable[[Application], None] | None = None,
    revise: Callable[[Application], Revision] | None = None,
) -> Application:
    """Make one move of the table and return the request as it now stands.

    `seen_version` is the version on the page that the person acted from; `key` makes a repeated
    click harmless; once the row is locked, `guard` may refuse and `revise` says what to write
    besides `changes` and `data`. Raises NotFound, NotAllowed, Stale, InvalidMove, Incomplete.
    """
    application = _locked(application_id, actor)
    if key and HistoryEvent.objects.filter(application=application, idempotency_key=key).exists():
        return application
    if not can_move(actor, move, application):
        raise NotAllowed
    state = State(application.state)
    if seen_version is not None and seen_version != application.version:
        raise Stale(state=state.value)
    if not allows(move, state):
        raise InvalidMove(state=state.value)
    if guard is not None:
        guard(application)
    revision = revise(application) if revise else Revision({}, {})
    target = target_of(move, state, chosen)
    written = {
        **_clock_changes(move, application, now), **(changes or {}), **revision.changes,
    }  # fmt: skip
    told = {**(data or {}), **revision.data}
    if target in DECIDED or BY_MOVE[move].clock is Clock.STOP:
        written |= {"decided_at": now, "decided_by": actor.id or 0}
    write_move(
        application, move, target, actor=actor, now=now, changes=written, data=told,
        idempotency_key=key,
    )  # fmt: skip
    return Application.objects.select_related("school", "directorate").get(pk=application_id)


def _locked(application_id: int, actor: Actor) -> Application:
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("school", "directorate")
        .filter(pk=application_id)
        .first()
    )
    if application is None or not can_read(actor, application):
        raise NotFound
    return application


def _clock_changes(move: Move, application: Application, now: datetime) -> dict[str, Any]:
    """Return what the move does to the clock: asking pauses it, the answer gives the days back."""
    today = local_date(now)
    match BY_MOVE[move].clock:
        case Clock.PAUSE:
            return {"paused_on": today}
        case Clock.RESUME if application.paused_on and application.due_on:
            return {
                "due_on": application.due_on + (today - application.paused_on),
                "paused_on": None,
            }
        case _:
            return {}
