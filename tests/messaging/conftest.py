"""Gateways on ports of their own, named in the settings while a test runs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tasjil.demo.gateway import Inbox, MailServer, SmsGateway
from tests.messaging.support import forget_jobs, free_port


@pytest.fixture
def inbox_file(tmp_path: Path, settings: Any) -> Path:
    """The file of what phones and mailboxes received, empty."""
    settings.HOME = tmp_path
    return tmp_path / "demo-inbox.jsonl"


@pytest.fixture
def sms(inbox_file: Path, settings: Any) -> Iterator[SmsGateway]:
    """An SMS gateway that the settings point at."""
    with SmsGateway(Inbox(inbox_file), port=0).serving() as gateway:
        settings.SMS_URL = f"http://127.0.0.1:{gateway.port}/sms"
        yield gateway


@pytest.fixture
def mail(inbox_file: Path, settings: Any) -> Iterator[MailServer]:
    """A mail server that the settings point at."""
    with MailServer(Inbox(inbox_file), port=free_port()).serving() as server:
        settings.EMAIL_URL = f"smtp://127.0.0.1:{server.port}"
        yield server


@pytest.fixture
def no_jobs_left(transactional_db: None) -> Iterator[None]:
    """For tests that commit: take their jobs away again."""
    forget_jobs()
    yield
    forget_jobs()
