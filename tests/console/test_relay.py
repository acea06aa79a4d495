"""The outbox's thread: at once while there is work, patient when it fails, ends when told."""

import threading
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.db import OperationalError

from tasjil.console import relay as relay_module
from tasjil.console.relay import Relay


def wait_for(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.005)


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_module, "close_old_connections", lambda: None)


def run(drain: Callable[[], int]) -> Relay:
    relay = Relay(drain)
    relay.start()
    return relay


def test_works_without_pause_while_there_is_work() -> None:
    calls: list[float] = []

    def drain() -> int:
        calls.append(time.monotonic())
        return 1 if len(calls) < 50 else 0

    relay = run(drain)
    wait_for(lambda: len(calls) >= 51)
    assert calls[49] - calls[0] < 0.25
    assert calls[50] - calls[49] >= relay_module.IDLE_S
    assert relay.stop(2.0)


def test_survives_every_error_and_waits_longer_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_module, "FIRST_WAIT_S", 0.02)
    calls: list[float] = []

    def drain() -> int:
        calls.append(time.monotonic())
        if len(calls) < 5:
            raise OperationalError("the database is away") if len(calls) % 2 else KeyError("x")
        return 0

    relay = run(drain)
    wait_for(lambda: len(calls) == 5)
    waits = [later - sooner for sooner, later in pairwise(calls)]
    assert all(wait >= low for wait, low in zip(waits, (0.02, 0.04, 0.08, 0.16), strict=True))
    assert relay.stop(2.0)


def test_stops_at_once_when_idle_and_after_the_batch_when_busy() -> None:
    relay = run(lambda: 0)
    begun = time.monotonic()
    assert relay.stop(2.0)
    assert time.monotonic() - begun < 0.2
    hold, held = threading.Event(), threading.Event()

    def drain() -> int:
        held.set()
        hold.wait(5.0)
        return 1

    busy = run(drain)
    held.wait(5.0)
    assert not busy.stop(0.1)
    hold.set()
    assert busy.stop(2.0)
