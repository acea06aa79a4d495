"""Several workers at the same event, the same message, the same moment."""

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import IntegrityError, connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tasjil.accounts.events import CodeRequested
from tasjil.accounts.types import Channel
from tasjil.core import outbox
from tasjil.core.clock import now as clock_now
from tasjil.core.models import OutboxEvent
from tasjil.core.secrets import seal
from tasjil.messaging.models import Delivery
from tasjil.messaging.services import claim, lay_texts, plan_message
from tasjil.messaging.types import Claim, Message
from tests.messaging.conftest import no_jobs_left  # noqa: F401
from tests.messaging.support import PHONE, drain_all, facts

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_jobs_left"),
    pytest.mark.slow,
]


def at_once(*works: Callable[[], object]) -> list[Exception]:
    """Run all of them at the same moment, each on a connection of its own."""
    barrier = threading.Barrier(len(works))
    errors: list[Exception] = []

    def run(work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return errors


def test_events_drained_by_several_workers_are_planned_once() -> None:
    lay_texts(now=clock_now())
    for number in range(30):
        phone, code = seal(f"+21261234{number:04}"), seal("482913")
        outbox.publish(CodeRequested("sms", phone, code, "ar", 10), now=clock_now())
    assert at_once(*[drain_all] * 4) == []
    assert not OutboxEvent.objects.filter(handled_at__isnull=True).exists()
    assert Delivery.objects.count() == 30
    assert ProcrastinateJob.objects.filter(status="todo").count() == 30


def test_one_event_planned_twice_at_once_makes_one_delivery(now: datetime) -> None:
    lay_texts(now=now)

    def plan() -> None:
        plan_message(event_id=9, message=Message.ASKED, facts=facts(), now=now)

    errors = at_once(plan, plan, plan)
    assert all(isinstance(error, IntegrityError) for error in errors)
    assert Delivery.objects.count() == 2
    assert ProcrastinateJob.objects.filter(status="todo").count() == 2


def test_one_message_claimed_by_several_workers_leaves_once(now: datetime) -> None:
    recipients = ((Channel.SMS, PHONE),)
    plan_message(event_id=9, message=Message.ASKED, facts=facts(recipients=recipients), now=now)
    key, claims = Delivery.objects.get().pk, []

    def take() -> None:
        claims.append(claim(delivery_id=key, now=now))

    assert at_once(*[take] * 5) == []
    assert sum(isinstance(one, Claim) for one in claims) == 1
