"""A small mail server that delivers to nobody and keeps every mail.

It knows a Message-ID that it had before, as some relays do, and keeps the repetition to itself.
"""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from tasjil.demo.gateway.inbox import Inbox


class MailServer:
    """The server; `answer` (451 …, 550 …) turns mails away, `seconds` makes it slow to answer."""

    def __init__(self, inbox: Inbox, *, port: int, host: str = "127.0.0.1") -> None:
        self.answer = ""
        self.seconds = 0.0
        self.port = port
        self._inbox = inbox
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # it tells every address
        self._controller = Controller(self, hostname=host, port=port)

    def start(self) -> None:
        """Serve in a thread of its own."""
        self._controller.start()

    def stop(self) -> None:
        """Stop serving and free the port."""
        self._controller.stop()

    @contextmanager
    def serving(self) -> Iterator["MailServer"]:
        """Serve while the block runs."""
        self.start()
        try:
            yield self
        finally:
            self.stop()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail: aiosmtpd calls this."""
        if self.answer:
            return self.answer
        mail = message_from_bytes(envelope.content, policy=default)
        key = str(mail["Message-ID"] or "").strip("<> ").partition("@")[0]
        body = mail.get_body(("plain",))
        text = str(body.get_content()) if body else ""
        for recipient in envelope.rcpt_tos:
            self._inbox.receive(
                to=recipient,
                channel="email",
                text=f"{mail['Subject']}\n\n{text}".replace("\r\n", "\n"),
                key=key,
                now=datetime.now(UTC),
            )
        await asyncio.sleep(self.seconds)
        return f"250 {key}"
