"""A client of the API, and keys to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tasjil.accounts.services import issue_key
from tasjil.accounts.types import COUNTRY, Scope
from tasjil.core.types import SYSTEM


@pytest.fixture(autouse=True, scope="session")
def _somewhere_for_static_files() -> None:
    """WhiteNoise warns when its folder is missing, and a warning is an error here."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture
def api() -> Client:
    """Somebody who asks in French."""
    return Client(headers={"Accept-Language": "fr"})


@pytest.fixture
def key(db: None, now: datetime) -> Callable[..., dict[str, Any]]:
    """Return a maker of headers that hold a key for a part of the territory."""

    def make(scope: Scope = COUNTRY) -> dict[str, Any]:
        _, plain = issue_key(
            name="Partner", scopes=["applications:read"], scope=scope, actor=SYSTEM, now=now
        )
        return {"Authorization": f"Bearer {plain}"}

    return make
