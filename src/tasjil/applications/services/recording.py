"""What every move writes: the new state, the history, the trail and the outbox, or nothing."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError

from tasjil.applications.events import ApplicationMoved
from tasjil.applications.models import Application, HistoryEvent
from tasjil.applications.types import Move, State
from tasjil.applications.workflow import BY_MOVE
from tasjil.core import audit, outbox
from tasjil.core.types import Actor


def write_move(
    application: Application,
    move: Move,
    target: State,
    *,
    actor: Actor,
    now: datetime,
    changes: dict[str, Any],
    data: dict[str, Any] | None = None,
    idempotency_key: str | None = None,
) -> HistoryEvent:
    """Write one move of a locked request, inside the caller's transaction.

    `changes` are columns of the request; `data` is kept with the history (codes and ids only).
    Raises IntegrityError when the database refuses (a second open request for the child, say).
    """
    source = application.state
    moved = Application.objects.filter(pk=application.pk, version=application.version).update(
        state=target.value, version=application.version + 1, updated_at=now, **changes
    )
    if not moved:  # cannot happen under the row lock; better loud than lost
        raise IntegrityError("the request changed under its lock")
    event = HistoryEvent.objects.create(
        application_id=application.pk,
        move=move.value,
        from_state=source,
        to_state=target.value,
        at=now,
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        idempotency_key=idempotency_key,
        data=data or {},
    )
    audit.record(
        actor=actor,
        action=f"application.{move.value}",
        object_kind="application",
        object_id=application.pk,
        now=now,
        data={"from": source, "to": target.value},
    )
    outbox.publish(
        ApplicationMoved(
            application_id=application.pk,
            history_id=event.pk,
            move=move.value,
            state=target.value,
            tells_family=BY_MOVE[move].tells_family,
        ),
        now=now,
    )
    return event
