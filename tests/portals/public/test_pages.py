"""The pages that everybody may open."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tasjil.seasons.selectors import current_calendars
from tests.factories import Country

Counting = Callable[[int], Any]
PAGES = ("", "eligibility", "schools", "track", "help", "privacy", "accessibility")


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages_without_a_query(
    country: Country, django_assert_max_num_queries: Counting, language: str, page: str
) -> None:
    current_calendars()
    with django_assert_max_num_queries(0):
        answer = Client().get(f"/{language}/{page}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in text
    assert text.count("<h1") == 1
    assert "<style" not in text
    assert "style=" not in text


@pytest.mark.parametrize("page", ["", "help", "privacy", "accessibility"])
def test_what_is_the_same_for_everybody_may_be_kept_on_the_way(country: Country, page: str) -> None:
    answer = Client().get(f"/fr/{page}")
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize(
    ("days", "tone"), [(-30, "calm"), (0, "go"), (20, "go"), (40, "wait"), (400, "calm")]
)
def test_the_home_page_says_where_the_season_stands(
    country: Country, now: datetime, monkeypatch: pytest.MonkeyPatch, days: int, tone: str
) -> None:
    monkeypatch.setattr("tasjil.core.clock.timezone.now", lambda: now + timedelta(days=days))
    text = Client().get("/fr/").content.decode()
    assert f'<span class="tag tag-{tone}">' in text
    assert 'href="/fr/apply/"' in text


def test_without_a_season_the_pages_still_open(db: None) -> None:
    for page in (*PAGES, "eligibility?birth_date=14/09/2021"):
        assert Client().get(f"/ar/{page}").status_code == 200


@pytest.mark.parametrize(
    ("born", "tone"),
    [
        ("14/09/2021", "go"), ("١٤/٠٩/٢٠٢١", "go"), ("14/02/2022", "wait"), ("14/09/2022", "go"),
        ("14/09/2025", "no"), ("14/09/2005", "no"),
    ],
)  # fmt: skip
def test_a_birth_date_is_answered_in_words(country: Country, born: str, tone: str) -> None:
    for answer in (
        Client().get("/fr/eligibility", {"birth_date": born}),
        Client().post("/fr/eligibility", {"birth_date": born}),
    ):
        text = answer.content.decode()
        assert answer.status_code == 200
        assert f'class="notice notice-{tone}"' in text
        assert f'value="{born}"' in text


def test_a_dispensation_also_names_the_level_of_right(country: Country) -> None:
    text = Client().get("/fr/eligibility", {"birth_date": "14/02/2022"}).content.decode()
    assert text.count('class="notice') == 2


@pytest.mark.parametrize(
    "born", ["", "x", "15/04/1441", "1/1/2090", "31/02/2021", "9" * 5000, "😀\x00"]
)
def test_what_is_no_birth_date_is_told_and_kept(country: Country, born: str) -> None:
    answer = Client().get("/fr/eligibility", {"birth_date": born})
    assert answer.status_code == 422
    assert f'value="{born[:60].replace(chr(0), "")}"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/xx/", "/fr/nothing", "/fr/track/", "/help"])
def test_an_unknown_address_is_a_page(country: Country, path: str) -> None:
    answer = Client().get(path, follow=True)
    assert answer.status_code in (200, 404)
    assert "<h1" in answer.content.decode()
