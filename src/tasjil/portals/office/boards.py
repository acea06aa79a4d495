"""A board as a table in words: its columns, its rows, its totals."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasjil.applications.types import State
from tasjil.applications.wording import DESK_STATES
from tasjil.monitoring.types import Board, Row, Tally, Unit
from tasjil.portals.doors import shown
from tasjil.territory.types import ScopeKind

COUNTRY = gettext_lazy("Morocco")
FLOORS: dict[ScopeKind, str | Promise] = {
    ScopeKind.COUNTRY: gettext_lazy("Academies"),
    ScopeKind.ACADEMY: gettext_lazy("Directorates"),
    ScopeKind.DIRECTORATE: gettext_lazy("Communes"),
    ScopeKind.COMMUNE: gettext_lazy("Schools"),
}
# What a name is a part of on its own floor.
PARTS: dict[ScopeKind, str | Promise] = {
    ScopeKind.COMMUNE: gettext_lazy("Arrondissement of %(name)s"),
    ScopeKind.SCHOOL: gettext_lazy("Satellite of %(name)s"),
}
_STATES: tuple[State, ...] = (
    State.SUBMITTED,
    State.IN_REVIEW,
    State.AWAITING_FAMILY,
    State.ACCEPTED,
    State.ENROLLED,
    State.WAITLISTED,
    State.REFUSED,
    State.IN_APPEAL,
    State.WITHDRAWN,
)
_Column = tuple[str | Promise, Callable[[Tally], int]]


def _in(state: State) -> Callable[[Tally], int]:
    return lambda tally: tally.counts.get(state, 0)


_COLUMNS: tuple[_Column, ...] = (
    (gettext_lazy("Filed"), lambda tally: tally.total),
    *((DESK_STATES[state], _in(state)) for state in _STATES),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the heading that says what it counts."""

    label: str | Promise
    value: int


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the board; `url` leads one floor down, empty where there is none."""

    name: str
    part: str
    url: str
    figures: list[Figure]
    overdue: int
    share: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """A unit on the way up."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class BoardTable:
    """The whole board, ready to be written out."""

    title: str
    floor: str | Promise
    headings: list[str | Promise]
    above: list[Step]
    lines: list[Line]
    total: Line
    unplaced: int


def url_of(unit: Unit) -> str:
    """Return the address of a unit's board; the country's has no id."""
    if unit.id is None:
        return reverse("office:board")
    return reverse("office:board_unit", args=[unit.kind.value, unit.id])


def name_of(unit: Unit) -> str:
    """Return a unit's name in the reader's language."""
    if unit.kind is ScopeKind.COUNTRY:
        return str(COUNTRY)
    return shown(unit.name_ar, unit.name_fr)


def table_of(board: Board, *, unplaced_url: str) -> BoardTable:
    """Return a board in words; `unplaced_url` leads to the cases without a school, or is empty."""
    rows = sorted(board.rows, key=_order)
    return BoardTable(
        title=name_of(board.unit),
        floor=FLOORS[board.unit.kind],
        headings=[label for label, _count in _COLUMNS],
        above=[Step(name_of(unit), url_of(unit)) for unit in board.above],
        lines=[_line(row, unplaced_url) for row in rows],
        total=_figures(_("Total"), "", "", board.total),
        unplaced=sum(row.tally.total for row in board.rows if not row.placed),
    )


def _order(row: Row) -> tuple[bool, str, bool, str]:
    """By name, an arrondissement after its city, a satellite after its main school."""
    unit = row.unit
    under = shown(unit.under_ar, unit.under_fr)
    return (not row.placed, under or name_of(unit), bool(under), name_of(unit))


def _line(row: Row, unplaced_url: str) -> Line:
    if not row.placed:
        return _figures(_("No school yet: for the directorate"), "", unplaced_url, row.tally)
    unit = row.unit
    under = shown(unit.under_ar, unit.under_fr)
    part = str(PARTS[unit.kind]) % {"name": under} if under else ""
    url = "" if unit.kind is ScopeKind.SCHOOL else url_of(unit)
    return _figures(name_of(unit), part, url, row.tally)


def _figures(name: str, part: str, url: str, tally: Tally) -> Line:
    return Line(
        name=name,
        part=part,
        url=url,
        figures=[Figure(label, count(tally)) for label, count in _COLUMNS],
        overdue=tally.overdue,
        share=tally.share,
    )
