"""The board as a page."""

import re
from datetime import timedelta

import pytest

from tasjil.seasons.models import Season
from tests.conftest import NOW
from tests.factories import Country
from tests.portals.desks import file_many, page, queries_of, refuse, sign_in, without_school


def units(country: Country) -> list[tuple[str, ...]]:
    return [
        ("office:board",),
        ("office:board_unit", "academy", country.academy.pk),
        ("office:board_unit", "directorate", country.directorate.pk),
        ("office:board_unit", "commune", country.commune.pk),
    ]


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_floor_opens_in_both_languages(country: Country, now, language: str) -> None:
    file_many(country, now, 2)
    browser = sign_in(country, "ministry")
    for unit in units(country):
        response = browser.get(page(*unit, language=language))
        assert response.status_code == 200
        assert response.context["table"].total.figures[0].value == 2


def test_one_drills_down_and_comes_back_up(country: Country, now) -> None:
    browser = sign_in(country, "ministry")
    table = browser.get(page("office:board")).context["table"]
    way = []
    for _floor in range(3):
        down = next(line.url for line in table.lines if line.url.endswith(tuple(ours(country))))
        table = browser.get(down).context["table"]
        way.append(len(table.above))
    assert way == [1, 2, 3]
    assert table.above[0].url == page("office:board")
    assert all(line.url == "" for line in table.lines)  # schools are the last floor


def ours(country: Country) -> list[str]:
    found = (
        ("academy", country.academy), ("directorate", country.directorate),
        ("commune", country.commune),
    )  # fmt: skip
    return [f"/{kind}/{unit.pk}/" for kind, unit in found]


def test_an_officer_starts_at_their_own_unit(country: Country) -> None:
    for key, name in (("officer", "الرباط"), ("academy", "الرباط سلا القنيطرة")):
        assert sign_in(country, key).get(page("office:board")).context["table"].title == name


def test_each_number_is_said_in_words(country: Country, now) -> None:
    file_many(country, now, 3)
    html = sign_in(country, "officer").get(page("office:board", language="fr")).content.decode()
    cells = re.findall(
        r'<td class="figure(?: is-zero)?" data-label="([^"]+)">(.*?)</td>', html, re.S
    )
    assert cells
    for label, cell in cells:
        assert f'<span class="visually-hidden">{label}: </span>' in cell


def test_late_answers_are_counted(country: Country, now, monkeypatch: pytest.MonkeyPatch) -> None:
    decided, _waiting = file_many(country, now, 2)
    refuse(country, decided, now)
    browser = sign_in(country, "officer")
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=90))
    browser = sign_in(country, "officer")
    total = browser.get(page("office:board")).context["table"].total
    assert (total.overdue, total.share) == (1, 50)


def test_cases_without_a_school_lead_to_the_directorates_list(country: Country, now) -> None:
    without_school(country, now)
    response = sign_in(country, "officer").get(page("office:board"))
    last = response.context["table"].lines[-1]
    assert last.url.endswith("/staff/office/requests/?show=no_school")
    academy = sign_in(country, "academy").get(
        page("office:board_unit", "directorate", country.directorate.pk)
    )
    assert academy.context["table"].lines[-1].url == ""


def test_a_floor_that_does_not_exist_is_a_page_not_found(country: Country) -> None:
    browser = sign_in(country, "ministry")
    for kind in ("school", "country", "planet"):
        assert browser.get(page("office:board_unit", kind, 1)).status_code == 404


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_season_is_said(country: Country, language: str) -> None:
    Season.objects.update(is_current=False)
    response = sign_in(country, "ministry").get(page("office:board", language=language))
    assert response.status_code == 200
    assert 'class="empty"' in response.content.decode()


@pytest.mark.parametrize("key", ["officer", "ministry"])
def test_queries_do_not_grow_with_requests(country: Country, now, key: str) -> None:
    browser = sign_in(country, key)
    asked = []
    for more in (3, 57):
        file_many(country, now, more)
        asked.append(
            [queries_of(browser, page("office:board"))]
            + [queries_of(browser, page(*unit)) for unit in units(country)[2:]]
        )
    assert asked[0] == asked[1]
    assert max(asked[0]) <= 8
