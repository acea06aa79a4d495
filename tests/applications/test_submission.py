"""Filing: the draft that keeps everything, the one transaction, one child one open request."""

from datetime import datetime, timedelta

import pytest

from tasjil.applications import services
from tasjil.applications.models import Application, HistoryEvent
from tasjil.applications.services.submission import AlreadyRequested, SeasonClosed, WrongLevel
from tasjil.applications.types import Section, State
from tasjil.core.errors import Incomplete, NotFound, TooMany
from tasjil.core.identifiers import parse_number
from tasjil.core.models import AuditEntry, OutboxEvent
from tasjil.families.models import Child, Family, Parent
from tests.factories import Country, answers, file_request, fill_draft, guardian


def outcome(request: Application, rule: str) -> tuple[str, str]:
    check = next(check for check in request.checks if check["rule"] == rule)
    return check["outcome"], check["reason"]


def test_a_filed_request_is_whole(country: Country, now: datetime) -> None:
    request = file_request(country, now)
    assert request.state == State.SUBMITTED
    assert parse_number(request.number or "") == request.number
    assert (request.school_id, request.directorate_id) == (
        country.school.pk,
        country.directorate.pk,
    )
    assert request.answers == {}
    assert (Family.objects.count(), Child.objects.count(), Parent.objects.count()) == (1, 1, 2)
    assert HistoryEvent.objects.filter(application=request, move="submit").count() == 1
    assert AuditEntry.objects.filter(action="application.submit", object_id=request.pk).count() == 1
    assert OutboxEvent.objects.filter(topic="application.moved").count() == 1


def test_its_checks_are_explained(country: Country, now: datetime) -> None:
    request = file_request(country, now)
    assert outcome(request, "age") == ("pass", "right")
    assert outcome(request, "residence") == ("pass", "locality")
    assert outcome(request, "duplicate") == ("pass", "none")
    assert outcome(request, "civil_status") == ("pass", "consistent")


def test_sending_the_same_draft_again_gives_the_same_number(
    country: Country, now: datetime
) -> None:
    actor = guardian(now)
    draft_id = fill_draft(country, actor, now)
    first = services.submit(draft_id=draft_id, actor=actor, now=now)
    again = services.submit(draft_id=draft_id, actor=actor, now=now + timedelta(minutes=1))
    assert (again.number, again.repeated) == (first.number, True)
    assert Application.objects.count() == 1


def test_the_same_child_from_another_phone_is_refused_without_telling_whose(
    country: Country, now: datetime
) -> None:
    file_request(country, now)
    with pytest.raises(AlreadyRequested) as refusal:
        file_request(country, now, actor=guardian(now, "+212661000002"))
    assert refusal.value.data == {}
    assert Application.objects.filter(state=State.SUBMITTED).count() == 1
    assert Child.objects.count() == 1


def test_the_same_child_from_the_same_phone_is_shown_its_request(
    country: Country, now: datetime
) -> None:
    first = file_request(country, now)
    with pytest.raises(AlreadyRequested) as refusal:
        file_request(country, now)
    assert refusal.value.data == {"number": first.number, "other_name": False}


def test_a_twin_with_the_act_number_of_the_first_is_told_what_clashes(
    country: Country, now: datetime
) -> None:
    first = file_request(country, now)
    with pytest.raises(AlreadyRequested) as refusal:
        file_request(country, now, child_first_name_ar="ليلى", child_first_name_lat="Leïla")
    assert refusal.value.data == {"number": first.number, "other_name": True}


@pytest.mark.parametrize(
    "typed", [{"act_number": "٢١٤"}, {"act_number": " 0214 "}, {"civil_office": "الرباط  اكدال"}]
)
def test_another_spelling_of_the_record_is_the_same_child(
    country: Country, now: datetime, typed: dict[str, str]
) -> None:
    file_request(country, now)
    with pytest.raises(AlreadyRequested):
        file_request(country, now, actor=guardian(now, "+212661000002"), **typed)


def test_a_child_without_record_is_known_by_names_birth_sex_and_mother(
    country: Country, now: datetime
) -> None:
    none = {"civil_status_kind": "none", "civil_declaration": True}
    file_request(country, now, **none)
    with pytest.raises(AlreadyRequested):
        file_request(
            country, now, actor=guardian(now, "+212661000002"), child_family_name_ar="علوي", **none
        )


def test_twins_are_two_children_and_the_head_is_told(country: Country, now: datetime) -> None:
    file_request(country, now)
    twin = file_request(
        country, now, child_first_name_ar="ملاك", child_first_name_lat="Malak", act_number="215"
    )
    assert twin.state == State.SUBMITTED
    assert Application.objects.filter(state=State.SUBMITTED).count() == 2


def test_a_near_match_is_shown_to_the_head_not_decided(country: Country, now: datetime) -> None:
    file_request(country, now)
    second = file_request(country, now, act_number="999", actor=guardian(now, "+212661000002"))
    assert outcome(second, "duplicate") == ("warn", "near_match")


def test_after_a_refusal_or_a_withdrawal_the_child_may_be_filed_again(
    country: Country, now: datetime
) -> None:
    first = file_request(country, now)
    services.withdraw(application_id=first.pk, actor=guardian(now), now=now)
    assert file_request(country, now).state == State.SUBMITTED


def test_a_draft_keeps_what_was_typed_even_when_it_is_wrong(
    country: Country, now: datetime
) -> None:
    actor = guardian(now)
    draft_id = services.start_draft(actor=actor, language="ar", now=now)
    typed = {"birth_date": "١٤ شتنبر", "child_first_name_ar": "😀" * 300}
    services.save_section(
        draft_id=draft_id, section=Section.CHILD, answers=typed, actor=actor, language="ar", now=now
    )
    kept = Application.objects.get(pk=draft_id).answers["child"]
    assert kept == typed


def test_an_incomplete_draft_is_not_sent_and_says_what_is_missing(
    country: Country, now: datetime
) -> None:
    actor = guardian(now)
    draft_id = fill_draft(country, actor, now, birth_date="", act_number="مئتان")
    with pytest.raises(Incomplete) as refusal:
        services.submit(draft_id=draft_id, actor=actor, now=now)
    assert refusal.value.data["sections"] == {
        Section.CHILD: {"birth_date": "required"},
        Section.CIVIL_STATUS: {"act_number": "not_a_number"},
    }
    assert Application.objects.get(pk=draft_id).state == State.DRAFT


def test_changing_the_home_asks_for_the_school_again(country: Country, now: datetime) -> None:
    actor = guardian(now)
    draft_id = fill_draft(country, actor, now)
    home = answers(country)[Section.HOME] | {"locality": "", "locality_text": "حي آخر"}
    kept = services.save_section(
        draft_id=draft_id, section=Section.HOME, answers=home, actor=actor, language="ar", now=now
    )
    assert "school" not in kept


def test_a_family_cannot_claim_the_finders_reason(country: Country, now: datetime) -> None:
    actor = guardian(now)
    draft_id = fill_draft(country, actor, now)
    services.save_section(
        draft_id=draft_id, section=Section.SCHOOL, actor=actor, language="ar", now=now,
        answers={"school_wish": "listed", "school": str(country.far_school.pk), "proposal_reason": "zone"},
    )  # fmt: skip
    sent = services.submit(draft_id=draft_id, actor=actor, now=now)
    assert outcome(Application.objects.get(pk=sent.application_id), "residence") == (
        "warn",
        "chosen_by_family",
    )


def test_my_school_is_not_listed_reaches_the_directorate(country: Country, now: datetime) -> None:
    request = file_request(country, now, school_wish="not_listed", school="")
    assert (request.school_id, request.directorate_id) == (None, country.directorate.pk)


def test_outside_the_window_the_request_is_not_sent(country: Country, now: datetime) -> None:
    with pytest.raises(WrongLevel):
        file_request(country, now, birth_date="14/09/2023")


def test_after_the_closing_day_a_request_is_late_not_lost(country: Country, now: datetime) -> None:
    late = file_request(country, now + timedelta(days=25))
    assert late.is_late
    with pytest.raises(SeasonClosed):
        file_request(country, now + timedelta(days=200), actor=guardian(now, "+212661000002"))


def test_another_familys_draft_does_not_exist(country: Country, now: datetime) -> None:
    draft_id = fill_draft(country, guardian(now), now)
    stranger = guardian(now, "+212661000002")
    with pytest.raises(NotFound):
        services.submit(draft_id=draft_id, actor=stranger, now=now)
    with pytest.raises(NotFound):
        services.discard_draft(draft_id=draft_id, actor=stranger)


def test_drafts_are_limited_so_that_a_machine_cannot_fill_the_table(
    country: Country, now: datetime
) -> None:
    actor = guardian(now)
    for _ in range(12):
        fill_draft(country, actor, now)
    with pytest.raises(TooMany):
        services.start_draft(actor=actor, language="ar", now=now)


def test_an_untouched_draft_is_offered_again(country: Country, now: datetime) -> None:
    actor = guardian(now)
    first = services.start_draft(actor=actor, language="ar", now=now)
    assert services.start_draft(actor=actor, language="fr", now=now) == first


@pytest.mark.parametrize("school", ["999999999", "-1", "0", "99999999999999999999"])
def test_a_school_that_does_not_exist_is_said_so(
    country: Country, now: datetime, school: str
) -> None:
    actor = guardian(now)
    draft_id = fill_draft(country, actor, now, school=school)
    with pytest.raises(Incomplete):
        services.submit(draft_id=draft_id, actor=actor, now=now)
