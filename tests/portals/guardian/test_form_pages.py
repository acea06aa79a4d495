"""The pages of the form: in both languages, in any order, nothing typed lost."""

import html
from typing import Any

import pytest
from django.test import Client

from tasjil.applications.models import Application
from tasjil.applications.types import Section
from tests.factories import Country, answers

LANGUAGES = ("ar", "fr")


def posted(country: Country, section: Section, **changes: Any) -> dict[str, str]:
    """Return a page's fields as a browser sends them: an unticked box is not there."""
    fields = {**answers(country)[section], **changes}
    return {name: "yes" if value is True else value for name, value in fields.items() if value}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", list(Section))
def test_every_page_opens_empty_and_filled(
    phone: Client, draft: int, language: str, section: Section
) -> None:
    empty = phone.post(f"/{language}/apply/requests/new")
    first = phone.get(empty["Location"].replace("child", section.value))
    filled = phone.get(f"/{language}/apply/requests/{draft}/{section.value}")
    for page in (first, filled):
        text = page.content.decode()
        assert page.status_code == 200
        assert f'<html lang="{language}"' in text
        assert text.count("<h1") == 1
        assert 'class="error-summary"' not in text


def test_a_whole_request_is_filled_in_page_after_page(phone: Client, country: Country) -> None:
    start = phone.post("/fr/apply/requests/new")
    assert start["Location"].endswith("/child")
    url = start["Location"]
    for section in Section:
        assert url.endswith(f"/{section.value}")
        answer = phone.post(url, posted(country, section))
        assert answer.status_code == 303, answer.content.decode()
        url = answer["Location"]
    assert url.endswith("/review")


def test_pages_come_in_any_order_and_lead_to_what_is_missing(
    phone: Client, country: Country
) -> None:
    draft = phone.post("/fr/apply/requests/new")["Location"].rsplit("/", 1)[0]
    parents = phone.post(f"{draft}/parents", posted(country, Section.PARENTS))
    assert parents["Location"] == f"{draft}/home"
    home = phone.post(f"{draft}/home", posted(country, Section.HOME))
    assert home["Location"] == f"{draft}/school"
    school = phone.post(f"{draft}/school", posted(country, Section.SCHOOL))
    assert school["Location"] == f"{draft}/child"


def test_wrong_answers_are_kept_and_told_beside_each_field(phone: Client, draft: int) -> None:
    page = phone.post(
        f"/fr/apply/requests/{draft}/child",
        {"birth_date": "un mardi", "child_first_name_ar": "Salma", "birth_place": "x" * 200},
    )
    text = page.content.decode()
    assert page.status_code == 422
    for value in ("un mardi", "Salma", "x" * 200):
        assert value in text
    assert 'href="#id_birth_date"' in text
    assert 'aria-describedby="id_birth_date_helptext id_birth_date_error"' in text
    kept = Application.objects.get(pk=draft).answers["child"]
    assert kept["birth_date"] == "un mardi"


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("14/09/2021", 303), ("١٤/٠٩/٢٠٢١", 303), ("14 9 2021", 303), ("2021-09-14", 303),
        ("15/04/1441", 422), ("01/01/2090", 422), ("31/02/2021", 422), ("", 422), ("2021", 422),
    ],
)  # fmt: skip
def test_birth_dates_as_people_type_them(
    phone: Client, country: Country, draft: int, typed: str, status: int
) -> None:
    page = phone.post(
        f"/ar/apply/requests/{draft}/child", posted(country, Section.CHILD, birth_date=typed)
    )
    assert page.status_code == status
    if status == 422:
        assert f'value="{typed}"' in page.content.decode()


def test_a_level_that_does_not_fit_the_age_is_told_at_once_with_the_right_one(
    phone: Client, country: Country, draft: int
) -> None:
    page = phone.post(
        f"/fr/apply/requests/{draft}/child",
        posted(country, Section.CHILD, birth_date="14/09/2022"),
    )
    assert page.status_code == 422
    assert 'id="id_level_error"' in page.content.decode()


@pytest.mark.parametrize(
    "name", ["ل" * 300, "سلمى 😀", "'; DROP TABLE applications; --", "<script>alert(1)</script>"]
)
def test_a_name_that_is_none_is_told_and_shown_again(
    phone: Client, country: Country, draft: int, name: str
) -> None:
    page = phone.post(
        f"/ar/apply/requests/{draft}/child",
        posted(country, Section.CHILD, child_first_name_ar=name),
    )
    assert page.status_code == 422
    assert f'value="{html.escape(name)}"' in page.content.decode()


def test_saving_for_later_keeps_a_page_half_done(phone: Client, draft: int) -> None:
    answer = phone.post(
        f"/fr/apply/requests/{draft}/parents", {"mother_first_name": "فاطمة", "action": "later"}
    )
    assert answer["Location"] == "/fr/apply/requests/"
    assert "فاطمة" in phone.get(f"/fr/apply/requests/{draft}/parents").content.decode()


def test_the_proved_phone_is_filled_in_once(phone: Client, country: Country) -> None:
    draft = phone.post("/fr/apply/requests/new")["Location"].rsplit("/", 1)[0]
    page = phone.get(f"{draft}/home").content.decode()
    assert 'name="guardian_mobile" id="id_guardian_mobile" value="06 12 34 41 27"' in page


@pytest.mark.parametrize(
    "path",
    ["requests/99999999/child", "requests/99999999999999999999999/child", "requests/1/nothing",
             "requests/99999999/review", "requests/99999999/discard", "requests/2345-6789/"],
)  # fmt: skip
def test_an_unknown_draft_is_a_page_that_says_so(phone: Client, path: str) -> None:
    for language in LANGUAGES:
        page = phone.get(f"/{language}/apply/{path}")
        assert page.status_code == 404
        assert "<h1" in page.content.decode()


def test_an_unknown_language_is_a_page_that_says_so(phone: Client) -> None:
    assert phone.get("/de/apply/").status_code == 404
