"""What the school and the monitors read."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tasjil.accounts.types import Channel
from tasjil.core import outbox
from tasjil.core.errors import NotFound
from tasjil.core.identifiers import show_number
from tasjil.messaging.models import Delivery
from tasjil.messaging.selectors import counts_by_state, deliveries_of, oldest_waiting_age
from tasjil.messaging.services import plan_message
from tasjil.messaging.types import DeliveryState, Message
from tests.factories import Country, file_request, guardian
from tests.messaging.support import PHONE, drain_all, facts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _it_is_now(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(outbox, "clock_now", lambda: now)


def test_the_school_sees_what_reached_the_family(
    country: Country, now: datetime, django_assert_num_queries: Any
) -> None:
    number = str(file_request(country, now).number)
    drain_all()
    with django_assert_num_queries(2):
        (told,) = deliveries_of(country.head, show_number(number))
    assert (told.message, told.channel, told.address) == (Message.SUBMITTED, Channel.SMS, PHONE)
    assert (told.state, told.at) == (DeliveryState.WAITING, now)
    assert show_number(number) in told.text
    assert deliveries_of(guardian(now), number) == [told]


def test_another_school_and_another_family_see_nothing(country: Country, now: datetime) -> None:
    number = str(file_request(country, now).number)
    drain_all()
    for stranger in (country.neighbour_head, country.far_officer, guardian(now, "+212611111111")):
        with pytest.raises(NotFound):
            deliveries_of(stranger, number)
    with pytest.raises(NotFound):
        deliveries_of(country.head, "nonsense")


def test_counts_and_age_of_what_waits(now: datetime, django_assert_num_queries: Any) -> None:
    assert oldest_waiting_age(now=now) is None
    plan_message(event_id=1, message=Message.ASKED, facts=facts(), now=now)
    plan_message(event_id=2, message=Message.ASKED, facts=facts(), now=now + timedelta(minutes=1))
    Delivery.objects.filter(outbox_event_id=1, channel="sms").update(
        state="failed_for_ever", finished_at=now
    )
    with django_assert_num_queries(1):
        counts = counts_by_state()
    assert counts[DeliveryState.WAITING] == 3
    assert counts[DeliveryState.FAILED_FOR_EVER] == 1
    assert counts[DeliveryState.SENT] == 0
    assert counts_by_state(since=now + timedelta(seconds=1))[DeliveryState.WAITING] == 2
    assert oldest_waiting_age(now=now + timedelta(minutes=5)) == timedelta(minutes=5)
