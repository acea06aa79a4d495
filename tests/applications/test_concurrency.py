"""Two people at once, on real connections: one outcome, one clear word, nothing doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from tasjil.applications import services
from tasjil.applications.models import Application, HistoryEvent
from tasjil.applications.services.submission import AlreadyRequested
from tasjil.applications.types import State
from tasjil.core.errors import DomainError, Stale
from tasjil.core.models import OutboxEvent
from tasjil.families.models import Child
from tests.factories import Country, file_request, fill_draft, guardian, lay_country

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def country(transactional_db: None, now: datetime) -> Country:
    return lay_country(now)


def at_once(*doings: Callable[[], Any]) -> list[Any]:
    """Run each in its own thread and connection, started together; return results or errors."""
    barrier = Barrier(len(doings))

    def run(do: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return do()
        except DomainError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(run, doings))


def test_the_same_draft_sent_eight_times_at_once_is_one_request(
    country: Country, now: datetime
) -> None:
    actor = guardian(now)
    draft_id = fill_draft(country, actor, now)
    sent = at_once(*[lambda: services.submit(draft_id=draft_id, actor=actor, now=now)] * 8)
    assert len({receipt.number for receipt in sent}) == 1
    assert sum(not receipt.repeated for receipt in sent) == 1
    assert (Application.objects.count(), Child.objects.count(), OutboxEvent.objects.count()) == (
        1,
        1,
        1,
    )


def test_the_same_child_from_six_phones_at_once_is_one_open_request(
    country: Country, now: datetime
) -> None:
    families = [guardian(now, f"+21266100000{n}") for n in range(6)]
    drafts = [fill_draft(country, family, now) for family in families]
    sent = at_once(
        *[
            lambda draft=draft, family=family: services.submit(
                draft_id=draft, actor=family, now=now
            )
            for draft, family in zip(drafts, families, strict=True)
        ]
    )
    assert sum(isinstance(result, AlreadyRequested) for result in sent) == 5
    assert Application.objects.filter(state=State.SUBMITTED).count() == 1
    assert Child.objects.count() == 1


def test_two_heads_deciding_at_once_give_one_decision(country: Country, now: datetime) -> None:
    request = file_request(country, now)
    seen = {
        "application_id": request.pk,
        "actor": country.head,
        "now": now,
        "seen_version": request.version,
    }
    results = at_once(
        lambda: services.accept(**seen),
        lambda: services.refuse(ground_code="outside_zone", text="خارج المنطقة", **seen),
    )
    assert sum(isinstance(result, Stale) for result in results) == 1
    assert (
        HistoryEvent.objects.filter(
            application=request, to_state__in=["accepted", "refused"]
        ).count()
        == 1
    )


def test_one_click_repeated_five_times_at_once_is_one_move(country: Country, now: datetime) -> None:
    request = file_request(country, now)
    results = at_once(
        *[
            lambda: services.accept(
                application_id=request.pk, actor=country.head, now=now, key="click"
            )
        ]
        * 5
    )
    assert all(isinstance(result, Application) for result in results)
    assert HistoryEvent.objects.filter(application=request, move="accept").count() == 1
