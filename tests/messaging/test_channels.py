"""Real connections on the loopback: what each answer of a gateway means."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiosmtpd.controller import Controller

from tasjil.accounts.types import Channel
from tasjil.demo.gateway import MailServer, SmsGateway
from tasjil.demo.gateway.inbox import read_inbox
from tasjil.messaging.channels import provider_for
from tasjil.messaging.channels.http_sms import HttpSms
from tasjil.messaging.channels.smtp import Smtp
from tasjil.messaging.types import ErrorKind, Failed, Outgoing, Refused, Sent
from tests.messaging.support import MAILBOX, PHONE, free_port

KEY = UUID("11111111-1111-4111-8111-111111111111")


def sms_to(to: str = PHONE, text: str = "رقم الطلب 7K4P-29M3 & شكرا", key: UUID = KEY) -> Outgoing:
    return Outgoing(key, to, "", text, "ar")


def mail_to(to: str = MAILBOX, subject: str = "قُبل طلب التسجيل", language: str = "ar") -> Outgoing:
    return Outgoing(KEY, to, subject, "خبر سار\n.\nتتبعوا الطلب: https://x.ma/ar/track\n", language)


@contextmanager
def answering(status: str, seen: list[bytes] | None = None) -> Iterator[str]:
    """Serve one raw answer to whoever calls; an empty one breaks the line."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            line, _ = listener.accept()
            with line:
                request = line.recv(65536)
                if seen is not None:
                    seen.append(request)
                line.sendall(status.encode())

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/cgi-bin/sendsms?username=u&password=p"
        thread.join(5)


def answer(status: int) -> str:
    return f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def test_an_sms_arrives_as_written(sms: SmsGateway, inbox_file: Any) -> None:
    outcome = provider_for(Channel.SMS).send(sms_to())
    assert outcome == Sent(str(KEY))
    (received,) = read_inbox(inbox_file)
    assert (received.to, received.channel) == (PHONE, "sms")
    assert received.text == "رقم الطلب 7K4P-29M3 & شكرا"
    assert received.delivery_id == str(KEY)


def test_the_request_is_what_kannel_expects() -> None:
    seen: list[bytes] = []
    with answering(answer(202), seen) as url:
        assert isinstance(HttpSms(url, "Tasjil").send(sms_to(text="Bonjour")), Sent)
    request = seen[0].decode()
    assert request.startswith("GET /cgi-bin/sendsms?username=u&password=p&to=%2B212612344127&")
    assert "from=Tasjil&text=Bonjour&coding=0&charset=UTF-8&dlr-id=" in request
    assert f"\r\nidempotency-key: {KEY}\r\n" in request.lower()


def test_arabic_is_sent_as_ucs2() -> None:
    seen: list[bytes] = []
    with answering(answer(202), seen) as url:
        HttpSms(url, "Tasjil").send(sms_to())
    assert "&coding=2&" in seen[0].decode()


@pytest.mark.parametrize(
    "status, outcome",
    [
        (200, Sent()),
        (202, Sent()),
        (400, Refused("http_400")),
        (410, Refused("http_410")),
        (429, Failed("http_429")),
        (500, Failed("http_500")),
        (503, Failed("http_503")),
        (504, Failed("http_504", may_have_left=True)),
        (403, Failed("http_403", ErrorKind.TECHNICAL)),
    ],
)
def test_each_answer_of_the_sms_gateway(status: int, outcome: object) -> None:
    with answering(answer(status)) as url:
        assert HttpSms(url, "Tasjil").send(sms_to()) == outcome


def test_nobody_listens_for_sms() -> None:
    assert HttpSms(f"http://127.0.0.1:{free_port()}/sms", "T").send(sms_to()) == Failed(
        "no_connection"
    )


def test_a_broken_line_may_have_carried_the_sms() -> None:
    with answering("") as url:
        assert HttpSms(url, "T").send(sms_to()) == Failed("line_broke", may_have_left=True)


def test_a_slow_gateway_may_have_taken_the_sms(sms: SmsGateway) -> None:
    sms.behaviour.change({"mode": "slow", "seconds": 1})
    provider = HttpSms(f"http://127.0.0.1:{sms.port}/sms", "T", time_out=0.2)
    assert provider.send(sms_to()) == Failed("timed_out", may_have_left=True)
    sms.behaviour.change({"mode": "up"})
    assert isinstance(provider.send(sms_to()), Sent)
    assert (sms.behaviour.received, sms.behaviour.repeated) == (1, 1)


def test_the_address_says_whether_keys_are_honoured() -> None:
    assert HttpSms("http://h/sms", "T").honours_key
    assert not HttpSms("http://h/sms?idempotent=no", "T").honours_key
    assert not Smtp("smtp://h", "a@b.ma").honours_key
    assert Smtp("smtp://h?idempotent=yes", "a@b.ma").honours_key


def test_no_gateway_in_the_settings_keeps_messages_waiting(settings: Any) -> None:
    settings.SMS_URL = settings.EMAIL_URL = ""
    for channel in Channel:
        outcome = provider_for(channel).send(sms_to())
        assert outcome == Failed("not_configured", ErrorKind.TECHNICAL)


def test_a_mail_arrives_as_written(mail: MailServer, inbox_file: Any) -> None:
    assert provider_for(Channel.EMAIL).send(mail_to()) == Sent(str(KEY))
    (received,) = read_inbox(inbox_file)
    assert (received.to, received.channel, received.delivery_id) == (MAILBOX, "email", str(KEY))
    assert received.text.startswith("قُبل طلب التسجيل\n\nخبر سار\n.\nتتبعوا")


class Keeper:
    """A mail server's handler that keeps what it was given, word for word."""

    def __init__(self) -> None:
        self.content = b""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.content = envelope.content
        return "250 kept"


def test_the_headers_of_a_mail() -> None:
    keeper, port = Keeper(), free_port()
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        outcome = Smtp(f"smtp://127.0.0.1:{port}", "no-reply@tasjil.ma").send(mail_to())
    finally:
        controller.stop()
    assert outcome == Sent("kept")
    keeper.content.decode("ascii")  # every server can carry it
    found = message_from_bytes(keeper.content, policy=default)
    assert found["Subject"] == "قُبل طلب التسجيل"
    assert found["Message-ID"] == f"<{KEY}@tasjil.ma>"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Content-Language"] == "ar"
    assert found["From"] == "التسجيل الأولي <no-reply@tasjil.ma>"
    assert found.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    "said, outcome",
    [
        ("550 no such mailbox", Refused("smtp_550")),
        ("554 not this text", Refused("smtp_554")),
        ("451 come back later", Failed("smtp_451")),
    ],
)
def test_each_answer_of_the_mail_server(mail: MailServer, said: str, outcome: object) -> None:
    mail.answer = said
    assert provider_for(Channel.EMAIL).send(mail_to()) == outcome


def test_nobody_listens_for_mail() -> None:
    assert Smtp(f"smtp://127.0.0.1:{free_port()}", "a@b.ma").send(mail_to()) == Failed(
        "no_connection"
    )


def test_a_slow_mail_server_may_have_taken_the_mail(mail: MailServer, inbox_file: Any) -> None:
    mail.seconds = 1
    provider = Smtp(f"smtp://127.0.0.1:{mail.port}", "a@b.ma", time_out=0.3)
    assert provider.send(mail_to()) == Failed("line_broke", may_have_left=True)
    assert len(read_inbox(inbox_file)) == 1


def test_a_wrong_password_is_our_fault(mail: MailServer) -> None:
    outcome = Smtp(f"smtp://u:p%40ss@127.0.0.1:{mail.port}", "a@b.ma").send(mail_to())
    assert isinstance(outcome, Failed)
    assert outcome.kind is ErrorKind.TECHNICAL


def test_an_address_that_mail_cannot_carry_is_refused() -> None:
    assert Smtp("smtp://h", "a@b.ma").send(mail_to("سلمى@example.org")) == Refused("smtp_address")
    assert Smtp("smtp://h", "a@b.ma").send(mail_to("nobody")) == Refused("smtp_address")


def test_a_line_break_never_enters_a_header() -> None:
    with pytest.raises(ValueError, match=r"(?i)newline|linefeed|header"):
        Smtp("smtp://h", "a@b.ma").send(mail_to(f"x@y.ma\nBcc: {uuid4()}@z.ma"))
