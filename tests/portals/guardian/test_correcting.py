"""The pages on which a family corrects what it sent."""

from datetime import datetime, timedelta
from html import unescape
from re import findall

import pytest
from django.test import Client

from tasjil.applications import services
from tasjil.applications.models import Application
from tasjil.applications.selectors import whole_request
from tasjil.core.identifiers import show_number
from tests.factories import Country, file_request, guardian
from tests.portals.desks import page, sign_in
from tests.portals.guardian.conftest import signed_in
from tests.portals.guardian.test_expired_session import hidden
from tests.portals.guardian.test_sign_in import last_code

SECTIONS = ["child", "civil_status", "parents", "home", "school"]


@pytest.fixture
def sent(country: Country, family: object, now: datetime) -> Application:
    """The family's request, at the school."""
    return file_request(country, now)


def url(sent: Application, section: str = "", language: str = "fr") -> str:
    return f"/{language}/apply/requests/{show_number(sent.number or '')}/correct/{section}"


def fields_of(html: str) -> dict[str, str]:
    """Return what the page's own controls would send."""
    found = {
        n: unescape(v)
        for n, v in findall(
            r'<input type="(?:text|hidden|email|tel|search)" name="(\w+)"[^>]* value="([^"]*)"',
            html,
        )
    }
    found |= dict(
        findall(r'<input type="radio" name="(\w+)" id="\w+" value="([^"]*)" checked', html)
    )
    found |= dict(findall(r'<select name="(\w+)".*?<option value="([^"]*)" selected', html))
    found |= dict.fromkeys(
        findall(r'<input type="checkbox" name="(\w+)"[^>]* checked', html), "yes"
    )
    return found


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_all_that_was_sent_is_shown_with_a_way_to_change_it(
    phone: Client, sent: Application, language: str
) -> None:
    html = phone.get(url(sent, language=language)).content.decode()
    for words in ("الرباط", "214", "فاطمة"):
        assert words in html
    for section in SECTIONS:
        assert url(sent, section, language) in html


@pytest.mark.parametrize("section", SECTIONS)
def test_each_page_sent_back_as_it_is_changes_nothing(
    phone: Client, sent: Application, section: str
) -> None:
    shown = phone.get(url(sent, section))
    assert shown.status_code == 200
    typed = fields_of(shown.content.decode())
    back = phone.post(url(sent, section), typed)
    assert (back.status_code, back["Location"]) == (303, url(sent).replace("correct/", ""))
    assert Application.objects.get(pk=sent.pk).version == sent.version


def test_a_corrected_name_reaches_the_head_with_its_history(
    phone: Client, country: Country, sent: Application
) -> None:
    typed = fields_of(phone.get(url(sent, "child")).content.decode())
    back = phone.post(url(sent, "child"), typed | {"child_first_name_ar": "سلوى"})
    assert back.status_code == 303
    shown = phone.get(back["Location"]).content.decode()
    assert "سلوى" in phone.get(back["Location"].replace("/fr/", "/ar/")).content.decode()
    assert "Vous avez corrigé la demande" in shown
    file = (
        sign_in(country, "head")
        .get(page("school:request", show_number(sent.number or "")))
        .content.decode()
    )
    assert "سلوى العلوي" in file
    assert "صححت الأسرة الطلب" in file


def test_an_error_stands_beside_its_field_and_the_text_stays(
    phone: Client, sent: Application
) -> None:
    typed = fields_of(phone.get(url(sent, "child")).content.decode())
    wrong = phone.post(url(sent, "child"), typed | {"birth_date": "31/02/2021"})
    html = wrong.content.decode()
    assert wrong.status_code == 422
    assert 'value="31/02/2021"' in html
    assert 'id="id_birth_date_error"' in html
    assert hidden(html, "key") == typed["key"]


def test_the_commune_is_changed_in_steps_and_nothing_is_sent_before_the_end(
    phone: Client, country: Country, sent: Application
) -> None:
    typed = fields_of(phone.get(url(sent, "home")).content.decode())
    asked = phone.post(url(sent, "home"), typed | {"action": "commune"})
    assert asked.status_code == 200
    assert 'name="commune"' in asked.content.decode()
    assert Application.objects.get(pk=sent.pk).version == sent.version
    chosen = fields_of(asked.content.decode()) | {
        "commune": str(country.far_school.commune_id), "action": "choose",
    }  # fmt: skip
    del chosen["commune_in_words"]  # as when it is chosen from a list
    html = phone.post(url(sent, "home"), chosen).content.decode()
    assert hidden(html, "seen_version") == str(sent.version)
    last = fields_of(html) | {"locality_text": "Hay Salam"}
    assert phone.post(url(sent, "home"), last).status_code == 303
    found = whole_request(sent.number or "")
    assert found is not None
    assert found.family is not None
    assert found.family.commune_id == country.far_school.commune_id


def test_a_decision_in_between_is_explained_and_never_overwritten(
    phone: Client, country: Country, sent: Application, now: datetime
) -> None:
    typed = fields_of(phone.get(url(sent, "child")).content.decode())
    services.accept(application_id=sent.pk, actor=country.head, now=now)
    late = phone.post(url(sent, "child"), typed | {"birth_place": "Fès"})
    assert late.status_code == 409
    assert "Acceptée" in late.content.decode()
    assert phone.get(url(sent, "child")).status_code == 303
    assert phone.get(url(sent)).status_code == 303


def test_another_family_corrects_nothing(sent: Application, now: datetime) -> None:
    stranger = signed_in(guardian(now, "+212699999999"), now)
    for path in (url(sent), url(sent, "child")):
        assert stranger.get(path).status_code == 404
    assert stranger.post(url(sent, "child"), {"birth_place": "x"}).status_code == 404


def test_what_was_typed_after_the_session_ended_comes_back(
    phone: Client, sent: Application, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasjil.core.clock.timezone.now", lambda: now + timedelta(hours=3))
    late = phone.post(url(sent, "child"), {"birth_place": "Larache"}).content.decode()
    form = {"contact": "0612344127", "next": hidden(late, "next"), "kept": hidden(late, "kept")}
    phone.post("/fr/apply/", form)
    back = phone.post("/fr/apply/code", {"code": last_code()})
    assert back.status_code == 200
    assert 'value="Larache"' in back.content.decode()


@pytest.mark.parametrize("section", ["", *SECTIONS])
def test_the_queries_stay_few(
    phone: Client, sent: Application, section: str, django_assert_max_num_queries
) -> None:
    phone.get(url(sent, section))
    with django_assert_max_num_queries(6):
        assert phone.get(url(sent, section)).status_code == 200


def test_a_question_in_between_keeps_what_was_typed_and_asks_to_read_again(
    phone: Client, country: Country, sent: Application, now: datetime
) -> None:
    typed = fields_of(phone.get(url(sent, "child")).content.decode())
    services.ask(application_id=sent.pk, question="Où ?", actor=country.head, now=now)
    late = phone.post(url(sent, "child"), typed | {"birth_place": "Larache"})
    html = late.content.decode()
    assert late.status_code == 409
    assert 'value="Larache"' in html
    again = fields_of(html)
    assert again["seen_version"] == str(sent.version + 1)
    assert again["key"] != typed["key"]
    assert phone.post(url(sent, "child"), again).status_code == 303
    found = whole_request(sent.number or "")
    assert found is not None
    assert found.child is not None
    assert found.child.birth_place == "Larache"
