"""A family at its pages: the fixed evening of the season, and the cookie of a proved phone."""

from datetime import datetime

import pytest
from django.test import Client

from tasjil.accounts.models import Contact
from tasjil.accounts.services import open_guardian_session
from tasjil.accounts.types import GUARDIAN_COOKIE
from tasjil.core.types import Actor
from tests.factories import Country, fill_draft, guardian


@pytest.fixture(autouse=True)
def _evening(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Every view reads this moment."""
    monkeypatch.setattr("tasjil.core.clock.timezone.now", lambda: now)


@pytest.fixture
def family(country: Country, now: datetime) -> Actor:
    """A guardian who proved a mobile."""
    return guardian(now)


@pytest.fixture
def phone(family: Actor, now: datetime) -> Client:
    """The browser of that guardian, signed in."""
    return signed_in(family, now)


@pytest.fixture
def draft(country: Country, family: Actor, now: datetime) -> int:
    """A draft with complete answers, not sent."""
    return fill_draft(country, family, now)


def signed_in(actor: Actor, now: datetime) -> Client:
    """Return a browser that holds this guardian's cookie."""
    client = Client()
    cookie = open_guardian_session(Contact.objects.get(pk=actor.id), now=now)
    client.cookies[GUARDIAN_COOKIE] = cookie
    return client
