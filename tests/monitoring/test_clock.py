"""How many requests of a desk are late, and how many soon will be."""

from datetime import timedelta

from tasjil.applications import services
from tasjil.monitoring.selectors import desk_clock
from tasjil.monitoring.types import Clock
from tests.factories import Country
from tests.portals.desks import file_many


def test_the_last_day_is_not_late_yet(country: Country, now) -> None:
    (filed,) = file_many(country, now, 1)
    last = filed.due_on
    assert desk_clock(country.head, today=last - timedelta(days=8)) == Clock(overdue=0, soon=0)
    assert desk_clock(country.head, today=last) == Clock(overdue=0, soon=1)
    assert desk_clock(country.head, today=last + timedelta(days=1)) == Clock(overdue=1, soon=0)


def test_a_stopped_clock_is_never_late(country: Country, now) -> None:
    (filed,) = file_many(country, now, 1)
    services.ask(application_id=filed.pk, question="الدفتر", actor=country.head, now=now)
    late = filed.due_on + timedelta(days=1)
    assert desk_clock(country.head, today=late) == Clock(overdue=0, soon=0)


def test_another_schools_clock_is_not_ones_own(country: Country, now) -> None:
    (filed,) = file_many(country, now, 1)
    late = filed.due_on + timedelta(days=1)
    assert desk_clock(country.neighbour_head, today=late) == Clock(overdue=0, soon=0)
    assert desk_clock(country.officer, today=late) == Clock(overdue=1, soon=0)
