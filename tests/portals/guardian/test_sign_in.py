"""Signing in: one field, a code, and back to where one was."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from tasjil.accounts.types import GUARDIAN_COOKIE
from tasjil.core.models import OutboxEvent
from tasjil.core.secrets import unseal
from tests.factories import Country

LANGUAGES = ("ar", "fr")


def last_code() -> str:
    """Return the code that was sent last."""
    return unseal(OutboxEvent.objects.latest("id").payload["code_sealed"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "contact", ["0612344127", "٠٦١٢٣٤٤١٢٧", "+33 6 12 34 56 78", "a@example.ma"]
)
def test_a_phone_or_a_mailbox_and_its_code_open_the_list(
    country: Country, language: str, contact: str
) -> None:
    client = Client()
    sent = client.post(f"/{language}/apply/", {"contact": contact})
    assert sent.status_code == 303
    page = client.get(sent["Location"])
    assert page.status_code == 200
    assert contact not in page.content.decode()
    assert "•" in page.content.decode()
    answer = client.post(f"/{language}/apply/code", {"code": last_code()})
    assert answer["Location"] == f"/{language}/apply/requests/"
    assert client.get(answer["Location"]).status_code == 200
    assert client.cookies["tasjil_code"].value == ""


def test_nothing_personal_is_in_an_address(country: Country) -> None:
    client = Client()
    sent = client.post("/fr/apply/", {"contact": "0612344127"})
    assert sent["Location"] == "/fr/apply/code"
    assert "612344127" not in client.cookies["tasjil_code"].value


@pytest.mark.parametrize(
    "contact", ["", "   ", "hello", "06", "0537123456", "a@", "x" * 5000, "😀"]
)
def test_what_is_no_address_is_told_and_kept(country: Country, contact: str) -> None:
    page = Client().post("/fr/apply/", {"contact": contact})
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode()
    assert f'value="{contact[:300]}"' in page.content.decode()


def test_a_wrong_code_is_told_with_the_tries_left(country: Country) -> None:
    client = Client()
    client.post("/fr/apply/", {"contact": "0612344127"})
    wrong = "111111" if last_code() != "111111" else "222222"
    page = client.post("/fr/apply/code", {"code": wrong})
    assert page.status_code == 422
    assert GUARDIAN_COOKIE not in client.cookies


@pytest.mark.parametrize("code", ["", "12", "abcdef", "9" * 3000, "'; drop table"])
def test_what_is_no_code_is_told(country: Country, code: str) -> None:
    client = Client()
    client.post("/fr/apply/", {"contact": "0612344127"})
    assert client.post("/fr/apply/code", {"code": code}).status_code == 422


def test_the_code_page_without_an_address_leads_to_the_start() -> None:
    for path in ("/fr/apply/code", "/fr/apply/code/again"):
        assert Client().get(path).status_code == 302
        assert Client().post(path).status_code == 302


def test_asking_again_sends_another_code_until_the_limit(country: Country) -> None:
    client = Client()
    client.post("/fr/apply/", {"contact": "0612344127"})
    first = last_code()
    again = client.post("/fr/apply/code/again")
    assert again["Location"] == "/fr/apply/code?again"
    assert client.get(again["Location"]).status_code == 200
    client.post("/fr/apply/code/again")
    refused = client.post("/fr/apply/code/again")
    assert refused.status_code == 429
    # Codes sent before stay good.
    assert client.post("/fr/apply/code", {"code": first}).status_code == 302


def test_a_page_asked_for_without_a_session_is_where_one_lands_afterwards(country: Country) -> None:
    client = Client()
    away = client.get("/ar/apply/requests/7/child")
    assert away["Location"] == "/ar/apply/?next=%2Far%2Fapply%2Frequests%2F7%2Fchild"
    assert "requests/7/child" in client.get(away["Location"]).content.decode()
    client.post("/fr/apply/", {"contact": "0612344127", "next": "/ar/apply/requests/7/child"})
    back = client.post("/fr/apply/code", {"code": last_code()})
    assert back["Location"] == "/fr/apply/requests/7/child"


@pytest.mark.parametrize(
    "path",
    ["https://evil.example/ar/apply/x", "//evil.example/apply/x", "/ar/staff/", "/ar/apply/code",
     "/ar/apply/\\evil", "/ar/apply/nowhere", "x" * 9000, "/ar//apply/x"],
)  # fmt: skip
def test_one_only_ever_comes_back_to_the_familys_own_pages(country: Country, path: str) -> None:
    client = Client()
    client.post("/fr/apply/", {"contact": "0612344127", "next": path})
    back = client.post("/fr/apply/code", {"code": last_code()})
    assert back["Location"] == "/fr/apply/requests/"


def test_signing_out_forgets_the_cookie(phone: Client) -> None:
    assert phone.get("/fr/apply/leave").status_code == 302
    assert phone.get("/fr/apply/requests/").status_code == 200
    phone.post("/fr/apply/leave")
    assert phone.get("/fr/apply/requests/").status_code == 302


def test_a_session_in_use_is_renewed(
    phone: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = phone.cookies[GUARDIAN_COOKIE].value
    monkeypatch.setattr("tasjil.core.clock.timezone.now", lambda: now + timedelta(minutes=30))
    phone.get("/fr/apply/requests/")
    assert phone.cookies[GUARDIAN_COOKIE].value != before


@pytest.mark.parametrize("cookie", ["", "x", "tasjil", "a:b:c", "=" * 5000])
def test_a_forged_cookie_opens_nothing(country: Country, cookie: str) -> None:
    client = Client()
    client.cookies[GUARDIAN_COOKIE] = cookie
    client.cookies["tasjil_code"] = cookie
    client.cookies["tasjil_kept"] = cookie
    assert client.get("/fr/apply/requests/").status_code == 302
    assert client.get("/fr/apply/code").status_code == 302
