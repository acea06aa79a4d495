"""Correcting a request that was sent: what changes, what stays, what is kept, what is refused."""

import threading
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasjil.applications import services
from tasjil.applications.models import Application, HistoryEvent
from tasjil.applications.rules import all_problems, answers_from, read_filing
from tasjil.applications.selectors import answers_of, whole_request
from tasjil.applications.services.correction import NothingChanged
from tasjil.applications.services.filing import AlreadyRequested, WrongLevel
from tasjil.applications.types import Section, State
from tasjil.core.errors import Incomplete, InvalidMove, NotFound, Stale
from tasjil.families.models import Child
from tests.factories import Country, file_request, guardian

LATER = timedelta(days=2)


def whole(request: Application) -> Application:
    found = whole_request(request.number or "")
    assert found is not None
    return found


def correct(request: Application, now: datetime, section: Section, **answers: Any) -> Application:
    return services.correct(
        application_id=request.pk, section=section, answers=answers, actor=guardian(now),
        now=now + LATER,
    )  # fmt: skip


def test_a_wrong_birth_place_is_corrected_and_the_earlier_one_kept(
    country: Country, now: datetime
) -> None:
    sent = file_request(country, now)
    before = whole(sent)
    correct(sent, now, Section.CHILD, birth_place="سلا")
    after = whole(sent)
    assert after.child is not None
    assert (after.child.birth_place, after.child.first_name_ar) == ("سلا", "سلمى")
    for name in ("number", "state", "due_on", "submitted_at", "school_id", "is_late", "child_key"):
        assert getattr(after, name) == getattr(before, name), name
    assert after.version == before.version + 1
    event = HistoryEvent.objects.latest("pk")
    assert (event.move, event.from_state, event.to_state) == ("correct", "submitted", "submitted")
    assert event.data["fields"] == ["birth_place"]
    assert Child.objects.get(pk=event.data["child_before"]).birth_place == "الرباط"


def test_what_was_sent_is_written_back_as_it_was_answered(country: Country, now: datetime) -> None:
    sent = whole(file_request(country, now))
    answers = answers_of(sent)
    assert all_problems(answers, now.date()) == {}
    assert answers["child"]["birth_date"] == "14/09/2021"
    assert answers["civil_status"]["act_number"] == "214"
    assert answers["parents"]["mother_first_name"] == "فاطمة"
    assert answers["home"]["locality"] == str(country.locality.pk)
    assert answers["school"]["school"] == str(country.school.pk)


NAMES = st.text(alphabet="سلمىبتنوك", min_size=1, max_size=12)
CAPACITIES = st.sampled_from(["mother", "father", "legal_guardian", "kafala", "institution"])


@given(
    first=NAMES, capacity=CAPACITIES, guardian_name=NAMES,
    civil=st.sampled_from(["classic", "electronic", "none"]),
    phone=st.sampled_from(["", "0612345678", "+33612345678"]),
    wish=st.sampled_from(["listed", "not_listed", "no_fixed_address"]),
    placed=st.sampled_from(["locality", "locality_text", "address", "no_fixed_address"]),
)  # fmt: skip
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_filing_written_back_is_read_as_the_same_filing(
    first: str, capacity: str, guardian_name: str, civil: str, phone: str, wish: str, placed: str
) -> None:
    answers = {
        "child": {
            "birth_date": "14/09/2021", "level": "primary_1", "child_sex": "male",
            "child_first_name_ar": first, "child_family_name_ar": "العلوي", "birth_place": "سلا",
            "nationality": "MA",
        },
        "civil_status": {
            "civil_status_kind": civil, "act_number": "7", "act_year": "2021",
            "civil_office": "أكدال", "record_number": "9", "civil_declaration": True,
        },
        "parents": {
            "mother_status": "living", "mother_first_name": first, "mother_family_name": "بناني",
            "father_status": "living", "father_first_name": "يوسف", "father_family_name": "العلوي",
            "guardian_capacity": capacity, "guardian_first_name": guardian_name,
            "guardian_family_name": guardian_name, "guardian_id_kind": "none",
        },
        "home": {"commune": "3", "guardian_mobile": phone, placed: "7"},
        "school": {"school_wish": wish, "school": "5"},
    }  # fmt: skip
    assert all_problems(answers, date(2027, 4, 12)) == {}
    filing = read_filing(answers)
    written = answers_from(filing)
    assert all_problems(written, date(2027, 4, 12)) == {}
    assert read_filing(written) == filing


def test_another_home_makes_the_checks_anew(country: Country, now: datetime) -> None:
    sent = file_request(country, now)
    correct(sent, now, Section.HOME, locality="", locality_text="حي آخر")
    residence = next(c for c in whole(sent).checks if c["rule"] == "residence")
    assert residence["outcome"] == "warn"


def test_another_school_moves_the_request(country: Country, now: datetime) -> None:
    sent = file_request(country, now)
    correct(sent, now, Section.SCHOOL, school=str(country.far_school.pk))
    moved = whole(sent)
    assert (moved.school_id, moved.directorate_id) == (
        country.far_school.pk,
        country.other_directorate.pk,
    )


def test_it_is_no_duplicate_of_itself(country: Country, now: datetime) -> None:
    sent = file_request(country, now)
    correct(sent, now, Section.CHILD, birth_place="سلا")
    duplicate = next(c for c in whole(sent).checks if c["rule"] == "duplicate")
    assert (duplicate["outcome"], duplicate["reason"]) == ("pass", "none")


def test_while_the_school_waits_for_an_answer_too(country: Country, now: datetime) -> None:
    sent = file_request(country, now)
    services.ask(application_id=sent.pk, question="؟", actor=country.head, now=now)
    assert correct(sent, now, Section.CHILD, birth_place="سلا").state == State.AWAITING_FAMILY


@pytest.mark.parametrize("move", ["take_up", "accept", "withdraw"])
def test_once_it_is_examined_or_decided_nothing_is_corrected(
    country: Country, now: datetime, move: str
) -> None:
    sent = file_request(country, now)
    actor = guardian(now) if move == "withdraw" else country.head
    getattr(services, move)(application_id=sent.pk, actor=actor, now=now)
    with pytest.raises(InvalidMove):
        correct(sent, now, Section.CHILD, birth_place="سلا")


@pytest.mark.parametrize(
    ("section", "answers", "error"),
    [
        (Section.CHILD, {"birth_place": ""}, Incomplete),
        (Section.CHILD, {"birth_date": "14/09/2010"}, WrongLevel),
        (Section.HOME, {"commune": "999999"}, Incomplete),
        (Section.SCHOOL, {"school": "999999"}, Incomplete),
        (Section.CHILD, {"birth_date": "14-9-2021"}, NothingChanged),
        (Section.CHILD, {}, NothingChanged),
    ],
)
def test_what_will_not_do_changes_nothing(
    country: Country, now: datetime, section: Section, answers: dict[str, str], error: type
) -> None:
    sent = file_request(country, now)
    children = Child.objects.count()
    with pytest.raises(error):
        correct(sent, now, section, **answers)
    assert Child.objects.count() == children
    assert whole(sent).version == sent.version


def test_nobody_elses_request_is_corrected(country: Country, now: datetime) -> None:
    sent = file_request(country, now)
    for actor in (guardian(now, "+212699999999"), country.far_officer):
        with pytest.raises(NotFound):
            services.correct(
                application_id=sent.pk, section=Section.CHILD, answers={"birth_place": "سلا"},
                actor=actor, now=now,
            )  # fmt: skip


def test_it_cannot_become_a_child_that_has_a_request(country: Country, now: datetime) -> None:
    first = file_request(country, now)
    second = file_request(country, now, act_number="999", child_first_name_ar="ليلى")
    with pytest.raises(AlreadyRequested) as refusal:
        correct(second, now, Section.CIVIL_STATUS, act_number="214")
    assert refusal.value.data == {"number": first.number, "other_name": True}
    stranger = file_request(country, now, actor=guardian(now, "+212699999999"), act_number="77")
    with pytest.raises(AlreadyRequested) as refusal:
        services.correct(
            application_id=stranger.pk, section=Section.CIVIL_STATUS,
            answers={"act_number": "214"}, actor=guardian(now, "+212699999999"), now=now,
        )  # fmt: skip
    assert refusal.value.data == {}


def test_the_same_click_twice_corrects_once(country: Country, now: datetime) -> None:
    sent = file_request(country, now)
    for _ in range(2):
        services.correct(
            application_id=sent.pk, section=Section.CHILD, answers={"birth_place": "سلا"},
            actor=guardian(now), now=now, key="k" * 32, seen_version=sent.version,
        )  # fmt: skip
    assert HistoryEvent.objects.filter(move="correct").count() == 1
    with pytest.raises(Stale):
        services.correct(
            application_id=sent.pk, section=Section.CHILD, answers={"birth_place": "فاس"},
            actor=guardian(now), now=now, key="j" * 32, seen_version=sent.version,
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_head_accepts_while_the_family_corrects(country: Country, now: datetime) -> None:
    sent = file_request(country, now)
    family = guardian(now)
    outcomes: list[str] = []

    def run(do: Any) -> None:
        try:
            do()
            outcomes.append("done")
        except (Stale, InvalidMove) as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(act,))
        for act in (
            lambda: services.accept(
                application_id=sent.pk, actor=country.head, now=now, seen_version=sent.version
            ),
            lambda: services.correct(
                application_id=sent.pk, section=Section.CHILD, answers={"birth_place": "سلا"},
                actor=family, now=now, seen_version=sent.version,
            ),
        )
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["changed_meanwhile", "done"]
    assert HistoryEvent.objects.exclude(move="submit").count() == 1


def test_the_finders_word_cannot_be_claimed(country: Country, now: datetime) -> None:
    sent = file_request(country, now)
    claimed = {"school": str(country.far_school.pk), "proposal_reason": "locality"}
    correct(sent, now, Section.SCHOOL, **claimed)
    residence = next(c for c in whole(sent).checks if c["rule"] == "residence")
    assert residence["reason"] == "chosen_by_family"


def test_a_request_of_an_earlier_season_is_no_longer_corrected(
    country: Country, now: datetime
) -> None:
    sent = file_request(country, now)
    Application.objects.filter(pk=sent.pk).update(season_id=sent.season_id + 1)
    with pytest.raises(InvalidMove):
        correct(sent, now, Section.CHILD, birth_place="سلا")
