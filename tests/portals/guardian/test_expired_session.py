"""A session that ends in the middle of a page: one signs in again and nothing typed is lost."""

from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from tasjil.applications import services
from tasjil.applications.models import Application
from tasjil.core.identifiers import show_number
from tasjil.core.types import Actor
from tests.factories import Country, file_request
from tests.portals.guardian.test_sign_in import last_code


@pytest.fixture
def asleep(phone: Client, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The same phone three hours later."""
    monkeypatch.setattr("tasjil.core.clock.timezone.now", lambda: now + timedelta(hours=3))
    return phone


def hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


@pytest.mark.parametrize("size", [10, 900])
def test_what_was_typed_comes_back_after_signing_in(asleep: Client, draft: int, size: int) -> None:
    path = f"/fr/apply/requests/{draft}/child"
    # Too large for a cookie when every name is long and no two letters repeat.
    names = {
        "child_first_name_ar": "سلمى",
        "birth_place": "".join(chr(0x4E00 + i * 7) for i in range(size)),
        "child_family_name_ar": "".join(chr(0x5E00 + i * 5) for i in range(size)),
    }
    late = asleep.post(path, names)
    text = late.content.decode()
    assert late.status_code == 401
    assert "سلمى" not in text
    form = {"contact": "0612344127", "next": hidden(text, "next"), "kept": hidden(text, "kept")}
    code_page = asleep.post("/fr/apply/", form)
    again = {}
    if size > 100:
        assert code_page.status_code == 200
        again = {"kept": hidden(code_page.content.decode(), "kept")}
    back = asleep.post("/fr/apply/code", {"code": last_code(), **again})
    assert back["Location"] == f"{path}?kept"
    shown = asleep.get(back["Location"]).content.decode()
    for value in names.values():
        assert value in shown
    assert asleep.cookies["tasjil_kept"].value == ""


def test_the_answer_to_the_school_comes_back_too(
    asleep: Client, country: Country, now: datetime
) -> None:
    sent = file_request(country, now)
    services.ask(application_id=sent.pk, question="Où ?", actor=country.head, now=now)
    path = f"/fr/apply/requests/{show_number(sent.number or '')}/answer"
    text = asleep.post(path, {"text": "À Salé"}).content.decode()
    form = {"contact": "0612344127", "next": hidden(text, "next"), "kept": hidden(text, "kept")}
    asleep.post("/fr/apply/", form)
    back = asleep.post("/fr/apply/code", {"code": last_code()})
    assert back.status_code == 200
    assert "À Salé" in back.content.decode()


def come_back(client: Client, late: str, contact: str) -> HttpResponse:
    """Sign in from the page that asked for it."""
    form = {"contact": contact, "next": hidden(late, "next"), "kept": hidden(late, "kept")}
    client.post("/fr/apply/", form)
    return client.post("/fr/apply/code", {"code": last_code()})


def test_another_family_is_not_led_to_a_page_that_is_not_its_own(
    asleep: Client, draft: int
) -> None:
    late = asleep.post(f"/fr/apply/requests/{draft}/review").content.decode()
    assert come_back(asleep, late, "0699999999")["Location"] == "/fr/apply/requests/?elsewhere"


@pytest.mark.parametrize("page", ["child", "answer"])
def test_another_family_on_the_same_phone_gets_nothing_and_takes_nothing(
    asleep: Client, country: Country, draft: int, now: datetime, page: str
) -> None:
    path = f"/fr/apply/requests/{draft}/child"
    if page == "answer":
        sent = file_request(country, now)
        services.ask(application_id=sent.pk, question="Où ?", actor=country.head, now=now)
        path = f"/fr/apply/requests/{show_number(sent.number or '')}/answer"
    late = asleep.post(path, {"birth_place": "Salé", "text": "Salé"}).content.decode()
    other = come_back(asleep, late, "0699999999")
    assert other["Location"] == "/fr/apply/requests/?elsewhere"
    shown = asleep.get(other["Location"])
    assert shown.status_code == 200
    assert "Salé" not in shown.content.decode()
    asleep.post("/fr/apply/leave")
    # The first family signs in at last: its text was waiting on the phone.
    asleep.post("/fr/apply/", {"contact": "0612344127"})
    back = asleep.post("/fr/apply/code", {"code": last_code()})
    text = (back if back.status_code == 200 else asleep.get(back["Location"])).content.decode()
    assert "Salé" in text


OURS = "http://testserver"


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({"HTTP_ORIGIN": OURS}, True),
        ({"HTTP_REFERER": f"{OURS}/fr/apply/requests/1/child"}, True),
        ({"HTTP_ORIGIN": "https://elsewhere.example"}, False),
        ({"HTTP_ORIGIN": "null", "HTTP_REFERER": f"{OURS}/"}, False),
        ({"HTTP_REFERER": "http://testserver.elsewhere.example/"}, False),
        ({}, False),
    ],
)
def test_a_form_without_any_cookie_is_kept_when_it_stood_on_a_page_of_ours(
    country: Country, family: Actor, draft: int, headers: dict[str, str], kept: bool
) -> None:
    bare = Client(enforce_csrf_checks=True)
    late = bare.post(f"/fr/apply/requests/{draft}/child", {"birth_place": "Salé"}, **headers)
    assert late.status_code == 401
    assert bool(hidden(late.content.decode() + ' name="kept" value=""', "kept")) is kept


def test_a_form_without_its_seal_changes_nothing(
    phone: Client, draft: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = Client(enforce_csrf_checks=True)
    signed.cookies = phone.cookies
    path = f"/fr/apply/requests/{draft}/child"
    for headers, status in (
        ({"HTTP_ORIGIN": OURS}, 401),
        ({"HTTP_ORIGIN": "https://e.example"}, 403),
    ):
        assert signed.post(path, {"birth_place": "Salé"}, **headers).status_code == status
    assert Application.objects.get(pk=draft).answers["child"]["birth_place"] == "الرباط"


@pytest.mark.parametrize("kept", ["x", "gAAAAA", "💥", "é" * 100, "a" * 500_000])
def test_a_packet_that_is_not_ours_is_dropped(country: Country, kept: str) -> None:
    client = Client()
    client.post("/fr/apply/", {"contact": "0612344127", "kept": kept})
    back = client.post("/fr/apply/code", {"code": last_code(), "kept": kept})
    assert back["Location"] == "/fr/apply/requests/"


def test_a_send_after_the_end_leads_back_to_the_review(asleep: Client, draft: int) -> None:
    path = f"/fr/apply/requests/{draft}/review"
    text = asleep.post(path).content.decode()
    form = {"contact": "0612344127", "next": hidden(text, "next"), "kept": hidden(text, "kept")}
    asleep.post("/fr/apply/", form)
    back = asleep.post("/fr/apply/code", {"code": last_code()})
    assert back["Location"] == path
