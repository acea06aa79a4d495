"""Counting requests by state, for each unit just below the one that is looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q

from tasjil.accounts.policies import within_reach
from tasjil.applications.models import Application
from tasjil.applications.types import State
from tasjil.core.errors import NotFound
from tasjil.core.types import Actor
from tasjil.monitoring.policies import BOARD
from tasjil.territory.models import Academy, Commune, Directorate, School
from tasjil.territory.types import ScopeKind

_FILED = [s.value for s in State if s not in (State.DRAFT, State.EXPIRED)]


@dataclass(frozen=True, slots=True)
class Row:
    """One unit and its counts by state; `kind` and `id` lead one floor down."""

    kind: ScopeKind
    id: int | None
    name_ar: str
    name_fr: str
    counts: dict[State, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Requests filed, whatever became of them."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Board:
    """A unit, the way up from it, and the units just below it with their counts."""

    unit: Row
    above: list[Row]
    below: list[Row]


# floor looked at -> (floor below, how a request leads to its unit there)
_BELOW: dict[ScopeKind, tuple[ScopeKind, str]] = {
    ScopeKind.COUNTRY: (ScopeKind.ACADEMY, "directorate__academy_id"),
    ScopeKind.ACADEMY: (ScopeKind.DIRECTORATE, "directorate_id"),
    ScopeKind.DIRECTORATE: (ScopeKind.COMMUNE, "school__commune_id"),
    ScopeKind.COMMUNE: (ScopeKind.SCHOOL, "school_id"),
}
_AT: dict[ScopeKind, str] = {
    ScopeKind.ACADEMY: "directorate__academy_id",
    ScopeKind.DIRECTORATE: "directorate_id",
    ScopeKind.COMMUNE: "school__commune_id",
}


def board(actor: Actor, kind: ScopeKind, unit_id: int | None, *, season_id: int) -> Board:
    """Return the board of a unit: at most 4 queries, whatever the number of requests or units.

    Raises NotFound when the unit does not exist or lies outside the actor's territory.
    """
    chain = _chain(kind, unit_id)
    below_kind, path = _BELOW[kind]
    requests = Application.objects.filter(
        within_reach(actor, BOARD, school="school", directorate="directorate"),
        season_id=season_id,
        state__in=_FILED,
    )
    if kind is not ScopeKind.COUNTRY:
        requests = requests.filter(**{_AT[kind]: unit_id})
    _require_reach(actor, chain)
    grouped = requests.values_list(unit=F(path)).annotate(n=Count("pk"))
    counts: dict[int | None, dict[State, int]] = {}
    for unit, state, n in grouped.values_list("unit", "state", "n").order_by():
        counts.setdefault(unit, {})[State(state)] = n
    rows = [
        Row(below_kind, pk, ar, fr, counts.pop(pk, {}))
        for pk, ar, fr in _units_below(kind, unit_id)
    ]
    for leftover in counts.values():  # requests without a school: the directorate's own desk
        rows.append(Row(below_kind, None, "", "", leftover))
    unit_row = chain[-1]
    return Board(
        unit=Row(unit_row.kind, unit_row.id, unit_row.name_ar, unit_row.name_fr, _sum(rows)),
        above=chain[:-1],
        below=rows,
    )


def _sum(rows: Iterable[Row]) -> dict[State, int]:
    total: dict[State, int] = {}
    for row in rows:
        for state, n in row.counts.items():
            total[state] = total.get(state, 0) + n
    return total
