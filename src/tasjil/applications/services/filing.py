"""What sending and correcting share: answers become a filing, judged, and the columns it makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from tasjil.applications.rules import Residence, all_problems, read_filing, run_checks
from tasjil.applications.selectors import near_matches, open_request_of_child
from tasjil.applications.types import Filing, SchoolWish, Section
from tasjil.core.errors import DomainError, Incomplete
from tasjil.core.secrets import fingerprint
from tasjil.core.types import Actor
from tasjil.families.rules import first_skeleton, identity_parts
from tasjil.seasons.rules import judge_age
from tasjil.seasons.selectors import calendar_of, current_calendars
from tasjil.seasons.types import AgeVerdict, Level, LevelCalendar
from tasjil.territory.models import Commune, Locality, School
from tasjil.territory.selectors import propose_schools

Answers = Mapping[str, Mapping[str, Any]]

OURS = "proposal_"  # what the finder said, written by us beside what the family typed


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


@dataclass(frozen=True, slots=True)
class Judged:
    """A complete filing, looked at on the day it is sent or corrected."""

    filing: Filing
    calendar: LevelCalendar
    age: AgeVerdict


def judge(answers: Answers, today: date) -> Judged:
    """Return the filing that answers make today. Raises Incomplete, WrongLevel."""
    problems = all_problems(answers, today)
    if problems:
        raise Incomplete(sections=problems)
    filing = read_filing(answers)
    calendar = calendar_of(filing.level)
    age = judge_age(filing.child.birth_date, calendar, current_calendars()).verdict
    if age not in (AgeVerdict.RIGHT, AgeVerdict.DISPENSATION):
        raise WrongLevel
    return Judged(filing, calendar, age)


def columns_of(judged: Judged, answers: Answers, *, apart_from: str = "") -> dict[str, Any]:
    """Return the columns of a request that follow from its filing, its checks among them.

    `apart_from` is the request's own number, which is no duplicate of itself. Raises Incomplete.
    """
    filing = judged.filing
    near = near_matches(filing, season_id=judged.calendar.season_id, apart_from=apart_from)
    residence = _residence(filing, answers)
    checks = run_checks(filing, judged.calendar, current_calendars(), residence, near)
    return {
        "level_id": judged.calendar.level_id,
        "season_id": judged.calendar.season_id,
        "child_key": child_key(filing),
        "wish": filing.wish.value,
        "school_id": filing.school_id,
        "directorate_id": _directorate(filing),
        "needs_dispensation": judged.age is AgeVerdict.DISPENSATION,
        "checks": [check.stored() for check in checks],
    }


def child_key(filing: Filing) -> str:
    """Return the keyed hash by which the database refuses a second open request."""
    return fingerprint("child", *identity_parts(filing.child, filing.family.mother))


def is_second_request(error: IntegrityError) -> bool:
    """Tell whether the database refused a second open request for one child."""
    return "one_open_per_child" in constraint_of(error)


def constraint_of(error: IntegrityError) -> str:
    """Return the name of the constraint that refused, "" when there is none."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""


def already_requested(filing: Filing, season_id: int, actor: Actor) -> AlreadyRequested:
    """Return the refusal, with what may be said: nothing of another family's request."""
    existing = open_request_of_child(child_key(filing), season_id)
    if existing is None or existing.contact_id != actor.id or existing.child is None:
        return AlreadyRequested()
    other_name = existing.child.first_skeleton != first_skeleton(filing.child)
    return AlreadyRequested(number=existing.number, other_name=other_name)


def found_residence(answers: Answers) -> dict[str, Any]:
    """Ask the finder why the chosen school: computed here, so that nobody can claim it."""
    home, school = answers.get(Section.HOME.value, {}), answers[Section.SCHOOL.value]
    if school.get("school_wish") != SchoolWish.LISTED.value:
        return {}
    try:
        level = Level(answers.get(Section.CHILD.value, {}).get("level", Level.PRIMARY_1.value))
        commune, chosen = int(home.get("commune") or 0), int(school.get("school") or 0)
        locality = int(home.get("locality") or 0) or None
    except ValueError:
        return {}
    proposals = propose_schools(level=level.value, commune_id=commune, locality_id=locality)
    for proposal in proposals:
        if proposal.school_id == chosen:
            return {
                "proposal_reason": proposal.reason,
                "proposal_distance_m": proposal.distance_m,
                "proposal_sure": proposal.sure,
            }
    return {}


def _residence(filing: Filing, answers: Answers) -> Residence | None:
    if not filing.proposal_reason:
        return None
    school = answers.get(Section.SCHOOL.value, {})
    return Residence(
        reason=filing.proposal_reason,
        distance_m=school.get("proposal_distance_m"),
        sure=bool(school.get("proposal_sure", True)),
    )


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
