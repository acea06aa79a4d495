"""The directorate's list of requests: it reads, it does not decide."""

import pytest

from tests.factories import Country
from tests.portals.desks import file_many, page, queries_of, request_page, sign_in, without_school


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_it_opens_empty_in_both_languages(country: Country, language: str) -> None:
    response = sign_in(country, "officer").get(page("office:requests", language=language))
    assert response.status_code == 200
    assert 'class="empty"' in response.content.decode()


def test_cases_without_a_school_come_first(country: Country, now) -> None:
    placed = file_many(country, now, 2)
    alone = without_school(country, now)
    browser = sign_in(country, "officer")

    def shown(**query: str) -> set[str]:
        listing = browser.get(page("office:requests", **query)).context["listing"]
        return {line.number.replace("-", "") for line in listing.lines}

    assert shown() == {alone.number}
    assert shown(show="all") == {alone.number, *(each.number for each in placed)}


def test_its_requests_can_be_opened_and_offer_no_move(country: Country, now) -> None:
    alone = without_school(country, now)
    response = sign_in(country, "officer").get(request_page("school:request", alone))
    assert response.status_code == 200
    assert response.context["buttons"] == []


def test_another_directorates_requests_are_not_there(country: Country, now) -> None:
    file_many(country, now, 2)
    response = sign_in(country, "far").get(page("office:requests", show="all"))
    assert response.context["listing"].lines == []


def test_queries_do_not_grow_with_requests(country: Country, now) -> None:
    browser, url = sign_in(country, "officer"), page("office:requests", show="all")
    file_many(country, now, 3)
    few = queries_of(browser, url)
    file_many(country, now, 57)
    assert few == queries_of(browser, url) == 8
