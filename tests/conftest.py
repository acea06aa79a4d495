"""What every test may lean on: a fixed day, actors, a small country, a season."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from tests.factories import Country, lay_country

NOT_EMPTIED = {
    "core_auditentry": "audit_entry_not_emptied",
    "core_auditseal": "audit_seal_not_emptied",
    "applications_historyevent": "history_not_emptied",
}
NOW = datetime(2027, 4, 12, 20, 40, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let tests that commit empty their tables afterwards; `tests/core/test_audit.py` does not."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table, trigger in NOT_EMPTIED.items():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")


@pytest.fixture
def now() -> datetime:
    """An evening inside the month of filing of the season 2027-2028."""
    return NOW


@pytest.fixture(autouse=True)
def _forget_caches() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def country(db: None, now: datetime) -> Country:
    """Two directorates with schools, localities, a season, grounds and staff."""
    return lay_country(now)
