"""Residence zones: a new version only when the drawing changed, the former one closed."""

from collections.abc import Sequence

from django.db import transaction

from tasjil.territory.models import Zone
from tasjil.territory.types import Flaw, Outcome, ZoneDraft


@transaction.atomic
def store_zones(*, drafts: Sequence[ZoneDraft], dry_run: bool = False) -> list[Outcome | Flaw]:
    """Put zones in force; return what became of each draft, in order.

    `created` is a school's first zone, `updated` a new version; the version before it ends on the
    day the new one begins. An equal drawing is `unchanged`, whatever its date and source. A
    changed drawing must begin after the one in force: else the flaw `dates_out_of_order`. With
    `dry_run` nothing is written and the answer is the same. Three statements at most.
    """
    schools = {draft.school_id for draft in drafts}
    in_force = {
        zone.school_id: zone
        for zone in Zone.objects.select_for_update().filter(
            school_id__in=schools, valid_to__isnull=True
        )
    }
    outcomes: list[Outcome | Flaw] = []
    fresh: list[Zone] = []
    closed: list[Zone] = []
    for draft in drafts:
        former = in_force.get(draft.school_id)
        outcome = _compare(draft, former)
        outcomes.append(outcome)
        if outcome in (Outcome.CREATED, Outcome.UPDATED):
            fresh.append(_version(draft, former.version + 1 if former else 1))
            if former:
                former.valid_to = draft.valid_from
                closed.append(former)
    if not dry_run and fresh:
        # The old version first: the database lets a school have one zone in force.
        Zone.objects.bulk_update(closed, ["valid_to"])
        Zone.objects.bulk_create(fresh)
    return outcomes


def _compare(draft: ZoneDraft, former: Zone | None) -> Outcome | Flaw:
    if former is None:
        return Outcome.CREATED
    if former.polygon == draft.polygon:
        return Outcome.UNCHANGED
    if draft.valid_from <= former.valid_from:
        return Flaw(
            "valid_from",
            draft.valid_from.isoformat(),
            "dates_out_of_order",
            {"version": former.version, "since": former.valid_from.isoformat()},
        )
    return Outcome.UPDATED


def _version(draft: ZoneDraft, number: int) -> Zone:
    west, south, east, north = draft.box
    return Zone(
        school_id=draft.school_id,
        version=number,
        polygon=dict(draft.polygon),
        west=west,
        south=south,
        east=east,
        north=north,
        source=draft.source,
        valid_from=draft.valid_from,
    )
