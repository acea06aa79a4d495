"""What a family opens costs at most four queries, however much the country holds."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tasjil.core.identifiers import show_number
from tasjil.seasons.selectors import current_calendars
from tasjil.territory.models import Locality
from tests.factories import Country, file_request

Counting = Callable[[int], Any]

DRAFT_PAGES = {
    "child": 1,
    "civil_status": 1,
    "parents": 1,
    "home": 3,
    "school": 3,
    "review": 4,
    "discard": 1,
}
SENT_PAGES = {"": 3, "receipt": 2, "withdraw": 2}


@pytest.mark.parametrize(("page", "most"), DRAFT_PAGES.items())
def test_a_page_of_the_form(
    phone: Client, draft: int, django_assert_max_num_queries: Counting, page: str, most: int
) -> None:
    current_calendars()
    with django_assert_max_num_queries(most):
        assert phone.get(f"/ar/apply/requests/{draft}/{page}").status_code == 200


@pytest.mark.parametrize(("page", "most"), SENT_PAGES.items())
def test_a_page_of_a_request(
    phone: Client, country: Country, now: datetime, django_assert_max_num_queries: Counting,
    page: str, most: int,
) -> None:  # fmt: skip
    sent = file_request(country, now)
    with django_assert_max_num_queries(most):
        url = f"/ar/apply/requests/{show_number(sent.number or '')}/{page}"
        assert phone.get(url).status_code == 200


def test_the_list_whatever_its_length(
    phone: Client, country: Country, now: datetime, django_assert_max_num_queries: Counting
) -> None:
    for number in range(5):
        file_request(country, now, act_number=str(300 + number))
    cache.clear()
    with django_assert_max_num_queries(2):
        assert phone.get("/ar/apply/requests/").status_code == 200


def test_the_home_page_of_a_commune_with_many_neighbourhoods(
    phone: Client, country: Country, draft: int, django_assert_max_num_queries: Counting
) -> None:
    Locality.objects.bulk_create(
        Locality(commune=country.commune, name_fr=f"Douar {n}", kind="douar", skeleton=f"duar{n}")
        for n in range(90)
    )
    with django_assert_max_num_queries(4):
        assert phone.get(f"/fr/apply/requests/{draft}/home").status_code == 200


@pytest.mark.parametrize("page", ["", "code"])
def test_the_door_needs_no_query(
    db: None, django_assert_max_num_queries: Counting, page: str
) -> None:
    with django_assert_max_num_queries(0):
        Client().get(f"/ar/apply/{page}")


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("child", {"birth_date": "x"}),
        ("parents", {}),
        ("civil_status", {}),
        ("home", {"commune": "agdal"}),
        ("school", {"school_search": "amal", "action": "search"}),
    ],
)
def test_a_page_with_errors_costs_no_more_than_keeping_it_and_showing_it(
    phone: Client, draft: int, django_assert_max_num_queries: Counting, page: str,
    form: dict[str, str],
) -> None:  # fmt: skip
    """Locking and writing the draft with its savepoint are four statements; then the page's own."""
    current_calendars()
    with django_assert_max_num_queries(4 + DRAFT_PAGES[page]):
        assert phone.post(f"/ar/apply/requests/{draft}/{page}", form).status_code in (200, 422)
