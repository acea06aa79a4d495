"""Health: what a machine may rely on, and what it is told when something is missing."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from tasjil.api import health
from tasjil.core import outbox
from tests.factories import Country, file_request


def test_the_process_answers_without_a_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


def test_ready_when_nothing_is_missing(client: Client, db: None) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reasons"]) == (200, [])


def test_not_ready_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**values: Any) -> Any:
        raise OperationalError

    monkeypatch.setattr(health, "_schema", fail)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reasons"]) == (503, ["database_unreachable"])


def test_not_ready_while_migrations_are_missing(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "_migrated", False)
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *a: ["one"])
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reasons"]) == (503, ["migrations_missing"])


def test_not_ready_when_nobody_delivers_events(
    client: Client, country: Country, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_request(country, now)
    monkeypatch.setattr(health, "now", lambda: now + health.OUTBOX_PATIENCE)
    assert client.get("/readyz").status_code == 200
    late = now + health.OUTBOX_PATIENCE + timedelta(seconds=1)
    monkeypatch.setattr(health, "now", lambda: late)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reasons"]) == (503, ["outbox_stuck"])
    assert answer.json()["outbox_oldest_seconds"] == 601


def test_the_backlog_is_counted(country: Country, now: datetime) -> None:
    assert outbox.backlog(now=now).waiting == 0
    file_request(country, now)
    found = outbox.backlog(now=now + timedelta(seconds=7))
    assert (found.waiting, found.oldest_age) == (1, timedelta(seconds=7))


def test_metrics_tell_what_waits(client: Client, country: Country, now: datetime) -> None:
    file_request(country, now)
    text = client.get("/metrics").text
    assert "tasjil_database_up 1.0" in text
    assert "tasjil_outbox_waiting 1.0" in text
    assert 'tasjil_deliveries{state="waiting"} 0.0' in text
    assert "process_resident_memory_bytes" in text


def test_metrics_survive_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**values: Any) -> Any:
        raise OperationalError

    monkeypatch.setattr(outbox, "backlog", fail)
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert "tasjil_database_up 0.0" in answer.text


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_health_is_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
