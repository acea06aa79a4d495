"""Each move through its service: who may, what is needed, what is written."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tasjil.applications import services
from tasjil.applications.models import Application, HistoryEvent
from tasjil.applications.types import Move, State
from tasjil.applications.workflow import TABLE
from tasjil.core.errors import Incomplete, InvalidMove, NotAllowed, NotFound, Stale
from tasjil.core.models import AuditEntry, OutboxEvent
from tasjil.core.types import SYSTEM, Actor
from tests.factories import Country, file_request, guardian

Doing = Callable[..., Application]


def doings(country: Country, now: datetime) -> dict[Move, tuple[Doing, Actor, dict[str, Any]]]:
    """Each move with the actor who may make it and what it needs."""
    head, officer, family = country.head, country.officer, guardian(now)
    return {
        Move.TAKE_UP: (services.take_up, head, {}),
        Move.ASK: (services.ask, head, {"question": "المرجو توضيح العنوان"}),
        Move.ANSWER: (services.answer, family, {"text": "حي الرياض، زنقة 3"}),
        Move.ACCEPT: (services.accept, head, {}),
        Move.REFUSE: (services.refuse, head, {"ground_code": "outside_zone", "text": "خارج المنطقة"}),
        Move.PROPOSE_REDIRECT: (
            services.propose_redirect, head, {"school_id": country.neighbour.pk, "reason": "أقرب"},
        ),
        Move.REDIRECT: (
            services.redirect, officer, {"school_id": country.neighbour.pk, "reason": "أقرب"},
        ),
        Move.WAITLIST: (services.waitlist, head, {"rank_rule": "distance"}),
        Move.APPEAL: (services.appeal, family, {}),
        Move.SETTLE: (services.settle, officer, {"outcome": State.ACCEPTED, "reasons": "مقعد متوفر"}),
        Move.ENROL: (services.enrol, head, {"originals": "seen"}),
        Move.WITHDRAW: (services.withdraw, family, {}),
    }  # fmt: skip


TO_REACH: dict[State, list[Move]] = {
    State.SUBMITTED: [],
    State.IN_REVIEW: [Move.TAKE_UP],
    State.AWAITING_FAMILY: [Move.ASK],
    State.ACCEPTED: [Move.ACCEPT],
    State.REFUSED: [Move.REFUSE],
    State.WAITLISTED: [Move.WAITLIST],
    State.IN_APPEAL: [Move.REFUSE, Move.APPEAL],
    State.ENROLLED: [Move.ACCEPT, Move.ENROL],
    State.WITHDRAWN: [Move.WITHDRAW],
}


def bring_to(state: State, country: Country, now: datetime) -> Application:
    request = file_request(country, now)
    for move in TO_REACH[state]:
        do, actor, needs = doings(country, now)[move]
        request = do(application_id=request.pk, actor=actor, now=now, **needs)
    return request


@pytest.mark.parametrize("state", list(TO_REACH))
@pytest.mark.parametrize(
    "move", [row.move for row in TABLE if row.move not in (Move.SUBMIT, Move.CORRECT, Move.EXPIRE)]
)
def test_every_move_from_every_state(
    country: Country, now: datetime, move: Move, state: State
) -> None:
    request = bring_to(state, country, now)
    row = next(row for row in TABLE if row.move is move)
    do, actor, needs = doings(country, now)[move]
    if state in row.sources:
        moved = do(application_id=request.pk, actor=actor, now=now, **needs)
        assert moved.state in {*row.targets, state}
        assert moved.version == request.version + 1
        last = HistoryEvent.objects.latest("pk")
        assert (last.move, last.from_state, last.to_state) == (move, state, moved.state)
        assert AuditEntry.objects.latest("pk").action == f"application.{move}"
        told = OutboxEvent.objects.latest("pk").payload
        assert (told["move"], told["tells_family"]) == (move, row.tells_family)
    else:
        with pytest.raises(InvalidMove):
            do(application_id=request.pk, actor=actor, now=now, **needs)
        assert Application.objects.get(pk=request.pk).version == request.version


@pytest.mark.parametrize("move", [Move.ACCEPT, Move.REFUSE, Move.ASK, Move.TAKE_UP])
def test_the_neighbours_head_sees_nothing_to_decide(
    country: Country, now: datetime, move: Move
) -> None:
    request = file_request(country, now)
    do, _, needs = doings(country, now)[move]
    with pytest.raises(NotFound):
        do(application_id=request.pk, actor=country.neighbour_head, now=now, **needs)


def test_the_directorate_reads_but_does_not_accept(country: Country, now: datetime) -> None:
    request = file_request(country, now)
    with pytest.raises(NotAllowed):
        services.accept(application_id=request.pk, actor=country.officer, now=now)


def test_another_family_cannot_withdraw(country: Country, now: datetime) -> None:
    request = file_request(country, now)
    with pytest.raises(NotFound):
        services.withdraw(application_id=request.pk, actor=guardian(now, "+212600000009"), now=now)


def test_a_refusal_needs_a_ground_and_a_text(country: Country, now: datetime) -> None:
    request = file_request(country, now)
    for ground, text in (
        ("", "نص"),
        ("no_such_ground", "نص"),
        ("outside_zone", "  "),
        ("outside_zone", "ن" * 501),
    ):
        with pytest.raises(Incomplete):
            services.refuse(
                application_id=request.pk,
                ground_code=ground,
                text=text,
                actor=country.head,
                now=now,
            )


def test_the_database_refuses_a_refusal_without_ground(country: Country, now: datetime) -> None:
    request = file_request(country, now)
    with pytest.raises(IntegrityError, match="refused_has_ground"), transaction.atomic():
        Application.objects.filter(pk=request.pk).update(
            state="refused", decided_at=now, decided_by=country.head.id
        )


def test_a_second_decision_on_what_was_seen_before_is_refused_in_words(
    country: Country, now: datetime
) -> None:
    request = file_request(country, now)
    services.accept(
        application_id=request.pk, actor=country.head, now=now, seen_version=request.version
    )
    with pytest.raises(Stale):
        services.refuse(
            application_id=request.pk, ground_code="outside_zone", text="نص", actor=country.head,
            now=now, seen_version=request.version,
        )  # fmt: skip
    assert Application.objects.get(pk=request.pk).state == State.ACCEPTED


def test_a_repeated_click_is_one_move(country: Country, now: datetime) -> None:
    request = file_request(country, now)
    for _ in range(2):
        moved = services.accept(
            application_id=request.pk,
            actor=country.head,
            now=now,
            key="k1",
            seen_version=request.version,
        )
    assert moved.state == State.ACCEPTED
    assert HistoryEvent.objects.filter(application=request, move=Move.ACCEPT).count() == 1


def test_an_under_age_child_is_accepted_only_with_a_dispensation(
    country: Country, now: datetime
) -> None:
    request = file_request(country, now, birth_date="02/02/2022")
    assert request.needs_dispensation
    with pytest.raises(Incomplete):
        services.accept(application_id=request.pk, actor=country.head, now=now)
    moved = services.accept(
        application_id=request.pk, dispensation=True, actor=country.head, now=now
    )
    assert moved.state == State.ACCEPTED


def test_the_family_is_asked_once_and_gets_its_days_back(country: Country, now: datetime) -> None:
    request = file_request(country, now)
    due = request.due_on
    services.ask(application_id=request.pk, question="العنوان؟", actor=country.head, now=now)
    later = now + timedelta(days=3)
    moved = services.answer(
        application_id=request.pk, text="زنقة 3", actor=guardian(now), now=later
    )
    assert moved.due_on == due + timedelta(days=3)
    with pytest.raises(InvalidMove):
        services.ask(application_id=request.pk, question="أخرى؟", actor=country.head, now=later)


def test_a_redirected_request_keeps_number_and_clock(country: Country, now: datetime) -> None:
    request = file_request(country, now)
    moved = services.redirect(
        application_id=request.pk,
        school_id=country.neighbour.pk,
        reason="أقرب",
        actor=country.officer,
        now=now,
    )
    assert (moved.number, moved.due_on, moved.state) == (
        request.number,
        request.due_on,
        State.SUBMITTED,
    )
    assert moved.school_id == country.neighbour.pk


def test_the_head_of_a_main_school_decides_for_its_satellite(
    country: Country, now: datetime
) -> None:
    request = file_request(country, now, school=str(country.satellite.pk))
    assert (
        services.accept(application_id=request.pk, actor=country.head, now=now).state
        == State.ACCEPTED
    )


def test_a_draft_expires_only_by_the_system(country: Country, now: datetime) -> None:
    draft_id = services.start_draft(actor=guardian(now), language="ar", now=now)
    with pytest.raises(NotAllowed):
        services.expire(application_id=draft_id, actor=guardian(now), now=now)
    assert services.expire(application_id=draft_id, actor=SYSTEM, now=now).state == State.EXPIRED
