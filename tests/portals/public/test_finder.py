"""The school finder: from a commune to a school and why; or a school by its name."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasjil.territory.models import Commune, School
from tests.factories import Country

Counting = Callable[[int], Any]


@pytest.fixture
def searchable(country: Country) -> Country:
    Commune.objects.filter(pk=country.commune.pk).update(search="اكدالرياض agdalriyad")
    School.objects.filter(pk=country.school.pk).update(search="مدرسهامل ecolalamal")
    return country


def find(**typed: object) -> str:
    page = Client().get("/fr/schools", typed)
    assert page.status_code == 200
    return page.content.decode()


def test_a_commune_named_roughly_is_chosen_from_a_list(searchable: Country) -> None:
    text = find(commune="agdal")
    assert (
        f'<input type="radio" name="commune" id="id_commune_0" value="{searchable.commune.pk}"'
        in text
    )


def test_a_locality_gives_its_school_and_why(
    searchable: Country, django_assert_max_num_queries: Counting
) -> None:
    with django_assert_max_num_queries(4):
        text = find(commune=searchable.commune.pk, locality=searchable.locality.pk)
    first = text.split('class="card card-calm"')[1]
    assert searchable.school.name_fr in first
    assert "Hay Riad" in first


def test_a_commune_alone_gives_its_schools(searchable: Country) -> None:
    text = find(commune="Agdal Riyad")
    assert searchable.neighbour.name_fr in text
    assert searchable.far_school.name_fr not in text


def test_a_school_is_found_by_its_name_or_code(searchable: Country) -> None:
    for typed in ("al amal", "12345a"):
        text = find(school=typed)
        assert searchable.school.name_fr in text
        assert f'value="{typed}"' in text


def test_what_nobody_has_heard_of_is_told(searchable: Country) -> None:
    assert "notice-wait" in find(commune="zzzqqq")
    assert "notice-wait" in find(school="zzzqqq")
    assert "notice-wait" in find(commune="99999999")


def test_no_question_breaks_the_finder(searchable: Country) -> None:
    odd = st.text(max_size=60) | st.sampled_from(
        ["\x00", "9" * 40, "-1", "1", "' OR 1=1 --", "%", "_", "😀", "ل" * 500, "primary_1"]
    )

    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(st.dictionaries(st.sampled_from(["commune", "locality", "level", "school"]), odd))
    def check(typed: dict[str, str]) -> None:
        find(**typed)

    check()
