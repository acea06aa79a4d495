"""A child's file, as the head and the directorate read it."""

import pytest

from tasjil.applications import services
from tasjil.core import outbox
from tasjil.core.models import AuditEntry
from tests.factories import Country, file_request, guardian
from tests.portals.desks import file_many, page, queries_of, request_page, sign_in


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_file_opens_in_both_languages(country: Country, now, language: str) -> None:
    filed = file_request(country, now, guardian_mobile="0612344127")
    url = request_page("school:request", filed, language)
    html = sign_in(country, "head").get(url).content.decode()
    for words in ("سلمى العلوي", "Salma El Alaoui", "214", "AB123456", "06 12 34 41 27"):
        assert words in html


def test_opening_it_is_written_in_the_trail(country: Country, now) -> None:
    filed = file_request(country, now)
    sign_in(country, "officer").get(request_page("school:request", filed))
    entry = AuditEntry.objects.get(action="application.read")
    assert (entry.object_id, entry.actor_id) == (filed.pk, country.staff["officer"].pk)


def test_the_buttons_are_the_moves_of_the_table_that_have_a_page(country: Country, now) -> None:
    filed = file_request(country, now)
    head = sign_in(country, "head").get(request_page("school:request", filed))
    assert [b.move for b in head.context["buttons"]] == ["accept", "take_up", "ask", "refuse"]
    officer = sign_in(country, "officer").get(request_page("school:request", filed))
    assert officer.context["buttons"] == []


def test_a_family_is_asked_once(country: Country, now) -> None:
    filed = file_request(country, now)
    services.ask(application_id=filed.pk, question="الدفتر العائلي", actor=country.head, now=now)
    services.answer(application_id=filed.pk, text="ها هو", actor=guardian(now), now=now)
    response = sign_in(country, "head").get(request_page("school:request", filed))
    assert "ask" not in [b.move for b in response.context["buttons"]]
    html = response.content.decode()
    assert "الدفتر العائلي" in html
    assert "ها هو" in html


def test_history_names_who_did_it(country: Country, now) -> None:
    filed = file_request(country, now)
    services.take_up(application_id=filed.pk, actor=country.head, now=now)
    events = sign_in(country, "head").get(request_page("school:request", filed)).context["events"]
    assert len(events) == 2
    assert "موظف(ة)" in events[1].note


def test_what_reached_the_family_is_shown(country: Country, now) -> None:
    filed = file_request(country, now)
    outbox.drain()
    told = sign_in(country, "head").get(request_page("school:request", filed)).context["deliveries"]
    assert len(told) == 1
    assert "•" in told[0].address


def test_near_matches_are_linked_only_inside_the_territory(country: Country, now) -> None:
    file_request(country, now, school=str(country.neighbour.pk))
    twin = file_request(country, now, act_number="215")
    mine = sign_in(country, "head").get(request_page("school:request", twin)).context["matches"]
    assert [match.url for match in mine] == [""]
    theirs = sign_in(country, "officer").get(request_page("school:request", twin))
    assert all(match.url for match in theirs.context["matches"])


def test_a_number_that_does_not_exist_is_a_page_not_found(country: Country) -> None:
    assert sign_in(country, "head").get(page("school:request", "2345-6789")).status_code == 404


def test_a_notice_of_what_was_done_is_ours_and_no_one_elses(country: Country, now) -> None:
    filed = file_request(country, now)
    browser, url = sign_in(country, "head"), request_page("school:request", filed)
    assert browser.get(url, {"done": "accept", "of": filed.number}).context["done"]
    for query in ({"done": "<b>", "of": filed.number}, {"done": "accept", "of": "<script>"}):
        assert browser.get(url, query).context["done"] == ""


def test_its_queries_do_not_grow_with_other_requests(country: Country, now) -> None:
    filed = file_request(country, now)
    browser, url = sign_in(country, "head"), request_page("school:request", filed)
    few = queries_of(browser, url)
    file_many(country, now, 30)
    assert few == queries_of(browser, url)
