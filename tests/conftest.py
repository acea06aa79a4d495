"""What every test may lean on: a fixed day, actors, a small country, a season."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.cache import cache

from tests.factories import Country, lay_country

NOW = datetime(2027, 4, 12, 20, 40, tzinfo=UTC)


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
