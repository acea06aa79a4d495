"""The words of the boards: a unit of the tree, its counts, the page that shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tasjil.applications.types import State
from tasjil.applications.workflow import DECIDED
from tasjil.territory.types import ScopeKind

# In appeal, a first answer was given: it counts as answered, and the appeal is counted beside it.
_ANSWERED = DECIDED | {State.IN_APPEAL}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many requests stand in each state, and how many of them wait past their last day."""

    counts: Mapping[State, int] = field(default_factory=dict)
    overdue: int = 0

    @property
    def total(self) -> int:
        """Requests filed, whatever became of them."""
        return sum(self.counts.values())

    @property
    def decided(self) -> int:
        """Requests to which the school has answered."""
        return sum(self.counts.get(state, 0) for state in _ANSWERED)

    @property
    def share(self) -> int | None:
        """The answered part of those not withdrawn, in per cent rounded down; None without any."""
        expected = self.total - self.counts.get(State.WITHDRAWN, 0)
        return self.decided * 100 // expected if expected else None


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the tree. `id` is None for the country and for the cases without a school.

    `under_ar` and `under_fr` name what it is a part of on its own floor: an arrondissement's
    city, a satellite's main school; empty for all others.
    """

    kind: ScopeKind
    id: int | None
    name_ar: str = ""
    name_fr: str = ""
    under_ar: str = ""
    under_fr: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A unit and its counts. `placed` is False for the row of cases without a school."""

    unit: Unit
    tally: Tally
    placed: bool = True


@dataclass(frozen=True, slots=True)
class Board:
    """A unit, the units above it that the reader may open, and those just below with counts."""

    unit: Unit
    above: tuple[Unit, ...]
    rows: tuple[Row, ...]
    total: Tally


@dataclass(frozen=True, slots=True)
class Clock:
    """Of the requests that wait for an answer: past the last day, and near it."""

    overdue: int
    soon: int


def add_up(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of several tallies."""
    counts: dict[State, int] = {}
    overdue = 0
    for tally in tallies:
        overdue += tally.overdue
        for state, n in tally.counts.items():
            counts[state] = counts.get(state, 0) + n
    return Tally(counts, overdue)
