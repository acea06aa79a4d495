"""When something goes wrong the page says what and what to do, in the frame of whoever looks."""

from datetime import datetime

import pytest
from django.db import OperationalError
from django.test import Client

from tests.factories import Country
from tests.portals.desks import page, sign_in


@pytest.fixture(autouse=True)
def _evening(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Every view reads this moment, at which the roles are held."""
    monkeypatch.setattr("tasjil.core.clock.timezone.now", lambda: now)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_staff_keep_their_menu(country: Country, language: str) -> None:
    browser = sign_in(country, "head")
    for path in (page("office:board", language=language), f"/{language}/staff/nowhere"):
        html = browser.get(path).content.decode()
        assert page("school:desk", language=language) in html
        assert page("staff:sign_out", language=language) in html


def test_a_family_is_led_home(db: None) -> None:
    html = Client().get("/fr/nowhere").content.decode()
    assert 'class="btn btn-go" href="/fr/"' in html


@pytest.mark.parametrize("path", ["/fr/help", "/fr/apply/requests/new", "/fr/staff/"])
def test_a_method_that_a_page_does_not_take_is_a_page_too(country: Country, path: str) -> None:
    answer = Client().delete(path)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize("path", ["/fr/apply/requests/", "/ar/staff/school/"])
def test_a_database_that_is_away_is_said_and_soon_asked_for_again(
    db: None, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("tasjil.portals.guardian.gate.guardian_session_of", away)
    monkeypatch.setattr("tasjil.portals.doors.staff_of", away)
    answer = Client().get(path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize("path", ["/fr/staff/sign-in", "/ar/", "/ar/apply/", "/api/v1/academies"])
def test_a_host_that_is_not_ours_is_refused_everywhere(db: None, path: str) -> None:
    assert Client().get(path, HTTP_HOST="evil.example").status_code == 400
