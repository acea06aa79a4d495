"""A worker killed in the middle of sending: after the restart each message arrived once."""

# ruff: noqa: F811 - the fixtures of tests/messaging are imported

import os
import signal
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tasjil.accounts.events import CodeRequested
from tasjil.accounts.types import Channel
from tasjil.core import outbox
from tasjil.core.clock import now as clock_now
from tasjil.core.models import OutboxEvent
from tasjil.core.secrets import seal
from tasjil.demo.gateway import MailServer, SmsGateway, received
from tasjil.demo.gateway.inbox import read_inbox
from tasjil.messaging.models import Delivery
from tasjil.messaging.services import plan_message
from tasjil.messaging.types import Message
from tests.factories import Country, file_request
from tests.messaging.conftest import inbox_file, mail, no_jobs_left, sms  # noqa: F401
from tests.messaging.support import MAILBOX, PHONE, drain_all, facts, wait_for, worker

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_jobs_left"),
    pytest.mark.slow,
]
PATIENCE = 60  # seconds; a worker starts in 2 to 10


def in_state(state: str) -> int:
    return Delivery.objects.filter(state=state).count()


def age_claims() -> None:
    """Let time pass over what the dead worker held; the new worker's own sweep must find it."""
    long_ago = clock_now() - timedelta(minutes=5)
    Delivery.objects.filter(state="sending").update(claimed_at=long_ago)


@pytest.mark.parametrize("mode", ["slow", "stuck"])
def test_a_killed_worker_loses_and_doubles_no_sms(
    mode: str,
    sms: SmsGateway,
    inbox_file: Path,
) -> None:
    """`slow`: the gateway had it, the answer was on its way. `stuck`: it had not read it yet."""
    phones = [f"+21261234{number:04}" for number in range(8)]
    recipients = tuple((Channel.SMS, phone) for phone in phones)
    told = facts(recipients=recipients)
    plan_message(event_id=1, message=Message.ACCEPTED, facts=told, now=clock_now())
    address = f"http://127.0.0.1:{sms.port}/sms"
    sms.behaviour.change({"mode": mode, "seconds": 4})
    with worker(TASJIL_SMS_URL=address) as process:
        wait_for(lambda: in_state("sending") == 4, seconds=PATIENCE)
        os.kill(process.pid, signal.SIGKILL)
    assert in_state("sent") == 0
    sms.behaviour.change({"mode": "up"})
    age_claims()
    with worker(TASJIL_SMS_URL=address):
        wait_for(lambda: in_state("sent") == 8, seconds=PATIENCE)
    assert Counter(row.to for row in read_inbox(inbox_file)) == dict.fromkeys(phones, 1)


def test_a_killed_worker_s_mail_is_left_to_a_person(
    mail: MailServer,
    inbox_file: Path,
) -> None:
    """A mail server knows no keys: what may have left is not sent again."""
    recipients = ((Channel.EMAIL, MAILBOX),)
    told = facts(recipients=recipients)
    plan_message(event_id=1, message=Message.ACCEPTED, facts=told, now=clock_now())
    address = f"smtp://127.0.0.1:{mail.port}"
    mail.seconds = 8
    with worker(TASJIL_EMAIL_URL=address) as process:
        wait_for(lambda: len(read_inbox(inbox_file)) == 1, seconds=PATIENCE)
        os.kill(process.pid, signal.SIGKILL)
    mail.seconds = 0
    age_claims()
    with worker(TASJIL_EMAIL_URL=address):
        wait_for(lambda: in_state("unknown") == 1, seconds=PATIENCE)
    assert len(read_inbox(inbox_file)) == 1


def test_a_relay_that_knows_message_ids_is_given_the_mail_again(
    mail: MailServer,
    inbox_file: Path,
) -> None:
    recipients = ((Channel.EMAIL, MAILBOX),)
    told = facts(recipients=recipients)
    plan_message(event_id=1, message=Message.ACCEPTED, facts=told, now=clock_now())
    address = f"smtp://127.0.0.1:{mail.port}?idempotent=yes"
    mail.seconds = 8
    with worker(TASJIL_EMAIL_URL=address) as process:
        wait_for(lambda: len(read_inbox(inbox_file)) == 1, seconds=PATIENCE)
        os.kill(process.pid, signal.SIGKILL)
    mail.seconds = 0
    age_claims()
    with worker(TASJIL_EMAIL_URL=address):
        wait_for(lambda: in_state("sent") == 1, seconds=PATIENCE)
    assert len(read_inbox(inbox_file)) == 1


def test_from_the_form_to_the_phone(
    country: Country,
    now: datetime,
    sms: SmsGateway,
    mail: MailServer,
    inbox_file: Path,
) -> None:
    request = file_request(country, now, guardian_email=MAILBOX)
    OutboxEvent.objects.update(next_try_at=clock_now())  # the season is in the future
    code = CodeRequested("sms", seal("+212700000001"), seal("482913"), "fr", 10)
    outbox.publish(code, now=clock_now())
    drain_all()
    addresses = {
        "TASJIL_SMS_URL": f"http://127.0.0.1:{sms.port}/sms",
        "TASJIL_EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
    }
    with worker(**addresses):
        wait_for(lambda: in_state("sent") == 3, seconds=PATIENCE)
    number = f"{str(request.number)[:4]}-{str(request.number)[4:]}"
    rows = {(row["to"], row["channel"]): row for row in received()}
    assert rows.keys() == {(PHONE, "sms"), (MAILBOX, "email"), ("+212700000001", "sms")}
    assert rows[PHONE, "sms"]["application_number"] == number
    assert rows[PHONE, "sms"]["language"] == rows[MAILBOX, "email"]["language"] == "ar"
    assert rows["+212700000001", "sms"]["application_number"] == ""
    assert "482913" in rows["+212700000001", "sms"]["text"]
