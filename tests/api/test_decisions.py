"""Decisions are pulled in order, within the key's territory, and none is ever skipped."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from tasjil.accounts.types import Scope
from tasjil.applications import services
from tasjil.territory.types import ScopeKind
from tests.factories import Country, file_request, guardian, lay_country

PATH = "/api/v1/decisions"
Key = Callable[..., dict[str, Any]]
NAMES = ["سلمى", "آية", "ملاك", "زينب", "هاجر"]


def decide(country: Country, now: datetime, place: int = 0, **changes: Any) -> str:
    """File a request and accept it; return its number."""
    family = guardian(now, f"+21260000000{place}")
    filed = file_request(
        country, now, actor=family, act_number=str(300 + place),
        child_first_name_ar=NAMES[place], **changes,
    )  # fmt: skip
    head = country.far_officer if changes else country.head
    if not changes:
        services.accept(application_id=filed.pk, actor=head, now=now)
    return filed.number or ""


def pull(api: Client, headers: dict[str, Any], **asked: Any) -> dict[str, Any]:
    answer = api.get(PATH, asked, headers=headers)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def numbers(page: dict[str, Any]) -> list[str]:
    return [item["request"]["number"].replace("-", "") for item in page["items"]]


def test_each_decision_comes_once_and_in_order(
    api: Client, country: Country, now: datetime, key: Key
) -> None:
    decided = [decide(country, now, place) for place in range(3)]
    headers = key()
    first = pull(api, headers, limit=2)
    assert (numbers(first), first["more"]) == (decided[:2], True)
    second = pull(api, headers, limit=2, since=first["next"])
    assert (numbers(second), second["more"]) == (decided[2:], False)
    assert pull(api, headers, since=second["next"])["items"] == []
    later = decide(country, now, 3)
    assert numbers(pull(api, headers, since=second["next"])) == [later]


def test_a_decision_holds_codes_and_no_names(
    api: Client, country: Country, now: datetime, key: Key
) -> None:
    decide(country, now)
    [item] = pull(api, key())["items"]
    assert (item["move"], item["state"]) == ("accept", "accepted")
    assert item["at"] == "2027-04-12T20:40:00Z"
    assert item["request"]["school"] == "12345A"
    assert item["request"]["level"] == "primary_1"
    assert "سلمى" not in str(item)


def test_moves_that_decide_nothing_are_left_out(
    api: Client, country: Country, now: datetime, key: Key
) -> None:
    filed = file_request(country, now)
    services.take_up(application_id=filed.pk, actor=country.head, now=now)
    services.withdraw(application_id=filed.pk, actor=guardian(now), now=now)
    assert pull(api, key())["items"] == []


def test_a_key_sees_its_own_territory_only(
    api: Client, country: Country, now: datetime, key: Key
) -> None:
    decided = decide(country, now)
    here = key(Scope(ScopeKind.DIRECTORATE, country.directorate.pk))
    there = key(Scope(ScopeKind.DIRECTORATE, country.other_directorate.pk))
    assert numbers(pull(api, here)) == [decided]
    assert pull(api, there)["items"] == []


def test_a_page_takes_the_same_queries_whatever_its_length(
    api: Client, country: Country, now: datetime, key: Key, django_assert_num_queries: Any
) -> None:
    headers = key()
    with django_assert_num_queries(4):  # the key, the highest id, the writers, the page
        pull(api, headers)
    for place in range(4):
        decide(country, now, place)
    with django_assert_num_queries(4):
        assert len(pull(api, headers)["items"]) == 4


@pytest.mark.parametrize(
    "since", ["x", "!!", "bnVsbA", "WyJhIiwwXQ", "Wy0xLDBd", "W1tdLDBd", "e30"]
)
def test_a_cursor_that_is_none_of_ours_is_a_problem(api: Client, key: Key, since: str) -> None:
    answer = api.get(PATH, {"since": since}, headers=key())
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_a_wrong_key_opens_nothing(api: Client, db: None) -> None:
    for shown in ("Bearer x", "Basic eDp5", "Bearer " + "tasjil_22222222_" + "0" * 64):
        assert api.get(PATH, headers={"Authorization": shown}).status_code == 401


@pytest.mark.django_db(transaction=True)
def test_a_decision_that_is_committed_late_is_not_skipped(
    api: Client, now: datetime, key: Key
) -> None:
    """The slow transaction has the smaller id and ends after the fast one was pulled for."""
    country = lay_country(now)
    slow = file_request(country, now, actor=guardian(now, "+212600000001"))
    fast = file_request(
        country, now, actor=guardian(now, "+212600000002"), act_number="9",
        child_first_name_ar="آية",
    )  # fmt: skip
    written, go_on = threading.Event(), threading.Event()

    def decide_slowly() -> None:
        try:
            with transaction.atomic():
                services.accept(application_id=slow.pk, actor=country.head, now=now)
                written.set()
                go_on.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=decide_slowly)
    thread.start()
    try:
        assert written.wait(20)
        services.accept(application_id=fast.pk, actor=country.head, now=now)
        headers = key()
        first = pull(api, headers)
        assert first["items"] == []  # the fast one waits for the slow one before it
        second = pull(api, headers, since=first["next"])
        assert second["items"] == []
    finally:
        go_on.set()
        thread.join(20)
    third = pull(api, headers, since=second["next"])
    assert numbers(third) == [slow.number, fast.number]
    assert pull(api, headers, since=third["next"])["items"] == []


@pytest.mark.django_db(transaction=True)
def test_writers_that_never_cease_do_not_stop_the_feed(
    api: Client, now: datetime, key: Key
) -> None:
    """One transaction or another is always open; what was there before it still comes."""
    country = lay_country(now)
    old = decide(country, now)
    written, go_on = threading.Event(), threading.Event()
    filed = [
        file_request(country, now, actor=guardian(now, f"+21260000001{n}"), act_number=str(n),
                     child_first_name_ar=NAMES[n])
        for n in range(1, 3)
    ]  # fmt: skip

    def hold(application_id: int) -> None:
        try:
            with transaction.atomic():
                services.accept(application_id=application_id, actor=country.head, now=now)
                written.set()
                go_on.wait(20)
        finally:
            connection.close()

    headers, cursor, seen = key(), "", []
    for request in filed:
        written.clear()
        go_on.clear()
        thread = threading.Thread(target=hold, args=(request.pk,))
        thread.start()
        assert written.wait(20)
        page = pull(api, headers, since=cursor)
        cursor, seen = page["next"], seen + numbers(page)
        go_on.set()
        thread.join(20)
    assert seen == [old]
    assert numbers(pull(api, headers, since=cursor)) == [each.number for each in filed]
