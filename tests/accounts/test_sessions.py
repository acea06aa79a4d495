"""The family cookie: who it names, how long it lives, what cannot be done to it."""

from datetime import timedelta

import pytest

from tasjil.accounts.models import Contact
from tasjil.accounts.services import (
    actor_of_guardian,
    open_guardian_session,
    read_guardian_session,
    renew_guardian_session,
)
from tasjil.accounts.types import Channel
from tasjil.core.types import ActorKind

from .conftest import NOW, PHONE

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def cookie() -> str:
    """The cookie of contact 7; no database is needed for it, nor to read it."""
    return open_guardian_session(Contact(pk=7, channel="sms", address=PHONE), now=NOW)


def test_the_cookie_tells_who_it_is_without_the_database(cookie: str) -> None:
    session = read_guardian_session(cookie, now=NOW)
    assert session is not None
    assert (session.contact_id, session.channel) == (7, Channel.SMS)
    assert session.masked == "06 •• •• 41 27"
    actor = actor_of_guardian(session)
    assert (actor.kind, actor.id, actor.grants) == (ActorKind.GUARDIAN, 7, ())


def test_the_cookie_is_plain_enough_for_a_header_and_hides_the_phone(cookie: str) -> None:
    assert cookie.isascii()
    assert not set(cookie) & set(' ",;\\')
    assert len(cookie) < 400
    assert "344127" not in cookie


def test_two_idle_hours_end_the_session(cookie: str) -> None:
    assert read_guardian_session(cookie, now=NOW + 2 * HOUR - MINUTE)
    assert read_guardian_session(cookie, now=NOW + 2 * HOUR) is None


def test_use_keeps_the_session_open_but_not_beyond_twelve_hours(cookie: str) -> None:
    moment, value = NOW, cookie
    while session := read_guardian_session(value, now=moment):
        value = renew_guardian_session(session, now=moment) or value
        moment += HOUR
    assert moment == NOW + 12 * HOUR


def test_the_cookie_is_not_set_anew_on_every_page(cookie: str) -> None:
    session = read_guardian_session(cookie, now=NOW + MINUTE)
    assert session is not None
    assert renew_guardian_session(session, now=NOW + MINUTE) is None
    assert renew_guardian_session(session, now=NOW + 6 * MINUTE) is not None


@pytest.mark.parametrize("value", ["", "x", "a:b", "eyJjIjo3fQ:forged", "é\0"])
def test_what_was_not_signed_here_names_nobody(value: str) -> None:
    assert read_guardian_session(value, now=NOW) is None


def test_a_changed_cookie_names_nobody(cookie: str) -> None:
    for place in range(0, len(cookie), 7):
        other = "A" if cookie[place] != "A" else "B"
        assert read_guardian_session(cookie[:place] + other + cookie[place + 1 :], now=NOW) is None


def test_a_cookie_from_the_future_names_nobody(cookie: str) -> None:
    assert read_guardian_session(cookie, now=NOW - 2 * MINUTE) is None
