"""`tasjil gateway`: the demonstration's phones and mailboxes."""

import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from tasjil.demo.gateway import Inbox, MailServer, SmsGateway
from tasjil.demo.gateway.received import INBOX_FILE


class Command(BaseCommand):
    """Serve both until SIGTERM or Ctrl-C."""

    help = "Run the demonstration's SMS gateway and mail server: nothing leaves this machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ports: by default those that the settings' addresses name."""
        sms, mail = (urlsplit(url).port for url in (settings.SMS_URL, settings.EMAIL_URL))
        parser.add_argument("--sms-port", type=int, default=sms or settings.PORT + 13)
        parser.add_argument("--mail-port", type=int, default=mail or settings.PORT + 25)

    def handle(self, *args: Any, **options: Any) -> None:
        """Start both, wait, stop both."""
        inbox = Inbox(settings.HOME / INBOX_FILE)
        done = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            done.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        sms = SmsGateway(inbox, port=options["sms_port"])
        mail = MailServer(inbox, port=options["mail_port"])
        with sms.serving(), mail.serving():
            self.stdout.write(f"SMS on 127.0.0.1:{sms.port}, mail on 127.0.0.1:{mail.port}")
            self.stdout.flush()
            done.wait()
