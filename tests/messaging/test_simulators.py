"""The demonstration's phones and mailboxes."""

import json
import signal
import subprocess
import sys
import urllib.request
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tasjil.accounts.types import Channel
from tasjil.demo.gateway import Inbox, SmsGateway, received
from tasjil.demo.gateway.inbox import read_inbox
from tasjil.messaging.models import Delivery
from tasjil.messaging.services import plan_message
from tasjil.messaging.types import Message
from tests.messaging.support import PHONE, attempt, facts, free_port, wait_for


def test_a_key_is_received_once_also_after_a_restart(inbox_file: Path, now: datetime) -> None:
    first = Inbox(inbox_file)
    assert first.receive(to=PHONE, channel="sms", text="a\nb", key="k", now=now)
    assert not first.receive(to=PHONE, channel="sms", text="a\nb", key="k", now=now)
    assert not Inbox(inbox_file).receive(to=PHONE, channel="sms", text="a\nb", key="k", now=now)
    (row,) = read_inbox(inbox_file)
    assert (row.text, row.sent_at) == ("a\nb", "2027-04-12T20:40:00Z")


def test_a_torn_line_is_left_out(inbox_file: Path, now: datetime) -> None:
    inbox_file.write_text('\n{"to": "+2126', encoding="utf-8")
    Inbox(inbox_file).receive(to=PHONE, channel="sms", text="x", key="", now=now)
    assert [row.text for row in read_inbox(inbox_file)] == ["x"]


def test_the_gateway_behaves_as_told(sms: SmsGateway) -> None:
    base = f"http://127.0.0.1:{sms.port}"

    def status(to: str = PHONE) -> int:
        return httpx.get(f"{base}/sms", params={"to": to, "text": "x"}).status_code

    def tell(**behaviour: Any) -> int:
        return httpx.post(f"{base}/control", json=behaviour).status_code

    assert status() == 202
    assert tell(mode="down") == 200
    assert status() == 503
    assert tell(mode="busy") == 200
    assert status() == 429
    assert tell(mode="up", refuse=[PHONE]) == 200
    assert (status(), status("+212700000001")) == (400, 202)
    assert tell(mode="asleep") == 400
    told = httpx.get(f"{base}/control").json()
    assert (told["received"], told["turned_away"], told["refuse"]) == (2, 3, [PHONE])


@pytest.mark.django_db
def test_the_demonstration_shows_what_arrived(
    sms: SmsGateway, inbox_file: Path, monkeypatch: Any, now: datetime
) -> None:
    recipients = ((Channel.SMS, PHONE),)
    plan_message(event_id=1, message=Message.ASKED, facts=facts(recipients=recipients), now=now)
    delivery = Delivery.objects.get()
    attempt(delivery.pk, monkeypatch, at=now)
    Inbox(inbox_file).receive(to="x", channel="sms", text="stray", key="no-uuid", now=now)
    told, stray = received()
    assert told == {
        "to": PHONE,
        "channel": "sms",
        "language": "ar",
        "text": delivery.body,
        "sent_at": read_inbox(inbox_file)[0].sent_at,
        "application_number": "7K4P-29M3",
    }
    assert (stray["language"], stray["application_number"]) == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_command_serves_both_and_stops_cleanly(how: signal.Signals) -> None:
    sms_port, mail_port = free_port(), free_port()
    command = [
        sys.executable, "-m", "django", "gateway",
        f"--sms-port={sms_port}", f"--mail-port={mail_port}",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert str(sms_port) in process.stdout.readline()

        def both_answer() -> bool:
            with urllib.request.urlopen(f"http://127.0.0.1:{sms_port}/control") as answer:
                return bool(json.load(answer)["mode"] == "up")

        wait_for(both_answer)
        process.send_signal(how)
        assert process.wait(10) == 0
