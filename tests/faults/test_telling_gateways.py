"""Gateways that are down, slow, or refuse: each family is told once, or the school sees why not."""

# ruff: noqa: F811 - the fixtures of tests/messaging are imported

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tasjil.accounts.types import Channel
from tasjil.demo.gateway import Inbox, MailServer, SmsGateway
from tasjil.demo.gateway.inbox import read_inbox
from tasjil.messaging.channels.http_sms import HttpSms
from tasjil.messaging.models import Delivery
from tasjil.messaging.rules.retries import WAITS
from tasjil.messaging.services import plan_code, plan_message
from tasjil.messaging.types import Message
from tests.messaging.conftest import inbox_file, mail, sms  # noqa: F401
from tests.messaging.support import MAILBOX, PHONE, attempt, facts, free_port

pytestmark = pytest.mark.django_db


def an_sms(now: datetime, to: str = PHONE) -> Delivery:
    plan_message(
        event_id=1,
        message=Message.ACCEPTED,
        facts=facts(recipients=((Channel.SMS, to),)),
        now=now,
    )
    return Delivery.objects.get(address=to)


def test_the_sms_gateway_is_down_for_a_while(
    sms: SmsGateway,
    inbox_file: Path,
    settings: Any,
    monkeypatch: Any,
    now: datetime,
) -> None:
    key, moment = an_sms(now).pk, now
    working = settings.SMS_URL
    for trouble in ("down", "busy", "nobody listens"):
        if trouble == "nobody listens":
            settings.SMS_URL = f"http://127.0.0.1:{free_port()}/sms"
        else:
            sms.behaviour.change({"mode": trouble})
        row = attempt(key, monkeypatch, at=moment)
        assert (row.state, row.error) == ("waiting", "temporary")
        moment = row.next_try_at
    assert moment == now + sum(WAITS[:3], timedelta())
    settings.SMS_URL = working
    sms.behaviour.change({"mode": "up"})
    row = attempt(key, monkeypatch, at=moment)
    assert (row.state, row.attempts, row.error) == ("sent", 4, "")
    assert [told.to for told in read_inbox(inbox_file)] == [PHONE]


def test_a_refused_number_is_left_to_a_person(
    sms: SmsGateway,
    inbox_file: Path,
    monkeypatch: Any,
    now: datetime,
) -> None:
    sms.behaviour.change({"refuse": [PHONE]})
    row = attempt(an_sms(now).pk, monkeypatch, at=now)
    assert (row.state, row.error, row.error_code) == ("failed_for_ever", "permanent", "http_400")
    attempt(row.pk, monkeypatch, at=now + timedelta(hours=1))
    assert sms.behaviour.turned_away == 1
    assert read_inbox(inbox_file) == []


def test_the_answer_is_lost_after_the_sms_was_taken(
    sms: SmsGateway,
    inbox_file: Path,
    settings: Any,
    monkeypatch: Any,
    now: datetime,
) -> None:
    hasty = HttpSms(settings.SMS_URL, "Tasjil", time_out=0.2)
    monkeypatch.setattr("tasjil.messaging.jobs.provider_for", lambda _: hasty)
    sms.behaviour.change({"mode": "slow", "seconds": 1})
    row = attempt(an_sms(now).pk, monkeypatch, at=now)
    assert (row.state, row.error_code) == ("waiting", "timed_out")
    sms.behaviour.change({"mode": "up"})
    assert attempt(row.pk, monkeypatch, at=row.next_try_at).state == "sent"
    assert len(read_inbox(inbox_file)) == 1
    assert sms.behaviour.repeated == 1


def test_the_mail_server_is_down_and_comes_back(
    inbox_file: Path,
    settings: Any,
    monkeypatch: Any,
    now: datetime,
) -> None:
    port = free_port()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
    plan_message(
        event_id=1,
        message=Message.REFUSED,
        facts=facts(recipients=((Channel.EMAIL, MAILBOX),)),
        now=now,
    )
    key = Delivery.objects.get().pk
    row = attempt(key, monkeypatch, at=now)
    assert (row.state, row.error_code) == ("waiting", "no_connection")
    with MailServer(Inbox(inbox_file), port=port).serving() as server:
        server.answer = "451 come back later"
        row = attempt(key, monkeypatch, at=row.next_try_at)
        assert (row.state, row.error_code) == ("waiting", "smtp_451")
        server.answer = ""
        row = attempt(key, monkeypatch, at=row.next_try_at)
    assert (row.state, row.attempts) == ("sent", 3)
    (told,) = read_inbox(inbox_file)
    assert told.delivery_id == str(key)
    assert "سبب الرفض" in told.text


def test_a_full_mailbox_does_not_keep_the_sms_from_leaving(
    sms: SmsGateway,
    mail: MailServer,
    inbox_file: Path,
    monkeypatch: Any,
    now: datetime,
) -> None:
    mail.answer = "552 mailbox full"
    plan_message(event_id=1, message=Message.ASKED, facts=facts(), now=now)
    states = {
        row.channel: attempt(row.pk, monkeypatch, at=now).state for row in Delivery.objects.all()
    }
    assert states == {"sms": "sent", "email": "failed_for_ever"}


def test_no_code_rests_whatever_the_gateway_did(
    sms: SmsGateway,
    inbox_file: Path,
    monkeypatch: Any,
    now: datetime,
) -> None:
    ways: dict[str, dict[str, Any]] = {
        "taken": {},
        "refused": {"refuse": [PHONE]},
        "down": {"mode": "down"},
    }
    for event_id, behaviour in enumerate(ways.values()):
        sms.behaviour.change({"mode": "up", "refuse": [], **behaviour})
        plan_code(
            event_id=event_id, channel=Channel.SMS, address=PHONE, code="482913",
            language="fr", expires_minutes=5, now=now,
        )  # fmt: skip
        row = Delivery.objects.get(outbox_event_id=event_id)
        moment = now
        while row.state == "waiting":
            row, moment = attempt(row.pk, monkeypatch, at=moment), row.next_try_at
            moment = row.next_try_at
        assert (row.body, row.subject, row.address) == ("", "", "06 •• •• 41 27")
    states = Delivery.objects.order_by("outbox_event_id").values_list("state", flat=True)
    assert list(states) == ["sent", "failed_for_ever", "expired"]
    assert ["482913" in told.text for told in read_inbox(inbox_file)] == [True]
