"""Reading again and sending: idempotent, and every refusal says what to do."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from tasjil.applications.models import Application
from tests.factories import Country, file_request, fill_draft, guardian
from tests.portals.guardian.conftest import signed_in


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_review_shows_every_answer_in_words(
    phone: Client, country: Country, draft: int, language: str
) -> None:
    page = phone.get(f"/{language}/apply/requests/{draft}/review")
    text = page.content.decode()
    assert page.status_code == 200
    school = country.school.name_fr if language == "fr" else country.school.name_ar
    for value in ("14/09/2021", "سلمى", "El Alaoui", "AB123456", school, "214"):
        assert value in text
    assert 'class="error-summary"' not in text


def test_sending_twice_gives_the_same_receipt(phone: Client, draft: int) -> None:
    first = phone.post(f"/fr/apply/requests/{draft}/review")
    second = phone.post(f"/fr/apply/requests/{draft}/review")
    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"]
    receipt = phone.get(first["Location"])
    assert receipt.status_code == 200
    assert first["Location"].split("/")[-2] in receipt.content.decode()


def test_a_draft_that_was_sent_leads_to_its_request(phone: Client, draft: int) -> None:
    sent = phone.post(f"/fr/apply/requests/{draft}/review")["Location"]
    for page in ("child", "review", "discard"):
        answer = phone.get(f"/fr/apply/requests/{draft}/{page}")
        assert answer.status_code == 303
        assert answer["Location"] == sent.replace("receipt", "")
    late = phone.post(f"/fr/apply/requests/{draft}/child", {"birth_date": "1/1/2021"})
    assert late["Location"] == sent.replace("receipt", "")


def test_what_is_missing_is_named_with_a_link_and_cannot_be_sent(
    phone: Client, country: Country
) -> None:
    draft = phone.post("/fr/apply/requests/new")["Location"].rsplit("/", 1)[0]
    for answer in (phone.get(f"{draft}/review"), phone.post(f"{draft}/review")):
        text = answer.content.decode()
        assert f'href="{draft}/child#id_birth_date"' in text
        assert f'href="{draft}/school#id_school_wish"' in text
        assert f'action="{draft}/review"' not in text
    assert answer.status_code == 422


def test_a_second_request_for_the_child_leads_to_the_first(
    phone: Client, country: Country, family: object, now: datetime
) -> None:
    own = file_request(country, now)
    draft = fill_draft(country, guardian(now), now)
    page = phone.post(f"/fr/apply/requests/{draft}/review")
    assert page.status_code == 409
    assert f"{own.number[:4]}-{own.number[4:]}" in page.content.decode()


def test_of_another_familys_request_nothing_is_told(country: Country, now: datetime) -> None:
    own = file_request(country, now)
    stranger = guardian(now, "+212699999999")
    draft = fill_draft(country, stranger, now)
    page = signed_in(stranger, now).post(f"/fr/apply/requests/{draft}/review")
    text = page.content.decode()
    assert page.status_code == 409
    assert own.number[:4] not in text
    assert country.head is not None


def test_out_of_season_the_draft_is_kept_and_the_dates_told(
    phone: Client, draft: int, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = now + timedelta(hours=1)
    monkeypatch.setattr(
        "tasjil.applications.services.submission.local_date",
        lambda _now: (later + timedelta(days=400)).date(),
    )
    page = phone.post(f"/fr/apply/requests/{draft}/review")
    assert page.status_code == 409
    assert 'class="notice notice-wait"' in page.content.decode()
    assert Application.objects.get(pk=draft).state == "draft"


def test_a_level_of_the_wrong_age_leads_back_to_the_childs_page(
    phone: Client, country: Country, family: object, now: datetime
) -> None:
    draft = fill_draft(country, guardian(now), now, birth_date="14/09/2024")
    page = phone.post(f"/fr/apply/requests/{draft}/review")
    assert page.status_code == 409
    assert f'href="/fr/apply/requests/{draft}/child' in page.content.decode()


def test_a_dispensation_is_told_before_sending(
    phone: Client, country: Country, family: object, now: datetime
) -> None:
    draft = fill_draft(country, guardian(now), now, birth_date="14/02/2022")
    assert "notice-wait" in phone.get(f"/fr/apply/requests/{draft}/review").content.decode()
    sent = phone.post(f"/fr/apply/requests/{draft}/review")
    assert "notice-wait" in phone.get(sent["Location"]).content.decode()


def test_another_familys_draft_is_nowhere(country: Country, draft: int, now: datetime) -> None:
    stranger = signed_in(guardian(now, "+212699999999"), now)
    for page in ("child", "review", "discard"):
        assert stranger.get(f"/fr/apply/requests/{draft}/{page}").status_code == 404
        assert stranger.post(f"/fr/apply/requests/{draft}/{page}").status_code == 404


def test_the_list_shows_drafts_and_requests(phone: Client, draft: int) -> None:
    number = phone.post(f"/fr/apply/requests/{draft}/review")["Location"].split("/")[-2]
    phone.post("/fr/apply/requests/new")
    text = phone.get("/fr/apply/requests/").content.decode()
    assert number in text
    assert text.count("<article") == 2


def test_a_draft_is_deleted_after_a_question(phone: Client, draft: int) -> None:
    assert phone.get(f"/fr/apply/requests/{draft}/discard").status_code == 200
    assert phone.post(f"/fr/apply/requests/{draft}/discard").status_code == 303
    assert phone.get(f"/fr/apply/requests/{draft}/child").status_code == 404


def test_too_many_drafts_are_told(phone: Client, country: Country, family: object) -> None:
    for _ in range(12):
        draft = phone.post("/fr/apply/requests/new")["Location"]
        phone.post(draft, {"birth_date": "1/1/2021"})
    page = phone.post("/fr/apply/requests/new")
    assert page.status_code == 409
    assert "notice" in page.content.decode()


def test_without_a_season_nothing_can_be_started(db: None, now: datetime) -> None:
    client = signed_in(guardian(now), now)
    assert client.get("/ar/apply/requests/").status_code == 200
    assert client.post("/ar/apply/requests/new").status_code == 409
