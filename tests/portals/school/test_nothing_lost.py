"""What a head typed is there again, whatever became of the page, its seal or the session."""

import pytest

from tests.factories import Country, file_request
from tests.portals.desks import page, request_page, sign_in
from tests.portals.school.test_decisions import TEXT, state_of, told


@pytest.mark.parametrize("broken", [{"key": ""}, {"seen_version": "x"}, {"key": "x"}])
def test_a_page_that_came_back_broken_loses_no_word(
    country: Country, now, broken: dict[str, str]
) -> None:
    filed = file_request(country, now)
    response = sign_in(country, "head").post(
        request_page("school:ask", filed), told(filed, question="الدفتر العائلي") | broken
    )
    assert response.status_code == 409
    html = response.content.decode()
    assert "الدفتر العائلي" in html
    assert "Seen version" not in html
    assert state_of(filed) == "submitted"


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_what_was_typed_after_the_session_ended_waits_for_the_head(
    country: Country, now, language: str
) -> None:
    filed = file_request(country, now)
    browser, url = sign_in(country, "head"), request_page("school:refuse", filed)
    browser.cookies["tasjil_staff"] = "gone"
    late = browser.post(url, told(filed, ground="school_full", decision_text=TEXT, step="preview"))
    assert late["Location"].startswith(page("staff:sign_in"))
    assert "next=" in late["Location"]
    assert TEXT not in browser.cookies["tasjil_staff_kept"].value
    kept = browser.cookies["tasjil_staff_kept"]
    again = sign_in(country, "head")
    again.cookies["tasjil_staff_kept"] = kept.value
    back = again.get(request_page("school:refuse", filed, language))
    assert back.context["form"]["decision_text"].value() == TEXT
    assert back.context["form"]["ground"].value() == "school_full"
    assert back.context["kept"]
    assert again.cookies["tasjil_staff_kept"].value == ""
    elsewhere = sign_in(country, "head")
    elsewhere.cookies["tasjil_staff_kept"] = kept.value
    assert TEXT not in elsewhere.get(request_page("school:ask", filed)).content.decode()


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"HTTP_ORIGIN": "http://testserver"}, 302), ({"HTTP_ORIGIN": "https://e.example"}, 403)],
)
def test_a_form_whose_seal_was_lost_changes_nothing_and_keeps_its_text(
    country: Country, now, headers: dict[str, str], status: int
) -> None:
    filed = file_request(country, now)
    browser, url = sign_in(country, "head"), request_page("school:ask", filed)
    browser.handler.enforce_csrf_checks = True
    answer = browser.post(url, told(filed, question=TEXT), **headers)
    assert answer.status_code == status
    assert state_of(filed) == "submitted"
    assert ("tasjil_staff_kept" in browser.cookies) == (status == 302)
    if status == 302:
        back = browser.get(browser.get(answer["Location"])["Location"])
        assert back.context["form"]["question"].value() == TEXT
