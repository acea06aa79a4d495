"""The outbox: delivered once, after commit, in spite of failing subscribers and two workers."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from django.db import connection, transaction

from tasjil.core import outbox
from tasjil.core.models import AuditEntry, OutboxEvent
from tasjil.core.types import SYSTEM


@dataclass(frozen=True, slots=True)
class Rung:
    topic: ClassVar[str] = "test.rung"

    bell: int


def note(event: Rung, event_id: int, now: datetime) -> None:
    AuditEntry.objects.create(
        at=now, actor_kind=SYSTEM.kind, action="rung", object_kind="bell", object_id=event.bell
    )


def stumble(event: Rung, event_id: int, now: datetime) -> None:
    if event.bell == 13:
        raise RuntimeError("not today")


@pytest.fixture(autouse=True)
def _subscribers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_subscribers", {})
    outbox.subscribe(Rung, note)
    outbox.subscribe(Rung, stumble)


def rung() -> list[int | None]:
    return list(AuditEntry.objects.filter(action="rung").values_list("object_id", flat=True))


def test_an_event_is_delivered_once(db: None, now: datetime) -> None:
    outbox.publish(Rung(1), now=now - timedelta(days=900))
    assert (outbox.drain(), outbox.drain()) == (1, 0)
    assert rung() == [1]


def test_an_undone_deed_has_no_event(db: None, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.publish(Rung(1), now=now)
        raise ZeroDivisionError
    assert not OutboxEvent.objects.exists()


def test_a_failing_subscriber_undoes_its_event_and_holds_up_no_other(
    db: None, now: datetime
) -> None:
    long_ago = now - timedelta(days=900)
    outbox.publish(Rung(13), now=long_ago)
    outbox.publish(Rung(2), now=long_ago)
    outbox.drain()
    assert rung() == [2]
    failed = OutboxEvent.objects.get(payload={"bell": 13})
    assert (failed.handled_at, failed.attempts, failed.last_error) == (None, 1, "RuntimeError")
    assert failed.next_try_at > long_ago


@pytest.mark.django_db(transaction=True)
def test_four_workers_deliver_each_event_once(now: datetime) -> None:
    for bell in range(20, 120):
        outbox.publish(Rung(bell), now=now - timedelta(days=900))

    def work(_: int) -> None:
        while outbox.drain(limit=7):
            pass
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    while outbox.drain():
        pass
    assert sorted(rung()) == list(range(20, 120))
