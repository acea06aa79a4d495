"""The territory is open to all, paged, and kept by whoever asked before."""

import pytest
from django.test import Client

from tasjil.territory.models import School
from tasjil.territory.rules import search_form
from tests.factories import Country


def test_the_tree_can_be_walked_down(api: Client, country: Country) -> None:
    academies = api.get("/api/v1/academies").json()
    assert [each["code"] for each in academies] == ["03", "04"]
    below = api.get("/api/v1/directorates", {"academy": "04"}).json()
    assert [(each["code"], each["academy"]) for each in below] == [("04.421", "04")]
    communes = api.get("/api/v1/communes", {"directorate": "04.421"}).json()
    assert [each["code"] for each in communes] == ["04.421.01.01"]
    schools = api.get("/api/v1/schools", {"commune": "04.421.01.01"}).json()
    assert [each["code"] for each in schools["items"]] == ["12345A", "12346B", "12347C"]


def test_a_school_tells_its_main_school_and_both_names(api: Client, country: Country) -> None:
    found = api.get("/api/v1/schools/12347c").json()
    assert found["parent"] == "12345A"
    assert (found["name_ar"], found["name_fr"]) == ("فرعية النخيل", "Satellite Annakhil")
    assert found["directorate"] == "04.421"


def test_pages_follow_each_other_without_gap(api: Client, country: Country) -> None:
    seen, page = [], 1
    while page:
        found = api.get("/api/v1/schools", {"page": page, "limit": 3}).json()
        seen += [each["code"] for each in found["items"]]
        page = found["next"]
    assert seen == ["12345A", "12346B", "12347C", "22345D"]


@pytest.mark.parametrize("asked", [{"directorate": "03.061"}, {"q": "الزيتون"}, {"q": "zitoun"}])
def test_schools_are_found_by_directorate_and_by_name(
    api: Client, country: Country, asked: dict[str, str]
) -> None:
    # The factory writes bare rows; services write the searched form with the names.
    school = country.far_school
    School.objects.filter(pk=school.pk).update(search=search_form(school.name_ar, school.name_fr))
    found = api.get("/api/v1/schools", asked).json()["items"]
    assert found[0]["code"] == "22345D"


def test_a_list_of_schools_takes_few_queries(
    api: Client, country: Country, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        api.get("/api/v1/schools", {"commune": "04.421.01.01", "directorate": "04.421"})


def test_who_has_an_answer_is_told_that_it_still_holds(api: Client, country: Country) -> None:
    first = api.get("/api/v1/academies")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = api.get("/api/v1/academies", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    "path",
    ["schools/NOBODY", "schools?commune=99", "directorates?academy=99", "communes?directorate=99"],
)
def test_what_does_not_exist_is_a_problem(api: Client, country: Country, path: str) -> None:
    answer = api.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
