"""The outbox: an event is written in the transaction of the deed and delivered after commit.

Subscribers are registered in `AppConfig.ready()` of packages above. All subscribers of one event
run in one transaction with the mark "handled": either each of them has written its rows, or none.
Subscribers only write rows (deliveries, jobs, counters); they never talk to the outside.
"""

import dataclasses
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol

import structlog
from django.db import transaction
from django.db.models import Count, Min

from tasjil.core.clock import now as clock_now
from tasjil.core.models import OutboxEvent

log = structlog.get_logger(__name__)

_FIRST_RETRY = timedelta(seconds=5)
_LONGEST_RETRY = timedelta(minutes=10)


class Event(Protocol):
    """A frozen dataclass of plain values, named by what happened, with a stable `topic`."""

    topic: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


Handler = Callable[[Any, int, datetime], None]
_subscribers: dict[str, tuple[type[Any], list[Handler]]] = {}


def subscribe(event_type: type[Any], handler: Handler) -> None:
    """Have `handler(event, event_id, now)` called for each event of this type, after commit."""
    _, handlers = _subscribers.setdefault(event_type.topic, (event_type, []))
    if handler not in handlers:
        handlers.append(handler)


def publish(event: Event, *, now: datetime) -> None:
    """Write the event beside the deed, in the same transaction."""
    OutboxEvent.objects.create(
        topic=event.topic, payload=payload_of(event), created_at=now, next_try_at=now
    )


def payload_of(event: Event) -> dict[str, Any]:
    """Return the event as stored: plain JSON values."""
    return dataclasses.asdict(event)


def drain(limit: int = 100) -> int:
    """Deliver waiting events to their subscribers; return how many were taken up.

    Safe to run in several processes: a row is claimed with SKIP LOCKED.
    """
    moment = clock_now()
    with transaction.atomic():
        waiting = list(
            OutboxEvent.objects.select_for_update(skip_locked=True)
            .filter(handled_at__isnull=True, next_try_at__lte=moment)
            .order_by("next_try_at", "id")[:limit]
        )
        for row in waiting:
            _deliver(row, moment)
        OutboxEvent.objects.bulk_update(
            waiting, ["handled_at", "attempts", "next_try_at", "last_error"]
        )
    return len(waiting)


def _deliver(row: OutboxEvent, moment: datetime) -> None:
    row.attempts += 1
    try:
        with transaction.atomic():  # a failing subscriber must not undo its neighbours' events
            if row.topic in _subscribers:
                event_type, handlers = _subscribers[row.topic]
                event = event_type(**row.payload)
                for handler in handlers:
                    handler(event, row.id, moment)
    except Exception as error:
        wait = min(_FIRST_RETRY * 2 ** (row.attempts - 1), _LONGEST_RETRY)
        row.next_try_at = moment + wait
        row.last_error = type(error).__name__
        log.exception("outbox_event_failed", topic=row.topic, event_id=row.id)
    else:
        row.handled_at = moment
        row.last_error = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Backlog:
    """How many events wait for their subscribers, and since when the oldest one does."""

    waiting: int
    oldest_age: timedelta


def backlog(*, now: datetime) -> Backlog:
    """Return what waits in the outbox (1 query, on the index of what waits)."""
    found = OutboxEvent.objects.filter(handled_at__isnull=True).aggregate(
        waiting=Count("pk"), oldest=Min("created_at")
    )
    oldest: datetime | None = found["oldest"]
    return Backlog(found["waiting"], now - oldest if oldest else timedelta(0))
