"""The head's list."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client

from tasjil.applications import services
from tests.factories import Country, file_request, guardian
from tests.portals.desks import file_many, page, queries_of, refuse, sign_in


def lines(response) -> list:
    return response.context["listing"].lines


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_an_empty_desk_says_so(country: Country, language: str) -> None:
    response = sign_in(country, "head").get(page("school:desk", language=language))
    assert response.status_code == 200
    assert lines(response) == []
    assert 'class="empty"' in response.content.decode()


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_list_names_each_child_in_both_scripts(country: Country, now, language: str) -> None:
    filed = file_request(country, now)
    html = sign_in(country, "head").get(page("school:desk", language=language)).content.decode()
    for words in ("سلمى العلوي", "Salma El Alaoui", "14/09/2021", f"{filed.number[:4]}-"):
        assert words in html


def test_the_shortest_time_left_comes_first(country: Country, now) -> None:
    first, second, third = file_many(country, now, 3)
    services.ask(application_id=first.pk, question="الدفتر", actor=country.head, now=now)
    services.answer(  # the ten days that the family took are given back to the school
        application_id=first.pk,
        text="ها هو",
        actor=guardian(now, "+212612300000"),
        now=now + timedelta(days=10),
    )
    shown = [line.number for line in lines(sign_in(country, "head").get(page("school:desk")))]
    assert [n.replace("-", "") for n in shown] == [second.number, third.number, first.number]


def test_filters(country: Country, now) -> None:
    waiting, asked, refused = file_many(country, now, 3)
    services.ask(application_id=asked.pk, question="الدفتر", actor=country.head, now=now)
    refuse(country, refused, now)
    browser = sign_in(country, "head")

    def shown(**query: str) -> set[str]:
        found = lines(browser.get(page("school:desk", **query)))
        return {line.number.replace("-", "") for line in found}

    assert shown() == {waiting.number}
    assert shown(show="family") == {asked.number}
    assert shown(show="decided") == {refused.number}
    assert shown(show="all") == {waiting.number, asked.number, refused.number}
    assert shown(show="nonsense") == {waiting.number}


def test_only_those_with_something_to_look_at(country: Country, now) -> None:
    file_request(country, now)
    young = file_request(
        country, now, actor=guardian(now, "+212612300001"), birth_date="02/02/2022",
        act_number="9", act_year="2022",
    )  # fmt: skip
    response = sign_in(country, "head").get(page("school:desk", flagged="1"))
    assert [line.number.replace("-", "") for line in lines(response)] == [young.number]
    (flag,) = lines(response)[0].flags
    assert flag.tone == "wait"
    assert flag.text in response.content.decode()


def search(browser: Client, typed: str, **more: str) -> HttpResponse:
    """Search as the form does: by POST, so that no address holds a name."""
    answer = browser.post(page("school:desk"), {"q": typed, **more})
    assert typed not in unquote(answer["Location"])
    return browser.get(answer["Location"])


def test_a_search_is_kept_while_pages_are_turned_and_by_its_own_reader_only(
    country: Country, now
) -> None:
    file_many(country, now, 60)
    browser = sign_in(country, "head")
    listing = search(browser, "س").context["listing"]
    assert listing.next_url.startswith("?show=waiting&s=")
    assert browser.get(page("school:desk") + listing.next_url).context["listing"].search == "س"
    other = sign_in(country, "neighbour")
    assert other.get(page("school:desk") + listing.next_url).context["listing"].search == ""
    for number in range(12):
        search(browser, f"x{number}")
    assert len(browser.session["searches"]) == 8


@pytest.mark.parametrize(
    "typed",
    ["سلمى", "العلوي", "علوي", "Salma", "alaoui", "salma el alaoui", "NUMBER", "number", "PART"],
)
def test_a_child_is_found_by_name_in_both_scripts_or_by_number(
    country: Country, now, typed: str
) -> None:
    filed = file_request(country, now)
    file_request(
        country, now, actor=guardian(now, "+212612300001"), child_first_name_ar="يوسف",
        child_family_name_ar="بناني", child_first_name_lat="Youssef",
        child_family_name_lat="Bennani", act_number="77",
    )  # fmt: skip
    number = f"{filed.number[:4]}-{filed.number[4:]}"
    typed = {"NUMBER": number, "number": number.lower(), "PART": filed.number[:5]}.get(typed, typed)
    response = search(sign_in(country, "head"), typed)
    assert [line.number for line in lines(response)] == [number]


def test_nothing_found_offers_the_way_back(country: Country, now) -> None:
    file_request(country, now)
    response = search(sign_in(country, "head"), "Nobody")
    assert lines(response) == []
    assert response.context["listing"].clear_url in response.content.decode()


def test_a_head_sees_the_satellites_and_no_other_school(country: Country, now) -> None:
    mine = file_many(country, now, 1, school=str(country.satellite.pk))
    file_many(country, now, 1, school=str(country.neighbour.pk))
    shown = lines(sign_in(country, "head").get(page("school:desk")))
    assert [line.number.replace("-", "") for line in shown] == [mine[0].number]


def test_pages_keep_the_filter_and_the_queries(country: Country, now) -> None:
    browser = sign_in(country, "head")
    file_many(country, now, 3)
    few = queries_of(browser, page("school:desk"))
    file_many(country, now, 57)
    many = queries_of(browser, page("school:desk"))
    assert few == many == 8
    first = search(browser, "س", show="waiting").context["listing"]
    assert first.search == "س"
    listing = browser.get(page("school:desk", page="2")).context["listing"]
    assert (listing.found, listing.pages, len(listing.lines)) == (60, 3, 25)
    assert "show=waiting" in listing.next_url
    assert browser.get(page("school:desk", page="99")).context["listing"].page == 3
