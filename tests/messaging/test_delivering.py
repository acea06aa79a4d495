"""Attempts: claimed before the outside is talked to, recorded afterwards."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tasjil.accounts.types import Channel
from tasjil.messaging.models import Delivery
from tasjil.messaging.rules.retries import WAITS
from tasjil.messaging.services import claim, plan_code, plan_message, record, sweep
from tasjil.messaging.services.sweeping import LOST_AFTER, STALE_AFTER
from tasjil.messaging.types import (
    DeliveryState,
    ErrorKind,
    Failed,
    Message,
    Outcome,
    Outgoing,
    Refused,
    Sent,
)
from tests.messaging.support import PHONE, attempt, facts

pytestmark = pytest.mark.django_db
MOMENT = timedelta(seconds=1)


class Scripted:
    """A gateway that answers what it was told to, and remembers what it was given."""

    def __init__(self, *outcomes: Outcome, honours_key: bool = True) -> None:
        self.honours_key = honours_key
        self.outcomes = list(outcomes)
        self.given: list[Outgoing] = []
        self.in_transaction: list[bool] = []

    def send(self, message: Outgoing) -> Outcome:
        self.given.append(message)
        self.in_transaction.append(connection.in_atomic_block)
        return self.outcomes.pop(0)


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Any:
    def install(*outcomes: Outcome, honours_key: bool = True) -> Scripted:
        scripted = Scripted(*outcomes, honours_key=honours_key)
        for module in ("jobs", "services.sweeping"):
            monkeypatch.setattr(f"tasjil.messaging.{module}.provider_for", lambda _: scripted)
        return scripted

    return install


def an_sms(now: datetime) -> UUID:
    recipients = ((Channel.SMS, PHONE),)
    plan_message(event_id=1, message=Message.ACCEPTED, facts=facts(recipients=recipients), now=now)
    return Delivery.objects.get().pk


def a_code(now: datetime, channel: Channel = Channel.SMS, address: str = PHONE) -> UUID:
    plan_code(
        event_id=1, channel=channel, address=address, code="482913", language="ar",
        expires_minutes=10, now=now,
    )  # fmt: skip
    return Delivery.objects.get().pk


def test_a_message_taken_over_is_sent(gateway: Any, monkeypatch: Any, now: datetime) -> None:
    phone = gateway(Sent("ref-1"))
    row = attempt(an_sms(now), monkeypatch, at=now)
    assert (row.state, row.provider_ref, row.attempts) == ("sent", "ref-1", 1)
    assert row.finished_at == now
    assert phone.given[0].to == PHONE
    assert phone.given[0].key == row.pk


@pytest.mark.usefixtures("no_jobs_left")
@pytest.mark.django_db(transaction=True)
def test_the_claim_is_committed_before_anything_leaves(
    gateway: Any, monkeypatch: Any, now: datetime
) -> None:
    phone = gateway(Sent())
    attempt(an_sms(now), monkeypatch, at=now)
    assert phone.in_transaction == [False]


def test_a_second_job_finds_nothing_to_send(gateway: Any, monkeypatch: Any, now: datetime) -> None:
    phone = gateway(Sent(), Sent())
    key = an_sms(now)
    attempt(key, monkeypatch, at=now)
    attempt(key, monkeypatch, at=now)
    assert len(phone.given) == 1


def test_a_refused_number_is_not_tried_again(gateway: Any, monkeypatch: Any, now: datetime) -> None:
    gateway(Refused("http_400"))
    row = attempt(an_sms(now), monkeypatch, at=now)
    assert (row.state, row.error, row.error_code) == ("failed_for_ever", "permanent", "http_400")


def test_retries_wait_longer_and_longer_and_end(
    gateway: Any, monkeypatch: Any, now: datetime
) -> None:
    gateway(*[Failed("http_503")] * 99)
    key, moment, waits = an_sms(now), now, []
    for _ in range(99):
        row = attempt(key, monkeypatch, at=moment)
        if row.state != DeliveryState.WAITING.value:
            break
        waits.append(row.next_try_at - moment)
        attempt(key, monkeypatch, at=row.next_try_at - MOMENT)  # too early: nothing happens
        moment = row.next_try_at
    assert waits[: len(WAITS)] == list(WAITS)
    assert (row.state, row.error) == ("failed_for_ever", ErrorKind.TEMPORARY.value)
    assert moment < now + timedelta(hours=24)


def test_each_retry_has_its_job_at_its_hour(gateway: Any, monkeypatch: Any, now: datetime) -> None:
    gateway(Failed("http_503"))
    key = an_sms(now)
    with connection.cursor() as cursor:  # the worker took the first job
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    row = attempt(key, monkeypatch, at=now)
    job = ProcrastinateJob.objects.get(status="todo")
    assert job.scheduled_at == row.next_try_at == now + WAITS[0]


def test_a_late_first_attempt_still_tells_the_family(
    gateway: Any, monkeypatch: Any, now: datetime
) -> None:
    gateway(Sent())
    row = attempt(an_sms(now), monkeypatch, at=now + timedelta(days=3))
    assert row.state == "sent"


def test_a_code_is_wiped_once_sent(gateway: Any, monkeypatch: Any, now: datetime) -> None:
    phone = gateway(Sent())
    row = attempt(a_code(now), monkeypatch, at=now)
    assert "482913" in phone.given[0].text
    assert (row.state, row.body, row.subject) == ("sent", "", "")
    assert row.address == "06 •• •• 41 27"


def test_a_late_code_expires_unsent_and_is_wiped(
    gateway: Any, monkeypatch: Any, now: datetime
) -> None:
    phone = gateway()
    row = attempt(a_code(now), monkeypatch, at=now + timedelta(minutes=10))
    assert (row.state, row.body, phone.given) == ("expired", "", [])


def test_a_code_is_retried_only_while_it_is_valid(
    gateway: Any, monkeypatch: Any, now: datetime
) -> None:
    gateway(*[Failed("http_503")] * 99)
    key, moment = a_code(now, Channel.EMAIL, "family@example.org"), now
    while (row := attempt(key, monkeypatch, at=moment)).state == "waiting":
        moment = row.next_try_at
    assert (row.state, row.body, row.address) == ("expired", "", "f•••@example.org")
    assert moment < now + timedelta(minutes=10)


def test_the_database_refuses_a_resting_code(now: datetime) -> None:
    key = a_code(now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=key).update(state="sent", finished_at=now)


def test_what_may_have_left_is_sent_again_only_under_a_key(
    gateway: Any, monkeypatch: Any, now: datetime
) -> None:
    gateway(Failed("timed_out", may_have_left=True), honours_key=True)
    assert attempt(an_sms(now), monkeypatch, at=now).state == "waiting"


def test_what_may_have_left_is_shown_to_a_person_otherwise(
    gateway: Any, monkeypatch: Any, now: datetime
) -> None:
    gateway(Failed("timed_out", may_have_left=True), honours_key=False)
    assert attempt(an_sms(now), monkeypatch, at=now).state == "unknown"


def test_a_gateway_that_breaks_is_a_technical_fault(
    gateway: Any, monkeypatch: Any, now: datetime
) -> None:
    gateway()  # nothing left to answer: raises IndexError
    row = attempt(an_sms(now), monkeypatch, at=now)
    assert (row.state, row.error, row.error_code) == ("waiting", "technical", "IndexError")


def test_a_dead_worker_s_claim_is_sent_again_with_the_same_key(
    gateway: Any, monkeypatch: Any, now: datetime
) -> None:
    phone = gateway(Sent())
    key = an_sms(now)
    assert claim(delivery_id=key, now=now) is not None  # and then the worker dies
    assert sweep(now=now + STALE_AFTER).sent_again == 0
    later = now + STALE_AFTER + MOMENT
    assert sweep(now=later).sent_again == 1
    row = attempt(key, monkeypatch, at=later)
    assert (row.state, row.attempts, phone.given[0].key) == ("sent", 2, key)


def test_without_a_key_a_dead_worker_s_claim_becomes_unknown(gateway: Any, now: datetime) -> None:
    gateway(honours_key=False)
    key = an_sms(now)
    claim(delivery_id=key, now=now)
    assert sweep(now=now + STALE_AFTER + MOMENT).unknown == 1
    row = Delivery.objects.get(pk=key)
    assert (row.state, row.error_code) == ("unknown", "worker_died")


def test_a_late_answer_still_counts_and_an_overtaken_one_does_not(
    gateway: Any, now: datetime
) -> None:
    gateway(honours_key=False)
    key = an_sms(now)
    slow = claim(delivery_id=key, now=now)
    assert slow is not None
    sweep(now=now + STALE_AFTER + MOMENT)
    later = now + timedelta(minutes=2)
    assert record(claim=slow, outcome=Sent(), honours_key=False, now=later) == "sent"
    overtaken = record(claim=slow, outcome=Failed("x"), honours_key=False, now=later)
    assert overtaken is DeliveryState.SENT


def test_a_lost_job_is_asked_for_again(gateway: Any, now: datetime) -> None:
    gateway()
    an_sms(now)
    late = now + LOST_AFTER + MOMENT
    assert sweep(now=late).asked_again == 0  # its job is in the queue
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert sweep(now=late).asked_again == 1
    assert sweep(now=late).asked_again == 0
    assert ProcrastinateJob.objects.filter(status="todo").count() == 1


def test_a_forgotten_code_is_wiped_by_the_sweep(gateway: Any, now: datetime) -> None:
    gateway()
    a_code(now)
    assert sweep(now=now + timedelta(minutes=10)).expired == 1
    assert Delivery.objects.get().body == ""
