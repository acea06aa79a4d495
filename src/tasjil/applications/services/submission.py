"""Sending a request: one transaction, everything or nothing, as often as the phone retries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from tasjil.applications.models import Application
from tasjil.applications.policies import own
from tasjil.applications.rules import Residence, all_problems, read_filing, run_checks
from tasjil.applications.selectors import near_matches, open_request_of_child
from tasjil.applications.services.recording import write_move
from tasjil.applications.types import Check, Filing, Move, Section, State, Submitted
from tasjil.core.clock import local_date
from tasjil.core.errors import DomainError, Incomplete, InvalidMove, NotFound
from tasjil.core.identifiers import new_number
from tasjil.core.secrets import fingerprint
from tasjil.core.types import Actor
from tasjil.families.rules import first_skeleton, identity_parts
from tasjil.families.services import register_family
from tasjil.seasons.rules import due_on, judge_age, phase_on
from tasjil.seasons.selectors import calendar_of, current_calendars
from tasjil.seasons.types import AgeVerdict, LevelCalendar, Phase
from tasjil.territory.models import Commune, Locality, School

_NUMBER_TRIES = 3  # 28^7 numbers: with a million in use, a clash is met once in 13,000 drawings


class SeasonClosed(DomainError):
    """The level is not open for filing on this day."""

    code = "season_closed"
    sentence = _("Registration for this level is not open today. Your draft is kept.")


class WrongLevel(DomainError):
    """The child's age does not fit the level asked for; the right one is told before sending."""

    code = "wrong_level"
    status = 422
    sentence = _("The child's age does not fit this level. Go back to the child's page to see why.")


class AlreadyRequested(DomainError):
    """The child has an open request this season.

    `number` is given only to its own family; `other_name` is True when that request names the
    child otherwise: a twin or a brother, with the act number of the first.
    """

    code = "already_requested"
    sentence = _(
        "A request for this child is already open this season. If you did not send it, "
        "call the free help line."
    )


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
            constraint = (
                getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
            )
            if "one_open_per_child" in constraint:
                raise AlreadyRequested(**_own_request(draft_id, actor)) from None
            if "number" not in constraint or attempt == _NUMBER_TRIES - 1:
                raise
    raise AssertionError("unreachable")


@dataclass(frozen=True, slots=True)
class _Judged:
    """A complete filing, looked at on the day it is sent."""

    filing: Filing
    calendar: LevelCalendar
    phase: Phase
    age: AgeVerdict


def _submit(draft_id: int, actor: Actor, now: datetime) -> Submitted:
    draft = _lock(draft_id, actor)
    if draft.state != State.DRAFT.value:
        if draft.number is None or draft.due_on is None:
            raise InvalidMove
        return Submitted(draft.pk, draft.number, draft.due_on, repeated=True)
    today = local_date(now)
    judged = _judge(draft, today)
    checks = _checks(draft, judged.filing, judged.calendar)
    directorate_id = _directorate(judged.filing)
    child = register_family(
        facts=judged.filing.family,
        child=judged.filing.child,
        contact_id=draft.contact_id,
        now=now,
    )
    number, due = new_number(), due_on(today, judged.calendar)
    changes = {
        **_columns(judged),
        "number": number,
        "family_id": child.family_id,
        "child_id": child.pk,
        "directorate_id": directorate_id,
        "checks": [check.stored() for check in checks],
        "submitted_at": now,
        "due_on": due,
    }
    write_move(draft, Move.SUBMIT, State.SUBMITTED, actor=actor, now=now, changes=changes)
    return Submitted(draft.pk, number, due, repeated=False)


def _judge(draft: Application, today: date) -> _Judged:
    """Return the filing that the draft makes today. Raises what stands in its way."""
    problems = all_problems(draft.answers, today)
    if problems:
        raise Incomplete(sections=problems)
    filing = read_filing(draft.answers)
    calendar = calendar_of(filing.level)
    phase = phase_on(today, calendar)
    if phase not in (Phase.OPEN, Phase.LATE):
        raise SeasonClosed
    age = judge_age(filing.child.birth_date, calendar, current_calendars()).verdict
    if age not in (AgeVerdict.RIGHT, AgeVerdict.DISPENSATION):
        raise WrongLevel
    return _Judged(filing, calendar, phase, age)


def _columns(judged: _Judged) -> dict[str, Any]:
    return {
        "answers": {},  # from here on they live in the family's own tables
        "level_id": judged.calendar.level_id,
        "season_id": judged.calendar.season_id,
        "child_key": child_key(judged.filing),
        "wish": judged.filing.wish.value,
        "school_id": judged.filing.school_id,
        "is_late": judged.phase is Phase.LATE,
        "needs_dispensation": judged.age is AgeVerdict.DISPENSATION,
    }


def child_key(filing: Filing) -> str:
    """Return the keyed hash by which the database refuses a second open request."""
    return fingerprint("child", *identity_parts(filing.child, filing.family.mother))


def _lock(draft_id: int, actor: Actor) -> Application:
    draft = (
        Application.objects.select_for_update(of=("self",)).filter(own(actor), pk=draft_id).first()
    )
    if draft is None:
        raise NotFound
    return draft


def _checks(draft: Application, filing: Filing, calendar: LevelCalendar) -> list[Check]:
    school = draft.answers.get(Section.SCHOOL.value, {})
    residence = None
    if filing.proposal_reason:
        residence = Residence(
            reason=filing.proposal_reason,
            distance_m=school.get("proposal_distance_m"),
            sure=bool(school.get("proposal_sure", True)),
        )
    near = near_matches(filing, season_id=calendar.season_id)
    return run_checks(filing, calendar, current_calendars(), residence, near)


def _directorate(filing: Filing) -> int:
    """Return the directorate that answers for the request; proves that home and school exist."""
    found = _directorate_of_home(filing)
    section, field = Section.HOME, "commune"
    if filing.school_id is not None:
        schools = School.objects.filter(pk=filing.school_id, is_active=True)
        found = schools.values_list("directorate_id", flat=True).first()
        section, field = Section.SCHOOL, "school"
    if found is None:
        raise Incomplete(sections={section: {field: "unknown_choice"}})
    return found


def _directorate_of_home(filing: Filing) -> int | None:
    """An id that nobody offered must be a clear answer, not a broken foreign key at commit."""
    home = filing.family
    there = Q(commune_id=home.commune_id) | Q(commune__city_id=home.commune_id)
    known = Exists(Locality.objects.filter(there, pk=home.locality_id or 0))
    row = Commune.objects.filter(pk=home.commune_id).values_list("directorate_id", known).first()
    if row is None:
        raise Incomplete(sections={Section.HOME: {"commune": "unknown_choice"}})
    if home.locality_id is not None and not row[1]:
        raise Incomplete(sections={Section.HOME: {"locality": "unknown_choice"}})
    directorate_id: int | None = row[0]
    return directorate_id


def _own_request(draft_id: int, actor: Actor) -> dict[str, Any]:
    """Return what may be said of the open request: nothing when it is not this family's own."""
    draft = Application.objects.filter(own(actor), pk=draft_id).first()
    if draft is None:
        return {}
    filing = read_filing(draft.answers)
    existing = open_request_of_child(child_key(filing), draft.season_id)
    if existing is None or existing.contact_id != actor.id or existing.child is None:
        return {}
    other_name = existing.child.first_skeleton != first_skeleton(filing.child)
    return {"number": existing.number, "other_name": other_name}
