"""The table of every other address holds, and no address is missing from it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tasjil.accounts.services import issue_key
from tasjil.accounts.types import COUNTRY
from tasjil.core.identifiers import show_number
from tasjil.core.types import SYSTEM
from tests.factories import Country, file_request, fill_draft, guardian
from tests.portals.desks import sign_in
from tests.portals.guardian.conftest import signed_in
from tests.portals.matrix_others import COLUMNS, DOOR, MATRIX

STAFF = {"staff", "school", "office"}


def names_of(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names_of(pattern.url_patterns, pattern.namespace or namespace)
        elif pattern.name and namespace not in STAFF:
            yield f"{namespace}:{pattern.name}" if namespace else pattern.name


def test_every_other_address_has_its_row() -> None:
    assert set(names_of(get_resolver().url_patterns)) == set(MATRIX)


@pytest.fixture(autouse=True)
def _evening(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("tasjil.core.clock.timezone.now", lambda: now)


def browser_of(column: str, country: Country, now: datetime) -> tuple[Client, dict[str, str]]:
    match column:
        case "own family":
            return signed_in(guardian(now), now), {}
        case "other family":
            return signed_in(guardian(now, "+212699999999"), now), {}
        case "head":
            return sign_in(country, "head"), {}
        case "api key":
            _, plain = issue_key(
                name="Partner", scopes=["applications:read"], scope=COUNTRY, actor=SYSTEM, now=now
            )
            return Client(), {"Authorization": f"Bearer {plain}"}
        case _:
            return Client(), {}


def address(name: str, country: Country, now: datetime) -> str:
    """Return the address of a row: the draft and the request are those of the own family."""
    match name:
        case "guardian:section" | "guardian:review" | "guardian:discard":
            draft = fill_draft(country, guardian(now), now)
            more = {"section": "child"} if name == "guardian:section" else {}
            return reverse(name, kwargs={"draft_id": draft, **more})
        case "guardian:request" | "guardian:receipt" | "guardian:answer":
            pass
        case "guardian:withdraw" | "guardian:appeal" | "guardian:correct":
            pass
        case "guardian:correct_section":
            number = show_number(file_request(country, now).number or "")
            return reverse(name, kwargs={"number": number, "section": "child"})
        case "api-v1:school":
            return reverse(name, args=[country.school.code])
        case _:
            return reverse(name)
    sent = file_request(country, now)
    return reverse(name, kwargs={"number": show_number(sent.number or "")})


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("name", MATRIX)
def test_everybody_gets_what_the_table_says(
    country: Country, now: datetime, name: str, column: str
) -> None:
    method, row = MATRIX[name]
    browser, headers = browser_of(column, country, now)
    url = address(name, country, now)
    if method == "get":
        response = browser.get(url, headers=headers)
    else:
        response = browser.post(url, {}, content_type="application/json", headers=headers)
    door = reverse("guardian:start")
    at_door = response.status_code == 302 and response["Location"].split("?")[0] == door
    expected = row[COLUMNS.index(column)]
    assert (DOOR if at_door and expected == DOOR else response.status_code) == expected
