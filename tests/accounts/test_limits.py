"""How often a code may be asked for: per address, per subscriber, per neighbourhood."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasjil.accounts import rules
from tasjil.accounts.models import OneTimeCode, RateCounter
from tasjil.accounts.services.rates import spend
from tasjil.core.errors import TooMany

from .conftest import HOME, NOW, Family

MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
def test_an_address_gets_three_codes_in_a_quarter_of_an_hour(family: Family) -> None:
    for _ in range(3):
        family.asks()
    with pytest.raises(TooMany) as refusal:
        family.asks(after=5 * MINUTE)
    assert 0 < refusal.value.data["retry_after"] <= 10 * 60 + 1
    assert family.asks(after=15 * MINUTE)


@pytest.mark.django_db
def test_an_address_gets_ten_codes_a_day(family: Family) -> None:
    for number in range(10):
        family.asks(after=number * 15 * MINUTE)
    with pytest.raises(TooMany) as refusal:
        family.asks(after=10 * 15 * MINUTE)
    assert refusal.value.data["retry_after"] > 3600


@pytest.mark.django_db
def test_a_refused_request_sends_nothing_and_costs_nothing(family: Family) -> None:
    for _ in range(3):
        family.asks()
    before = set(RateCounter.objects.values_list("key", "count"))
    for _ in range(20):
        with pytest.raises(TooMany):
            family.asks()
    assert set(RateCounter.objects.values_list("key", "count")) == before
    assert OneTimeCode.objects.count() == 3


@pytest.mark.django_db
def test_a_cyber_cafe_files_for_sixty_families_in_an_hour() -> None:
    for number in range(60):
        Family(address=f"+2126123441{number:02}").asks()
    with pytest.raises(TooMany):
        Family(address="+212612344200").asks()
    assert Family(address="+212612344200").asks(ip="196.200.10.6")


@pytest.mark.django_db
def test_an_installation_can_widen_the_limits_per_origin(settings: object) -> None:
    settings.SIGN_IN_LIMITS_SCALE = 2  # type: ignore[attr-defined]
    for number in range(61):
        Family(address=f"+2126123441{number:02}").asks()


@pytest.mark.django_db
def test_guessing_at_many_addresses_from_one_place_ends() -> None:
    tallies = rules.by_source(HOME, rules.TRIES_PER_HOST, rules.TRIES_PER_NETWORK)
    for _ in range(rules.TRIES_PER_HOST.count):
        spend(tallies, now=NOW)
    with pytest.raises(TooMany):
        Family(address="+212612344200").types("123456")


@pytest.mark.django_db
def test_counting_is_one_statement(django_assert_num_queries: object) -> None:
    tallies = rules.by_source(HOME, rules.TRIES_PER_HOST, rules.TRIES_PER_NETWORK)
    spend(tallies, now=NOW)
    with django_assert_num_queries(3):  # type: ignore[operator]  # a savepoint around it
        spend(tallies, now=NOW)


@pytest.mark.parametrize(
    ("ip", "host", "network"),
    [
        ("196.200.10.5", "196.200.10.5/32", "196.200.10.0/24"),
        ("::ffff:196.200.10.5", "196.200.10.5/32", "196.200.10.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("", "unknown", "unknown"),
        ("unix:", "unknown", "unknown"),
    ],
)
def test_an_origin_is_a_subscriber_and_its_neighbourhood(ip: str, host: str, network: str) -> None:
    assert (rules.host_of(ip), rules.network_of(ip)) == (host, network)


@given(
    seconds=st.integers(0, 10**6),
    limit=st.sampled_from([*rules.PER_ADDRESS, rules.CODES_PER_HOST]),
)
def test_after_the_wait_that_is_told_a_new_window_has_begun(
    seconds: int, limit: rules.Limit
) -> None:
    moment = NOW + timedelta(seconds=seconds)
    later = moment + timedelta(seconds=limit.seconds_left(moment))
    assert limit.start(moment) <= moment < limit.start(later) <= later
