"""The fixed evening of the season for every public page."""

from datetime import datetime

import pytest


@pytest.fixture(autouse=True)
def _evening(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Every view reads this moment."""
    monkeypatch.setattr("tasjil.core.clock.timezone.now", lambda: now)
