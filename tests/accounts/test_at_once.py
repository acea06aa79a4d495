"""Two things at the same instant, on real connections: nothing is counted or opened twice."""

import pytest

from tasjil.accounts.models import Contact, OneTimeCode, RateCounter
from tasjil.accounts.rules import CODES_PER_HOST, CODES_PER_NETWORK, Limit, Tally, by_source
from tasjil.accounts.services import CodeExpired, CodeLocked, WrongCode
from tasjil.accounts.services.rates import spend
from tasjil.core.errors import TooMany

from .conftest import HOME, NOW, Family, at_once, other_than

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_limit_of_ten_lets_exactly_ten_of_forty_through() -> None:
    limit = Limit("test", 10, CODES_PER_HOST.window)
    outcomes = at_once(40, lambda: spend([Tally(limit, "somebody")], now=NOW))
    assert outcomes.count(None) == 10
    assert sum(isinstance(outcome, TooMany) for outcome in outcomes) == 30
    assert RateCounter.objects.get().count == 10


def test_shared_counters_do_not_deadlock() -> None:
    ips = iter([f"196.200.10.{number % 4}" for number in range(64)])
    outcomes = at_once(
        32,
        lambda: [
            spend(by_source(next(ips), CODES_PER_HOST, CODES_PER_NETWORK), now=NOW)
            for _ in range(2)
        ],
    )
    assert outcomes == [[None, None]] * 32
    assert (
        sum(RateCounter.objects.filter(key__startswith="code.host").values_list("count", flat=True))
        == 64
    )


def test_three_codes_at_most_although_asked_ten_times_at_once(family: Family) -> None:
    outcomes = at_once(10, family.asks)
    assert sum(isinstance(outcome, TooMany) for outcome in outcomes) == 7
    assert OneTimeCode.objects.count() == 3


def test_one_code_typed_twice_at_once_opens_one_door(family: Family) -> None:
    code = family.asks()
    outcomes = at_once(8, lambda: family.types(code))
    assert sum(isinstance(outcome, Contact) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, CodeExpired) for outcome in outcomes) == 7
    assert Contact.objects.count() == 1


def test_twenty_guesses_at_once_are_five_guesses(family: Family) -> None:
    code = family.asks()
    outcomes = at_once(20, lambda: family.types(other_than(code)))
    assert sum(isinstance(outcome, WrongCode) for outcome in outcomes) == 4
    assert sum(isinstance(outcome, CodeLocked) for outcome in outcomes) == 16
    assert OneTimeCode.objects.get().attempts == 5


def test_the_host_s_address_is_not_a_row_of_its_own_for_each_thread() -> None:
    at_once(12, lambda: spend(by_source(HOME, CODES_PER_HOST, CODES_PER_NETWORK), now=NOW))
    assert sorted(RateCounter.objects.values_list("count", flat=True)) == [12, 12]
