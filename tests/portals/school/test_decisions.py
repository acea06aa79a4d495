"""The pages of the moves: take up, ask, accept, refuse."""

import pytest

from tasjil.applications import services
from tasjil.applications.models import Application, HistoryEvent
from tasjil.core import outbox
from tasjil.messaging.models import Delivery
from tests.factories import Country, file_request, guardian
from tests.portals.desks import file_many, page, queries_of, refuse, request_page, sign_in

TEXT = "لم تبق مقاعد. تجيبكم المديرية بمدرسة قريبة."


def told(application: Application, **more: str) -> dict[str, str]:
    return {"seen_version": str(application.version), "key": "0123456789abcdef", **more}


def state_of(application: Application) -> str:
    return Application.objects.get(pk=application.pk).state


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("name", ["school:ask", "school:accept", "school:refuse"])
def test_each_page_opens_in_both_languages(country: Country, now, name: str, language: str) -> None:
    filed = file_request(country, now)
    response = sign_in(country, "head").get(request_page(name, filed, language))
    assert response.status_code == 200
    form = response.context["form"]
    assert form["seen_version"].value() == filed.version
    assert len(form["key"].value()) == 32


def test_taking_up_stays_on_the_request(country: Country, now) -> None:
    filed = file_request(country, now)
    response = sign_in(country, "head").post(request_page("school:take_up", filed), told(filed))
    assert response["Location"].startswith(request_page("school:request", filed))
    assert state_of(filed) == "in_review"


def test_asking_sends_the_question(country: Country, now) -> None:
    filed = file_request(country, now)
    sign_in(country, "head").post(
        request_page("school:ask", filed), told(filed, question="صفحة الطفل من الدفتر العائلي")
    )
    assert state_of(filed) == "awaiting_family"


def test_an_empty_question_is_told_beside_its_field(country: Country, now) -> None:
    filed = file_request(country, now)
    response = sign_in(country, "head").post(
        request_page("school:ask", filed), told(filed, question="  ")
    )
    assert response.status_code == 422
    assert response.context["form"].errors["question"]


def test_the_preview_of_an_acceptance_is_what_is_sent(country: Country, now) -> None:
    filed = file_request(country, now)
    browser, url = sign_in(country, "head"), request_page("school:accept", filed)
    (preview,) = browser.get(url).context["previews"]
    browser.post(url, told(filed))
    outbox.drain()
    assert Delivery.objects.get(message="accepted").body.strip() == preview.text


def test_after_a_decision_comes_the_next_request_then_the_list(country: Country, now) -> None:
    first, second = file_many(country, now, 2)
    browser = sign_in(country, "head")
    response = browser.post(request_page("school:accept", first), told(first))
    assert response["Location"].startswith(request_page("school:request", second))
    response = browser.post(request_page("school:accept", second), told(second))
    assert response["Location"].startswith(page("school:desk"))
    assert browser.get(response["Location"]).context["done"]


def test_an_under_age_child_needs_the_dispensation(country: Country, now) -> None:
    filed = file_request(country, now, birth_date="02/02/2022", act_year="2022")
    browser, url = sign_in(country, "head"), request_page("school:accept", filed)
    response = browser.post(url, told(filed))
    assert response.status_code == 422
    assert response.context["form"].errors["dispensation"]
    assert browser.post(url, told(filed, dispensation="on")).status_code == 302
    assert state_of(filed) == "accepted"


def test_a_child_of_the_right_age_is_not_asked_for_one(country: Country, now) -> None:
    filed = file_request(country, now)
    form = sign_in(country, "head").get(request_page("school:accept", filed)).context["form"]
    assert "dispensation" not in form.fields


class TestRefusing:
    def test_nothing_is_sent_before_it_was_read(self, country: Country, now) -> None:
        filed = file_request(country, now)
        response = sign_in(country, "head").post(
            request_page("school:refuse", filed),
            told(filed, ground="school_full", decision_text=TEXT, step="preview"),
        )
        assert state_of(filed) == "submitted"
        html = response.content.decode()
        assert TEXT in html
        assert country.directorate.name_ar in html  # the way to appeal
        assert "بلغت المؤسسة طاقتها" in response.context["previews"][0].text

    def test_the_text_can_be_changed_after_reading(self, country: Country, now) -> None:
        filed = file_request(country, now)
        response = sign_in(country, "head").post(
            request_page("school:refuse", filed),
            told(filed, ground="school_full", decision_text=TEXT, step="edit"),
        )
        assert TEXT in response.content.decode()
        assert state_of(filed) == "submitted"

    def test_it_is_stored_with_ground_and_text(self, country: Country, now) -> None:
        filed = file_request(country, now)
        response = sign_in(country, "head").post(
            request_page("school:refuse", filed),
            told(filed, ground="school_full", decision_text=TEXT, step="send"),
        )
        assert response.status_code == 302
        filed.refresh_from_db()
        assert (filed.state, filed.ground.code, filed.decision_text) == (
            "refused", "school_full", TEXT,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"ground": "", "decision_text": TEXT}, "ground"),
            ({"ground": "made_up", "decision_text": TEXT}, "ground"),
            ({"ground": "school_full", "decision_text": " "}, "decision_text"),
            ({"ground": "school_full", "decision_text": "x" * 501}, "decision_text"),
        ],
    )
    @pytest.mark.parametrize("step", ["preview", "send"])
    def test_what_is_missing_is_told(self, country, now, typed, field: str, step: str) -> None:
        filed = file_request(country, now)
        response = sign_in(country, "head").post(
            request_page("school:refuse", filed), told(filed, step=step, **typed)
        )
        assert response.status_code == 422
        assert response.context["form"].errors[field]
        assert state_of(filed) == "submitted"


class TestMeanwhile:
    def test_what_somebody_else_did_is_told_and_the_text_kept(self, country: Country, now) -> None:
        filed = file_request(country, now)
        services.take_up(application_id=filed.pk, actor=country.head, now=now)
        response = sign_in(country, "head").post(
            request_page("school:refuse", filed),
            told(filed, ground="school_full", decision_text=TEXT, step="send"),
        )
        assert response.status_code == 409
        problem, form = response.context["problem"], response.context["form"]
        assert len(problem.events) == 1
        assert "موظف(ة)" in problem.events[0].note
        assert form["decision_text"].value() == TEXT
        assert form["ground"].value() == "school_full"
        assert form["seen_version"].value() == filed.version + 1
        assert state_of(filed) == "in_review"

    def test_a_decided_request_shows_its_page_and_what_was_written(self, country, now) -> None:
        filed = file_request(country, now)
        services.accept(application_id=filed.pk, actor=country.head, now=now)
        response = sign_in(country, "head").post(
            request_page("school:refuse", filed),
            told(filed, ground="school_full", decision_text=TEXT, step="send"),
        )
        assert response.status_code == 409
        assert TEXT in response.content.decode()
        assert response.context["buttons"] == []
        assert state_of(filed) == "accepted"

    def test_the_page_of_a_move_that_is_over_shows_the_request(self, country, now) -> None:
        filed = file_request(country, now)
        refuse(country, filed, now)
        response = sign_in(country, "head").get(request_page("school:accept", filed))
        assert response.status_code == 409
        assert response.context["problem"]

    def test_a_second_question_is_refused_with_its_reason(self, country: Country, now) -> None:
        filed = file_request(country, now)
        services.ask(application_id=filed.pk, question="الدفتر", actor=country.head, now=now)
        services.answer(application_id=filed.pk, text="ها هو", actor=guardian(now), now=now)
        filed.refresh_from_db()
        response = sign_in(country, "head").post(
            request_page("school:ask", filed), told(filed, question="وماذا عن السكن؟")
        )
        assert response.status_code == 409
        assert "وماذا عن السكن؟" in response.content.decode()
        assert HistoryEvent.objects.filter(move="ask").count() == 1

    def test_the_same_click_twice_is_one_decision(self, country: Country, now) -> None:
        filed = file_request(country, now)
        browser, url = sign_in(country, "head"), request_page("school:accept", filed)
        assert browser.post(url, told(filed)).status_code == 302
        assert browser.post(url, told(filed)).status_code == 302
        assert HistoryEvent.objects.filter(move="accept").count() == 1

    @pytest.mark.parametrize("name", ["school:take_up", "school:accept"])
    def test_a_page_without_its_seal_decides_nothing(self, country, now, name: str) -> None:
        filed = file_request(country, now)
        response = sign_in(country, "head").post(request_page(name, filed), {})
        assert response.status_code in (409, 422)
        assert state_of(filed) == "submitted"


@pytest.mark.parametrize("name", ["school:ask", "school:accept", "school:refuse"])
def test_their_queries_do_not_grow_with_other_requests(country: Country, now, name: str) -> None:
    filed = file_request(country, now)
    browser, url = sign_in(country, "head"), request_page(name, filed)
    few = queries_of(browser, url)
    file_many(country, now, 30)
    assert few == queries_of(browser, url)


INVISIBLE = "\u200b\u200f\u00ad \u2060"


@pytest.mark.parametrize(
    ("name", "field", "more"),
    [
        ("school:ask", "question", {}),
        ("school:refuse", "decision_text", {"ground": "school_full", "step": "send"}),
        ("school:refuse", "decision_text", {"ground": "school_full", "step": "preview"}),
    ],
)
def test_words_that_nobody_can_see_are_none(
    country: Country, now, name: str, field: str, more: dict[str, str]
) -> None:
    filed = file_request(country, now)
    response = sign_in(country, "head").post(
        request_page(name, filed), told(filed, **{field: INVISIBLE}, **more)
    )
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert state_of(filed) == "submitted"


def test_taking_up_looked_at_again_is_the_request(country: Country, now) -> None:
    filed = file_request(country, now)
    response = sign_in(country, "head").get(request_page("school:take_up", filed))
    assert response["Location"] == request_page("school:request", filed)
