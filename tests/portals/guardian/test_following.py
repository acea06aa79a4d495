"""A request that was sent: its state in words, and the moves that are open to its family."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from tasjil.applications import services
from tasjil.applications.models import Application
from tasjil.applications.types import State
from tasjil.core.identifiers import show_number
from tests.factories import Country, file_request, guardian
from tests.portals.guardian.conftest import signed_in


@pytest.fixture
def sent(country: Country, family: object, now: datetime) -> Application:
    """The family's request, at the school."""
    return file_request(country, now)


def url(sent: Application, page: str = "", language: str = "fr") -> str:
    return f"/{language}/apply/requests/{show_number(sent.number or '')}/{page}"


def ask(sent: Application, country: Country, now: datetime) -> None:
    services.ask(
        application_id=sent.pk, question="Quelle est la commune de naissance ?",
        actor=country.head, now=now,
    )  # fmt: skip


def refuse(sent: Application, country: Country, now: datetime) -> None:
    services.refuse(
        application_id=sent.pk, ground_code="outside_zone", text="Votre quartier relève d'Annour.",
        actor=country.head, now=now,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_request_and_its_receipt_open(phone: Client, sent: Application, language: str) -> None:
    for page in ("", "receipt", "withdraw"):
        answer = phone.get(url(sent, page, language))
        assert answer.status_code == 200
        assert show_number(sent.number or "") in answer.content.decode()


def test_another_familys_request_is_nowhere(
    country: Country, sent: Application, now: datetime
) -> None:
    stranger = signed_in(guardian(now, "+212699999999"), now)
    for page in ("", "receipt", "answer", "withdraw", "appeal"):
        assert stranger.get(url(sent, page)).status_code == 404
        assert stranger.post(url(sent, page), {"text": "x"}).status_code in (404, 405)


def test_the_question_of_the_school_is_answered(
    phone: Client, country: Country, sent: Application, now: datetime
) -> None:
    ask(sent, country, now)
    assert "Quelle est la commune" in phone.get(url(sent)).content.decode()
    assert phone.get(url(sent, "answer")).status_code == 200
    answer = phone.post(url(sent, "answer"), {"text": "Salé"})
    assert answer["Location"] == url(sent)
    assert Application.objects.get(pk=sent.pk).state == State.IN_REVIEW.value


@pytest.mark.parametrize("text", ["", "   ", "x" * 501, "\x00"])
def test_an_answer_that_is_none_is_told_and_kept(
    phone: Client, country: Country, sent: Application, now: datetime, text: str
) -> None:
    ask(sent, country, now)
    page = phone.post(url(sent, "answer"), {"text": text})
    assert page.status_code == 422
    assert text.replace("\x00", "") in page.content.decode()


def test_a_refusal_shows_its_ground_and_the_way_to_appeal(
    phone: Client, country: Country, sent: Application, now: datetime
) -> None:
    refuse(sent, country, now)
    text = phone.get(url(sent)).content.decode()
    assert "hors de la zone" in text
    assert "relève d&#x27;Annour" in text
    assert url(sent, "appeal") in text
    assert phone.get(url(sent, "appeal")).status_code == 200
    assert phone.post(url(sent, "appeal"))["Location"] == url(sent)
    assert Application.objects.get(pk=sent.pk).state == State.IN_APPEAL.value


def test_withdrawing_asks_first_and_a_double_click_is_one(phone: Client, sent: Application) -> None:
    page = phone.get(url(sent, "withdraw")).content.decode()
    key = page.split('name="key" value="')[1][:32]
    form = {"key": key, "seen_version": sent.version}
    for _ in range(2):
        assert phone.post(url(sent, "withdraw"), form)["Location"] == url(sent)
    assert Application.objects.get(pk=sent.pk).state == State.WITHDRAWN.value


def test_a_page_that_is_old_shows_how_things_stand_now(
    phone: Client, country: Country, sent: Application, now: datetime
) -> None:
    services.accept(application_id=sent.pk, actor=country.head, now=now)
    page = phone.post(url(sent, "withdraw"), {"seen_version": sent.version})
    assert page.status_code == 409
    assert "notice-wait" in page.content.decode()
    assert Application.objects.get(pk=sent.pk).state == State.ACCEPTED.value


def test_a_move_that_is_not_open_leads_to_the_request(phone: Client, sent: Application) -> None:
    for page in ("answer", "appeal"):
        assert phone.get(url(sent, page))["Location"] == url(sent)
        assert url(sent, page) not in phone.get(url(sent)).content.decode()
        assert phone.post(url(sent, page), {"text": "x"}).status_code == 409


@pytest.mark.parametrize("junk", ["x", "-1", "9" * 50, "١", "\x00", "💥"])
def test_a_junk_version_or_key_is_ignored(phone: Client, sent: Application, junk: str) -> None:
    answer = phone.post(url(sent, "withdraw"), {"seen_version": junk, "key": junk})
    assert answer.status_code in (303, 409)


def test_a_late_answer_is_said_to_be_late(
    phone: Client, sent: Application, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sent.due_on is not None
    days = (sent.due_on - now.date()).days + 3
    later = now + timedelta(days=days)
    monkeypatch.setattr("tasjil.core.clock.timezone.now", lambda: later)
    text = signed_in(guardian(now), later).get(url(sent)).content.decode()
    assert "3 days late" in text or "3 jours" in text


def test_the_ground_stays_in_view_while_the_appeal_is_examined(
    phone: Client, country: Country, sent: Application, now: datetime
) -> None:
    refuse(sent, country, now)
    ground = "zone de l&#x27;établissement"
    assert ground in phone.get(url(sent)).content.decode()
    services.appeal(application_id=sent.pk, actor=guardian(now), now=now)
    shown = phone.get(url(sent)).content.decode()
    assert ground in shown
    assert "Vous pouvez faire un recours" not in shown
    tracked = {"number": show_number(sent.number or ""), "birth_date": "14/09/2021"}
    assert ground in Client().post("/fr/track", tracked).content.decode()


def test_no_day_is_promised_while_the_clock_stands_still(
    phone: Client, country: Country, sent: Application, now: datetime
) -> None:
    ask(sent, country, now)
    shown = phone.get(url(sent)).content.decode()
    assert "Après votre réponse" in shown
    assert "Au plus tard le" not in shown


def test_a_request_without_a_school_speaks_of_the_directorate(
    phone: Client, country: Country, now: datetime
) -> None:
    sent = file_request(country, now, school_wish="not_listed", school="")
    for html in (
        phone.get(url(sent)).content.decode(),
        phone.get("/fr/apply/requests/").content.decode(),
        Client()
        .post("/fr/track", {"number": show_number(sent.number or ""), "birth_date": "14/09/2021"})
        .content.decode(),
    ):
        assert "La direction provinciale a reçu la demande" in html
        assert "L’école a reçu" not in html


def test_a_receipt_promises_a_day_only_while_an_answer_is_due(
    phone: Client, country: Country, sent: Application, now: datetime
) -> None:
    assert "au plus tard" in phone.get(url(sent, "receipt")).content.decode()
    ask(sent, country, now)
    assert "au plus tard" not in phone.get(url(sent, "receipt")).content.decode()
