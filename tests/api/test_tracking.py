"""Following a request by machine: same answer for every mistake, same counters as the page."""

from datetime import datetime

import pytest
from django.test import Client

from tasjil.applications import services
from tasjil.applications.services import tracking
from tasjil.core.identifiers import show_number
from tests.factories import Country, file_request

PATH = "/api/v1/requests/track"


def ask(api: Client, number: str, birth_date: str) -> tuple[int, dict[str, object]]:
    answer = api.post(
        PATH, {"number": number, "birth_date": birth_date}, content_type="application/json"
    )
    return answer.status_code, answer.json()


def test_number_and_birth_date_open_the_state(api: Client, country: Country, now: datetime) -> None:
    filed = file_request(country, now)
    services.refuse(
        application_id=filed.pk, ground_code="school_full", text="Plus de place.",
        actor=country.head, now=now,
    )  # fmt: skip
    status, told = ask(api, show_number(filed.number or "").lower(), "2021-09-14")
    assert status == 200
    assert told["state"] == "refused"
    assert told["school_name_fr"] == "École Al Amal"
    assert told["decision_text"] == "Plus de place."
    assert told["ground_fr"]
    assert str(told["submitted_at"]).endswith("Z")
    assert not {"child", "first_name", "guardian"} & set(told)


def test_every_mistake_has_one_answer(api: Client, country: Country, now: datetime) -> None:
    number = file_request(country, now).number or ""
    wrong_date = ask(api, number, "2021-09-15")
    assert wrong_date[0] == 404
    assert ask(api, "23456789", "2021-09-14") == wrong_date
    assert ask(api, "no number", "2021-09-14") == wrong_date


def test_tries_are_counted_with_those_on_the_page(
    api: Client, country: Country, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = file_request(country, now).number or ""
    monkeypatch.setattr("tasjil.api.requests.now", lambda: now)
    for _ in range(tracking.PER_NUMBER.count):
        assert ask(api, number, "2020-01-01")[0] == 404
    answer = api.post(
        PATH, {"number": number, "birth_date": "2021-09-14"}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_attempts")
    assert int(answer.headers["Retry-After"]) == answer.json()["data"]["retry_after"] > 0


def test_the_table_of_transitions_is_given_as_data(api: Client, db: None) -> None:
    table = api.get("/api/v1/workflow").json()
    refuse = next(row for row in table["moves"] if row["move"] == "refuse")
    assert refuse["sources"] == ["in_review", "submitted"]
    assert refuse["to"] == ["refused"]
    assert refuse["by"] == ["head"]
    assert refuse["clock"] == "stop"
    assert refuse["tells_family"]
    assert [each["code"] for each in refuse["needs"]] == ["ground"]
    assert len(table["states"]) == 11
