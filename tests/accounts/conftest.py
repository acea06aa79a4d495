"""The moment at which these tests play, and what a family would see of a code."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory

from tasjil.accounts.models import Contact
from tasjil.accounts.services import prove_code, request_code
from tasjil.accounts.types import Channel
from tasjil.core.models import OutboxEvent
from tasjil.core.secrets import unseal

# A Tuesday morning of the season, at the start of a window of every limit but the day's.
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
PHONE = "+212612344127"
HOME = "196.200.10.5"


@dataclass
class Family:
    """Somebody with a telephone, before the sign-in page."""

    address: str = PHONE
    channel: Channel = Channel.SMS
    ip: str = HOME

    def asks(self, *, after: timedelta = timedelta(0), ip: str | None = None) -> str:
        """Ask for a code; return the code in the message that will be sent."""
        request_code(
            channel=self.channel,
            address=self.address,
            ip=ip or self.ip,
            language="ar",
            now=NOW + after,
        )
        event = OutboxEvent.objects.order_by("id").last()
        assert event is not None
        return unseal(event.payload["code_sealed"])

    def types(self, code: str, *, after: timedelta = timedelta(0)) -> Contact:
        """Type a code."""
        return prove_code(
            channel=self.channel, address=self.address, code=code, ip=self.ip, now=NOW + after
        )


@pytest.fixture
def family() -> Family:
    """A family with a mobile phone."""
    return Family()


def other_than(*codes: str) -> str:
    """Return a code that is none of those."""
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in codes)


def at_once(times: int, deed: Callable[[], Any]) -> list[Any]:
    """Do the deed in that many threads, each with its own connection; return results or errors."""

    def one(_index: int) -> Any:
        try:
            return deed()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.fixture
def visit() -> Callable[..., HttpRequest]:
    """Return a maker of requests with a session, as the middlewares would have them."""

    def make(ip: str = HOME, **data: str) -> HttpRequest:
        request = RequestFactory().post("/ar/staff/sign-in", data, REMOTE_ADDR=ip)
        request.session = SessionStore()
        request.user = AnonymousUser()
        return request

    return make
