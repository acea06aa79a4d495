"""A page before anything is typed comes from a kept shell: the same page, and nobody else's."""

import re
from datetime import datetime

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from tasjil.applications.services import start_draft
from tests.factories import Country, guardian
from tests.portals.guardian.conftest import signed_in

SEAL = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def new_draft(number: int, now: datetime) -> tuple[Client, int]:
    """A family of its own with an untouched draft."""
    actor = guardian(now, f"+21261234410{number}")
    return signed_in(actor, now), start_draft(actor=actor, language="ar", now=now)


def page(client: Client, language: str, draft: int, section: str) -> str:
    answer = client.get(f"/{language}/apply/requests/{draft}/{section}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("section", ["child", "civil_status", "parents"])
def test_the_kept_page_is_the_drawn_page(
    country: Country, now: datetime, section: str, language: str
) -> None:
    (_, first), (other, second) = new_draft(1, now), new_draft(2, now)
    page(_, language, first, section)  # keeps the shell
    kept = page(other, language, second, section)
    cache.clear()
    drawn = page(other, language, second, section)
    assert SEAL.sub("", kept) == SEAL.sub("", drawn)
    assert f"/requests/{second}/{section}" in kept
    assert f"/requests/{first}/" not in kept


def test_each_family_gets_a_seal_of_its_own_that_works(country: Country, now: datetime) -> None:
    seals = []
    for number in (1, 2):
        client, draft = new_draft(number, now)
        client.handler.enforce_csrf_checks = True
        seal = SEAL.search(page(client, "ar", draft, "child"))
        assert seal is not None
        seals.append(seal[1])
        address = f"/ar/apply/requests/{draft}/child"
        sent = client.post(address, {"csrfmiddlewaretoken": seal[1], "birth_date": "x"})
        assert sent.status_code == 422
        assert client.post(address, {"birth_date": "x"}).status_code == 403
    assert seals[0] != seals[1]


def test_another_familys_draft_is_not_shown_from_the_shell(country: Country, now: datetime) -> None:
    (mine, draft), (stranger, _) = new_draft(1, now), new_draft(2, now)
    page(mine, "ar", draft, "child")
    assert stranger.get(f"/ar/apply/requests/{draft}/child").status_code == 404


def test_once_something_is_typed_the_page_is_the_familys_own(
    country: Country, now: datetime
) -> None:
    client, draft = new_draft(1, now)
    page(client, "ar", draft, "child")
    client.post(f"/ar/apply/requests/{draft}/child", {"child_first_name_ar": "سلمى"})
    assert "سلمى" in page(client, "ar", draft, "child")
    other, untouched = new_draft(2, now)
    assert "سلمى" not in page(other, "ar", untouched, "child")


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_page_on_which_everybody_arrives_is_kept_too(db: None, language: str) -> None:
    path = f"/{language}/apply/"
    cache.clear()
    drawn = Client().get(path)
    again = Client().get(path)
    assert seals(again) != seals(drawn)
    for page in (drawn, again):
        assert page.cookies["tasjil_csrf"].value
    bare = re.compile(rb'value="[A-Za-z0-9]{64}"')
    assert bare.sub(b"", again.content) == bare.sub(b"", drawn.content)
    assert b'lang="%s"' % language.encode() in again.content


def test_it_takes_a_form_from_its_kept_page(country: Country) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get("/fr/apply/")
    seal = seals(strict.get("/fr/apply/"))[0]
    sent = {"contact": "0612344127", "csrfmiddlewaretoken": seal.decode()}
    assert strict.post("/fr/apply/", sent).status_code == 303


def seals(page: HttpResponse) -> list[bytes]:
    return re.findall(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.content)
