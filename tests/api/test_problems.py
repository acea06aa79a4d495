"""Whatever goes wrong is a problem document in the reader's language."""

import pytest
from django.db import OperationalError
from django.test import Client

from tasjil.api import territory
from tasjil.core.errors import NotFound
from tests.factories import Country


def asked(answer: object) -> tuple[int, str, str]:
    document = answer.json()  # type: ignore[attr-defined]
    assert set(document) == {"type", "code", "title", "status", "data"}
    assert document["status"] == answer.status_code  # type: ignore[attr-defined]
    return answer.status_code, document["code"], answer.headers["Content-Type"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/v1/nowhere", 404, "not_found"),
        ("post", "/api/v1/nowhere", 404, "not_found"),
        ("post", "/api/v1/academies", 405, "method_not_allowed"),
        ("get", "/api/v1/requests/track", 405, "method_not_allowed"),
        ("get", "/api/v1/decisions", 401, "key_needed"),
        ("get", "/api/v1/schools?limit=101", 422, "invalid_request"),
        ("get", "/api/v1/schools?page=0", 422, "invalid_request"),
        ("get", "/api/v1/schools?q=%00", 422, "invalid_request"),
        ("get", "/api/v1/schools/%00", 422, "invalid_request"),
        ("get", "/api/v1/communes", 422, "invalid_request"),
    ],
)
def test_it_is_a_problem_document(
    api: Client, db: None, method: str, path: str, status: int, code: str
) -> None:
    found = asked(getattr(api, method)(path))
    assert found == (status, code, "application/problem+json")


def test_a_body_that_is_no_json_is_refused(api: Client, db: None) -> None:
    answer = api.post("/api/v1/requests/track", "{", content_type="application/json")
    assert asked(answer)[:2] == (400, "unreadable")


def test_fields_are_named_without_their_values(api: Client, db: None) -> None:
    answer = api.post(
        "/api/v1/requests/track",
        {"number": "", "birth_date": "secret"},
        content_type="application/json",
    )
    assert asked(answer)[:2] == (422, "invalid_request")
    assert set(answer.json()["data"]["fields"]) == {
        "body.question.number",
        "body.question.birth_date",
    }
    assert "secret" not in answer.text


def test_a_refused_method_says_which_are_taken(api: Client, db: None) -> None:
    assert api.post("/api/v1/academies").headers["Allow"] == "GET, HEAD"


def test_head_is_answered_like_get(api: Client, country: Country) -> None:
    answer = api.head("/api/v1/academies")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["ETag"] == api.get("/api/v1/academies").headers["ETag"]


def test_a_missing_key_names_the_way_to_show_one(api: Client, db: None) -> None:
    assert api.get("/api/v1/decisions").headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_title_is_in_the_language_asked_for(db: None, language: str) -> None:
    from django.utils import translation

    answer = Client(headers={"Accept-Language": language}).get("/api/v1/nowhere")
    with translation.override(language):
        assert answer.json()["title"] == str(NotFound.sentence)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/v1/", 404, "not_found"),
        ("get", "/api/nowhere", 404, "not_found"),
        ("post", "/api/v1/openapi.json", 405, "method_not_allowed"),
        ("post", "/api/v1/docs", 405, "method_not_allowed"),
    ],
)
def test_outside_every_operation_too(
    db: None, method: str, path: str, status: int, code: str
) -> None:
    strict = Client(enforce_csrf_checks=True)
    found = asked(getattr(strict, method)(path))
    assert found == (status, code, "application/problem+json")


def test_a_body_that_is_too_large(api: Client, db: None) -> None:
    answer = api.post("/api/v1/requests/track", "x" * 2_000_000, content_type="application/json")
    assert asked(answer) == (400, "unreadable", "application/problem+json")


def test_a_fault_of_ours_and_a_database_that_is_away(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(territory, "every_academy", away)
    answer = Client(raise_request_exception=False).get("/api/v1/academies")
    assert asked(answer) == (503, "unavailable", "application/problem+json")
    assert answer.headers["Retry-After"] == "10"
    monkeypatch.setattr(territory, "every_academy", lambda: 1 / 0)
    answer = Client(raise_request_exception=False).get("/api/v1/academies")
    assert asked(answer) == (500, "server_error", "application/problem+json")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_health_is_asked_by_get_only(db: None, path: str) -> None:
    assert Client(enforce_csrf_checks=True).post(path).status_code == 405
