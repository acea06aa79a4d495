"""Reading requests: for the family, for the desk, for the check."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from tasjil.accounts.types import Channel
from tasjil.applications.models import Application, HistoryEvent, RefusalGround
from tasjil.applications.policies import visible_to
from tasjil.applications.rules import Likeness, answers_from
from tasjil.applications.types import Filing, SchoolWish, State
from tasjil.applications.workflow import DECIDED, OPEN
from tasjil.core.errors import NotFound
from tasjil.core.identifiers import parse_number, show_number
from tasjil.core.text import skeleton
from tasjil.core.types import Actor
from tasjil.families.rules import (
    family_skeleton,
    first_skeleton,
    likeness,
    mother_skeleton,
)
from tasjil.families.selectors import facts_of_child, facts_of_family
from tasjil.seasons.types import Level

_OPEN = sorted(state.value for state in OPEN)
_MOST_NEAR = 40


@dataclass(frozen=True, slots=True)
class Tracked:
    """What anyone who knows number and birth date may see: no names but the school's."""

    number: str
    state: State
    submitted_at: datetime
    due_on: date
    decided_at: datetime | None
    school_name_ar: str
    school_name_fr: str
    ground_ar: str
    ground_fr: str
    decision_text: str
    question: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as its family goes on with it, with the contact that was proved."""

    pk: int
    state: State
    number: str | None
    answers: dict[str, Any]
    channel: Channel
    address: str


def family_requests(actor: Actor) -> QuerySet[Application]:
    """Return what a family has: drafts and requests, the newest first (1 query)."""
    return (
        Application.objects.filter(visible_to(actor))
        .exclude(state=State.EXPIRED.value)
        .select_related("child", "school", "level", "ground")
        .order_by("-started_at")
    )


# Read for every page of the form: as text, a page costs 0.6 ms less of processor than when Django
# composes the same statement anew each time. A test holds it equal to the composed one.
_DRAFT = """
    SELECT draft.id, draft.state, draft.number, draft.answers, contact.channel, contact.address
    FROM applications_application AS draft
    JOIN accounts_contact AS contact ON contact.id = draft.contact_id
    WHERE draft.id = %s AND draft.contact_id = %s
"""


def draft_of(actor: Actor, draft_id: int) -> Draft:
    """Return a family's own draft, or what became of it when it was sent meanwhile (1 query).

    Raises NotFound.
    """
    if not actor.is_guardian:
        raise NotFound
    with connection.cursor() as cursor:
        cursor.execute(_DRAFT, [draft_id, actor.id])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    pk, state, number, answers, channel, address = row
    return Draft(pk, State(state), number, json.loads(answers), Channel(channel), address)


def whole_request(number: str) -> Application | None:
    """Return a request with family, parents, child, school and level, by its number (2 queries)."""
    stored = parse_number(number)
    if stored is None:
        return None
    return (
        Application.objects.filter(number=stored)
        .select_related(
            "child", "family", "family__commune", "family__locality", "school", "school__parent",
            "school__commune", "directorate", "level", "level__season", "ground",
        )
        .prefetch_related("family__parents")
        .first()
    )  # fmt: skip


def family_request(actor: Actor, number: str) -> Application:
    """Return a family's own request by its number. Raises NotFound."""
    found = whole_request(number)
    if found is None or not actor.is_guardian or found.contact_id != actor.id:
        raise NotFound
    return found


def history_of(application: Application) -> list[HistoryEvent]:
    """Return the life of a request, the oldest event first (1 query)."""
    return list(application.history.order_by("at", "pk"))


def desk(
    actor: Actor,
    *,
    states: list[State] | None = None,
    search: str = "",
    flagged: bool = False,
    without_school: bool = False,
) -> QuerySet[Application]:
    """Return the requests an actor follows: the shortest time left first.

    A list of answered ones only begins with the latest answer.
    """
    found = Application.objects.filter(visible_to(actor)).select_related(
        "child", "school", "level", "family__commune", "family__locality"
    )
    if states:
        found = found.filter(state__in=[state.value for state in states])
    if flagged:
        found = found.filter(
            Q(checks__contains=[{"outcome": "warn"}]) | Q(checks__contains=[{"outcome": "fail"}])
        )
    if without_school:
        found = found.filter(school__isnull=True)
    if search.strip():
        found = found.filter(_matches(search))
    if states and DECIDED.issuperset(states):
        return found.order_by("-decided_at", "pk")
    return found.order_by("due_on", "submitted_at", "pk")


def desk_counts(actor: Actor) -> dict[State, int]:
    """Return how many requests the actor sees in each state (1 query)."""
    rows = (
        Application.objects.filter(visible_to(actor)).values_list("state").annotate(n=Count("pk"))
    )
    return {State(state): n for state, n in rows.order_by()}


def track(number: str, born: date) -> Tracked | None:
    """Return what number and birth date open, or None: the same for a wrong one of either."""
    stored = parse_number(number)
    if stored is None:
        return None
    found = (
        Application.objects.filter(number=stored, child__birth_date=born)
        .select_related("school", "ground")
        .first()
    )
    if found is None or found.submitted_at is None or found.due_on is None:
        return None
    return Tracked(
        number=show_number(stored),
        state=State(found.state),
        submitted_at=found.submitted_at,
        due_on=found.due_on,
        decided_at=found.decided_at,
        school_name_ar=found.school.name_ar if found.school else "",
        school_name_fr=found.school.name_fr if found.school else "",
        ground_ar=found.ground.text_ar if found.ground else "",
        ground_fr=found.ground.text_fr if found.ground else "",
        decision_text=found.decision_text,
        question=found.question,
    )


def grounds_on(day: date) -> list[RefusalGround]:
    """Return the grounds of refusal in force on a day."""
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return list(RefusalGround.objects.filter(in_force, valid_from__lte=day).order_by("position"))


def open_request_of_child(child_key: str, season_id: int) -> Application | None:
    """Return the open request that stands in the way of a second one."""
    found = Application.objects.select_related("child")
    return found.filter(season_id=season_id, child_key=child_key, state__in=_OPEN).first()


def answers_of(application: Application) -> dict[str, dict[str, Any]]:
    """Return what a sent request says, as the answers of its form; see `whole_request`.

    Raises ValueError for a draft.
    """
    child, family, level = application.child, application.family, application.level
    if child is None or family is None or level is None:
        raise ValueError("a draft's answers are its own")
    return answers_from(
        Filing(
            level=Level(level.level),
            child=facts_of_child(child),
            family=facts_of_family(family),
            wish=SchoolWish(application.wish),
            school_id=application.school_id,
            proposal_reason="",
            dispensation_wanted=application.needs_dispensation,
        )
    )


def near_matches(filing: Filing, *, season_id: int, apart_from: str = "") -> list[Likeness]:
    """Return other open requests of the season for a child like this one (1 query).

    `apart_from` is the number of the request itself, when it has one already.
    """
    child, mother = filing.child, filing.family.mother
    first, family = first_skeleton(child), family_skeleton(child)
    mother_key = mother_skeleton(mother)
    alike = Q(child__first_skeleton=first)
    if mother_key:
        alike |= Q(child__mother_skeleton=mother_key)
    rows = Application.objects.filter(
        alike, season_id=season_id, state__in=_OPEN, child__birth_date=child.birth_date
    ).values_list(
        "number", "child__first_skeleton", "child__family_skeleton", "child__mother_skeleton"
    )[:_MOST_NEAR]
    found = []
    for number, other_first, other_family, other_mother in rows:
        if number == apart_from:
            continue
        reasons = ["birth_date"]
        score = likeness((first, family), (other_first, other_family))
        if score >= 90:
            reasons.append("names")
        if mother_key and other_mother == mother_key:
            reasons.append("mother")
        found.append(Likeness(show_number(number or ""), score, tuple(reasons)))
    return found


def numbers_open_to(actor: Actor, numbers: Iterable[str]) -> set[str]:
    """Return which of these printed numbers are requests that the actor may open (1 query)."""
    stored = {parse_number(number) for number in numbers}
    found = Application.objects.filter(visible_to(actor), number__in=stored - {None})
    return {show_number(number or "") for number in found.values_list("number", flat=True)}


def _matches(search: str) -> Q:
    number = parse_number(search)
    if number:
        return Q(number=number)
    found = Q()
    for word in search.split()[:4]:
        bones = skeleton(word)
        if bones:
            # The skeletons are those of the Arabic name where there is one, so that the name in
            # Latin letters is looked for as it was typed.
            found &= (
                Q(child__first_skeleton__contains=bones)
                | Q(child__family_skeleton__contains=bones)
                | Q(child__first_name_lat__icontains=word)
                | Q(child__family_name_lat__icontains=word)
                | Q(number__startswith=word.upper().replace("-", ""))
            )
    return found if found else Q(pk__in=[])


def facts_for_export(application: Application) -> dict[str, Any]:
    """Return the decision of a request as machines pull it: codes and dates, no names."""
    return {
        "number": show_number(application.number or ""),
        "state": application.state,
        "school": application.school.code if application.school else None,
        "directorate": application.directorate.code if application.directorate else None,
        "level": application.level.level if application.level else None,
        "submitted_at": application.submitted_at,
        "due_on": application.due_on,
        "decided_at": application.decided_at,
        "ground": application.ground.code if application.ground else None,
        "version": application.version,
    }
