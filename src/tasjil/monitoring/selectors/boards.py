"""Counting requests by state, for each unit just below the one that is looked at."""

from datetime import date

from django.db.models import Count, F, Q

from tasjil.accounts.policies import within_reach
from tasjil.applications.models import Application
from tasjil.applications.types import State
from tasjil.core.errors import NotFound
from tasjil.core.types import Actor
from tasjil.monitoring.policies import BOARD
from tasjil.monitoring.selectors.clock import overdue
from tasjil.monitoring.selectors.units import units_below, way_to
from tasjil.monitoring.types import Board, Row, Tally, Unit, add_up
from tasjil.territory.types import ScopeKind

FILED: tuple[State, ...] = tuple(s for s in State if s not in (State.DRAFT, State.EXPIRED))

# floor looked at -> how a request leads to it, and to the unit just below it
_AT: dict[ScopeKind, str] = {
    ScopeKind.ACADEMY: "directorate__academy_id",
    ScopeKind.DIRECTORATE: "directorate_id",
    ScopeKind.COMMUNE: "school__commune_id",
}
_BELOW: dict[ScopeKind, str] = {
    ScopeKind.COUNTRY: "directorate__academy_id",
    ScopeKind.ACADEMY: "directorate_id",
    ScopeKind.DIRECTORATE: "school__commune_id",
    ScopeKind.COMMUNE: "school_id",
}


def board(
    actor: Actor, kind: ScopeKind, unit_id: int | None, *, season_id: int, today: date
) -> Board:
    """Return the board of a unit: at most 4 queries, whatever the number of requests or units.

    Raises NotFound when the unit does not exist, lies outside the actor's territory, or has no
    floor below it (a school).
    """
    if kind not in _BELOW:
        raise NotFound
    *above, unit = way_to(actor, kind, unit_id)
    tallies = _tallies(actor, kind, unit_id, season_id=season_id, today=today)
    below = units_below(actor, kind, unit_id, [pk for pk in tallies if pk is not None])
    rows = [Row(each, tallies.get(each.id, Tally())) for each in below]
    if None in tallies:  # not in the list, or no fixed address: the directorate's own cases
        rows.append(Row(Unit(ScopeKind.SCHOOL, None), tallies[None], placed=False))
    return Board(unit, tuple(above), tuple(rows), add_up(row.tally for row in rows))


def _tallies(
    actor: Actor, kind: ScopeKind, unit_id: int | None, *, season_id: int, today: date
) -> dict[int | None, Tally]:
    requests = Application.objects.filter(
        within_reach(actor, BOARD, school="school", directorate="directorate"),
        season_id=season_id,
        state__in=[state.value for state in FILED],
    )
    if kind in _AT:
        requests = requests.filter(**{_AT[kind]: unit_id})
    per_state = {f"n_{s.value}": Count("pk", filter=Q(state=s.value)) for s in FILED}
    grouped = (
        requests.values(unit=F(_BELOW[kind]))
        .annotate(**per_state, n_overdue=Count("pk", filter=overdue(today)))
        .order_by()
    )
    return {
        row["unit"]: Tally({s: row[f"n_{s.value}"] for s in FILED}, row["n_overdue"])
        for row in grouped
    }
