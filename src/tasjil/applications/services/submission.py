"""Sending a request: one transaction, everything or nothing, as often as the phone retries."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tasjil.applications.models import Application
from tasjil.applications.policies import own
from tasjil.applications.rules import read_filing
from tasjil.applications.services.filing import (
    AlreadyRequested,
    WrongLevel,
    already_requested,
    columns_of,
    constraint_of,
    is_second_request,
    judge,
)
from tasjil.applications.services.recording import write_move
from tasjil.applications.types import Move, State, Submitted
from tasjil.core.clock import local_date
from tasjil.core.errors import DomainError, InvalidMove, NotFound
from tasjil.core.identifiers import new_number
from tasjil.core.types import Actor
from tasjil.families.services import register_family
from tasjil.seasons.rules import due_on, phase_on
from tasjil.seasons.types import Phase

__all__ = ["AlreadyRequested", "SeasonClosed", "WrongLevel", "submit"]

_NUMBER_TRIES = 3  # 28^7 numbers: with a million in use, a clash is met once in 13,000 drawings


class SeasonClosed(DomainError):
    """The level is not open for filing on this day."""

    code = "season_closed"
    sentence = _("Registration for this level is not open today. Your draft is kept.")


def submit(*, draft_id: int, actor: Actor, now: datetime) -> Submitted:
    """Send a draft; return its number for life and the last day for the answer.

    Sending the same draft again returns the same number (`repeated`), so that a retry after a
    lost connection is harmless. Raises NotFound, Incomplete (with the problems of each section),
    SeasonClosed, WrongLevel, AlreadyRequested, InvalidMove.
    """
    for attempt in range(_NUMBER_TRIES):
        try:
            with transaction.atomic():
                return _submit(draft_id, actor, now)
        except IntegrityError as error:
            if is_second_request(error):
                raise _refusal(draft_id, actor) from None
            if "number" not in constraint_of(error) or attempt == _NUMBER_TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _submit(draft_id: int, actor: Actor, now: datetime) -> Submitted:
    draft = _lock(draft_id, actor)
    if draft.state != State.DRAFT.value:
        if draft.number is None or draft.due_on is None:
            raise InvalidMove
        return Submitted(draft.pk, draft.number, draft.due_on, repeated=True)
    today = local_date(now)
    judged = judge(draft.answers, today)
    phase = phase_on(today, judged.calendar)
    if phase not in (Phase.OPEN, Phase.LATE):
        raise SeasonClosed
    columns = columns_of(judged, draft.answers)
    child = register_family(
        facts=judged.filing.family,
        child=judged.filing.child,
        contact_id=draft.contact_id,
        now=now,
    )
    number, due = new_number(), due_on(today, judged.calendar)
    changes = {
        **columns,
        "answers": {},  # from here on they live in the family's own tables
        "number": number,
        "family_id": child.family_id,
        "child_id": child.pk,
        "is_late": phase is Phase.LATE,
        "submitted_at": now,
        "due_on": due,
    }
    write_move(draft, Move.SUBMIT, State.SUBMITTED, actor=actor, now=now, changes=changes)
    return Submitted(draft.pk, number, due, repeated=False)


def _lock(draft_id: int, actor: Actor) -> Application:
    draft = (
        Application.objects.select_for_update(of=("self",)).filter(own(actor), pk=draft_id).first()
    )
    if draft is None:
        raise NotFound
    return draft


def _refusal(draft_id: int, actor: Actor) -> AlreadyRequested:
    draft = Application.objects.filter(own(actor), pk=draft_id).first()
    if draft is None:
        return AlreadyRequested()
    return already_requested(read_filing(draft.answers), draft.season_id, actor)
