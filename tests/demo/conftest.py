"""The demonstration, loaded once for all tests of the package and then rolled back."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.core.cache import cache
from django.db import transaction

from tasjil.demo.country import Loaded, load
from tasjil.demo.gateway.received import INBOX_FILE

DAY = datetime(2027, 4, 12, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="session")
def _somewhere_for_static_files() -> None:
    """WhiteNoise warns when its folder is missing, and a warning is an error here."""
    product.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="module")
def loaded(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Loaded]:
    """What a load made; the database holds it while the module's tests run."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield load(now=DAY)
        transaction.set_rollback(True)
    cache.clear()


@pytest.fixture
def demo(settings: Any, tmp_path: Path) -> Path:
    """Demonstration mode with an inbox of its own; return the inbox."""
    settings.DEMO = True
    settings.HOME = tmp_path
    return tmp_path / INBOX_FILE


def arrive(inbox: Path, *messages: dict[str, str]) -> None:
    plain = {"channel": "sms", "delivery_id": "", "sent_at": "2027-04-12T20:40:00Z"}
    inbox.write_text("\n".join(json.dumps({**plain, **each}) for each in messages))
