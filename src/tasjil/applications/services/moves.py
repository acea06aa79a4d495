"""The moves of the table, one function each: what it needs, and what it changes."""

import contextlib
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tasjil.applications.models import Application, RefusalGround
from tasjil.applications.services.performing import perform
from tasjil.applications.types import Move, State
from tasjil.core.clock import local_date
from tasjil.core.errors import Incomplete, InvalidMove, NotFound
from tasjil.core.text import clean
from tasjil.core.types import SYSTEM, Actor
from tasjil.seasons.selectors import seasons_over
from tasjil.territory.models import School

_LONGEST_TEXT = 500
_MOST_AT_ONCE = 2000


class AlreadyAsked(InvalidMove):
    """The law allows one request for missing items (55-19)."""

    code = "already_asked"
    sentence = _(
        "The family was already asked once. The law allows one request for what is missing."
    )


def take_up(*, application_id: int, actor: Actor, now: datetime, **seen: Any) -> Application:
    """Open the request for examination."""
    return perform(Move.TAKE_UP, application_id=application_id, actor=actor, now=now, **seen)


def ask(
    *, application_id: int, question: str, actor: Actor, now: datetime, **seen: Any
) -> Application:
    """Ask the family for what is missing, once (law 55-19). Pauses the clock."""

    def once(application: Application) -> None:
        if application.history.filter(move=Move.ASK.value).exists():
            raise AlreadyAsked

    return perform(
        Move.ASK,
        application_id=application_id,
        actor=actor,
        now=now,
        changes={"question": _text("question", question)},
        guard=once,
        **seen,
    )


def answer(
    *, application_id: int, text: str, actor: Actor, now: datetime, **seen: Any
) -> Application:
    """Answer the school's question. Resumes the clock."""
    return perform(
        Move.ANSWER,
        application_id=application_id,
        actor=actor,
        now=now,
        changes={"answer": _text("answer", text)},
        **seen,
    )


def accept(
    *, application_id: int, dispensation: bool = False, actor: Actor, now: datetime, **seen: Any
) -> Application:
    """Accept the child. An under-age child needs `dispensation`, decided apart (domain 2)."""

    def decided_apart(application: Application) -> None:
        if application.needs_dispensation and not dispensation:
            raise Incomplete(fields={"dispensation": "required"})

    return perform(
        Move.ACCEPT,
        application_id=application_id,
        actor=actor,
        now=now,
        data={"dispensation": dispensation},
        guard=decided_apart,
        **seen,
    )


def refuse(
    *, application_id: int, ground_code: str, text: str, actor: Actor, now: datetime, **seen: Any
) -> Application:
    """Refuse with a ground from the catalogue and a text for the family (law 55-19)."""
    today = local_date(now)
    ground = RefusalGround.objects.filter(code=ground_code, valid_from__lte=today).first()
    if ground is None or (ground.valid_to and ground.valid_to < today):
        raise Incomplete(fields={"ground": "required" if not ground_code else "unknown_choice"})
    return perform(
        Move.REFUSE,
        application_id=application_id,
        actor=actor,
        now=now,
        changes={"ground_id": ground.pk, "decision_text": _text("decision_text", text)},
        data={"ground": ground.code},
        **seen,
    )


def propose_redirect(
    *, application_id: int, school_id: int, reason: str, actor: Actor, now: datetime, **seen: Any
) -> Application:
    """Propose another school to the directorate; the request stays where it is until confirmed."""
    _receiving_school(school_id)
    return perform(
        Move.PROPOSE_REDIRECT,
        application_id=application_id,
        actor=actor,
        now=now,
        changes={"decision_text": _text("reason", reason)},
        data={"school": school_id},
        **seen,
    )


def redirect(
    *, application_id: int, school_id: int, reason: str, actor: Actor, now: datetime, **seen: Any
) -> Application:
    """Move the request to another school: same number, same clock."""
    school = _receiving_school(school_id)
    return perform(
        Move.REDIRECT,
        application_id=application_id,
        actor=actor,
        now=now,
        changes={**_to_school(school), "decision_text": _text("reason", reason)},
        data={"school": school_id},
        **seen,
    )


def waitlist(
    *, application_id: int, rank_rule: str, actor: Actor, now: datetime, **seen: Any
) -> Application:
    """Put the child on the waiting list, under a named rank rule."""
    return perform(
        Move.WAITLIST,
        application_id=application_id,
        actor=actor,
        now=now,
        data={"rank_rule": _text("rank_rule", rank_rule)[:40]},
        **seen,
    )


def appeal(*, application_id: int, actor: Actor, now: datetime, **seen: Any) -> Application:
    """Ask the directorate to look again at a refusal."""
    return perform(Move.APPEAL, application_id=application_id, actor=actor, now=now, **seen)


def settle(
    *,
    application_id: int,
    outcome: State,
    reasons: str,
    school_id: int | None = None,
    actor: Actor,
    now: datetime,
    **seen: Any,
) -> Application:
    """Settle an appeal: accepted, refused again, or sent to another school."""
    changes: dict[str, Any] = {"decision_text": _text("reasons", reasons)}
    if outcome is State.SUBMITTED:
        if school_id is None:
            raise Incomplete(fields={"school": "required"})
        changes |= {**_to_school(_receiving_school(school_id)), "ground_id": None}
    return perform(
        Move.SETTLE,
        application_id=application_id,
        actor=actor,
        now=now,
        chosen=outcome,
        changes=changes,
        data={"outcome": outcome.value},
        **seen,
    )


def enrol(
    *, application_id: int, originals: str, actor: Actor, now: datetime, **seen: Any
) -> Application:
    """Confirm the place: originals "seen" or "waived"."""
    if originals not in ("seen", "waived"):
        raise Incomplete(fields={"originals": "required"})
    return perform(
        Move.ENROL,
        application_id=application_id,
        actor=actor,
        now=now,
        data={"originals": originals},
        **seen,
    )


def withdraw(*, application_id: int, actor: Actor, now: datetime, **seen: Any) -> Application:
    """Take the request back."""
    return perform(Move.WITHDRAW, application_id=application_id, actor=actor, now=now, **seen)


def expire_drafts(*, now: datetime) -> int:
    """Close the drafts of seasons that take no request any more; return how many."""
    waiting = Application.objects.filter(
        state=State.DRAFT.value, season_id__in=seasons_over(local_date(now))
    )
    closed = 0
    for draft_id in list(waiting.values_list("pk", flat=True)[:_MOST_AT_ONCE]):
        with contextlib.suppress(InvalidMove, NotFound):  # sent or deleted meanwhile
            expire(application_id=draft_id, actor=SYSTEM, now=now)
            closed += 1
    return closed


def expire(*, application_id: int, actor: Actor, now: datetime, **seen: Any) -> Application:
    """Close a draft that was never sent, after the late window."""
    return perform(Move.EXPIRE, application_id=application_id, actor=actor, now=now, **seen)


def _text(field: str, text: str) -> str:
    tidy = text.replace("\x00", "").strip()
    if not clean(tidy):  # nothing that an eye could see
        raise Incomplete(fields={field: "required"})
    if len(tidy) > _LONGEST_TEXT:
        raise Incomplete(fields={field: "too_long"})
    return tidy


def _receiving_school(school_id: int) -> School:
    school = School.objects.filter(pk=school_id, is_active=True).first()
    if school is None:
        raise Incomplete(fields={"school": "unknown_choice"})
    return school


def _to_school(school: School) -> dict[str, Any]:
    return {"school_id": school.pk, "directorate_id": school.directorate_id, "wish": "listed"}
