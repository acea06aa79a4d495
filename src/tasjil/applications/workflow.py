"""The table of transitions (domain section 5): data in one place.

Buttons, permissions, API, notifications, documentation and tests are made from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tasjil.applications.types import Clock, Move, Need, Party, State

S, P = State, Party

# States in which a child's request stands in the way of a second one in the same season.
OPEN: frozenset[State] = frozenset(
    {
        S.SUBMITTED,
        S.IN_REVIEW,
        S.AWAITING_FAMILY,
        S.ACCEPTED,
        S.WAITLISTED,
        S.IN_APPEAL,
        S.ENROLLED,
    }
)
# States that wait for the school or the directorate.
UNDECIDED: frozenset[State] = frozenset({S.SUBMITTED, S.IN_REVIEW, S.AWAITING_FAMILY})
# States that hold the result of a decision (with decided_at and decided_by).
DECIDED: frozenset[State] = frozenset({S.ACCEPTED, S.REFUSED, S.WAITLISTED, S.ENROLLED})
# States in which the ground of the refusal is told beside the request.
WITH_GROUND: frozenset[State] = frozenset({S.REFUSED, S.IN_APPEAL})
FINAL: frozenset[State] = frozenset({S.ENROLLED, S.WITHDRAWN, S.EXPIRED})
BEFORE_ENROLLED: frozenset[State] = frozenset(State) - {S.ENROLLED, S.WITHDRAWN, S.EXPIRED, S.DRAFT}


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. `targets` empty: the state stays; several: the mover chooses one."""

    move: Move
    sources: frozenset[State]
    targets: tuple[State, ...]
    by: frozenset[Party]
    needs: tuple[Need, ...]
    clock: Clock
    tells_family: bool


def _row(
    move: Move,
    sources: Iterable[State],
    targets: tuple[State, ...],
    by: Iterable[Party],
    *needs: Need,
    clock: Clock = Clock.NONE,
    tells: bool = False,
) -> Transition:
    return Transition(move, frozenset(sources), targets, frozenset(by), needs, clock, tells)


_TO_DECIDE = (S.SUBMITTED, S.IN_REVIEW)

TABLE: tuple[Transition, ...] = (
    _row(Move.SUBMIT, (S.DRAFT,), (S.SUBMITTED,), (P.GUARDIAN, P.AGENT),
         Need.COMPLETE, Need.SEASON_OPEN, clock=Clock.START, tells=True),
    _row(Move.TAKE_UP, (S.SUBMITTED,), (S.IN_REVIEW,), (P.HEAD,), clock=Clock.RUN),
    _row(Move.ASK, _TO_DECIDE, (S.AWAITING_FAMILY,), (P.HEAD,),
         Need.QUESTION, clock=Clock.PAUSE, tells=True),
    _row(Move.ANSWER, (S.AWAITING_FAMILY,), (S.IN_REVIEW,), (P.GUARDIAN, P.AGENT),
         Need.ANSWER, clock=Clock.RESUME),
    _row(Move.ACCEPT, _TO_DECIDE, (S.ACCEPTED,), (P.HEAD,),
         Need.DISPENSATION, clock=Clock.STOP, tells=True),
    _row(Move.REFUSE, _TO_DECIDE, (S.REFUSED,), (P.HEAD,),
         Need.GROUND, clock=Clock.STOP, tells=True),
    _row(Move.PROPOSE_REDIRECT, _TO_DECIDE, (), (P.HEAD,),
         Need.SCHOOL, Need.REASON, clock=Clock.RUN),
    _row(Move.REDIRECT, _TO_DECIDE, (S.SUBMITTED,), (P.DIRECTORATE,),
         Need.SCHOOL, Need.REASON, clock=Clock.RUN, tells=True),
    _row(Move.WAITLIST, _TO_DECIDE, (S.WAITLISTED,), (P.HEAD,),
         Need.RANK, clock=Clock.STOP, tells=True),
    _row(Move.APPEAL, (S.REFUSED,), (S.IN_APPEAL,), (P.GUARDIAN,), tells=True),
    _row(Move.SETTLE, (S.IN_APPEAL,), (S.ACCEPTED, S.REFUSED, S.SUBMITTED), (P.DIRECTORATE,),
         Need.OUTCOME, Need.REASON, clock=Clock.STOP, tells=True),
    _row(Move.ENROL, (S.ACCEPTED,), (S.ENROLLED,), (P.HEAD,), Need.ORIGINALS, tells=True),
    _row(Move.WITHDRAW, BEFORE_ENROLLED, (S.WITHDRAWN,), (P.GUARDIAN, P.AGENT),
         clock=Clock.STOP, tells=True),
    _row(Move.CORRECT, (S.SUBMITTED, S.AWAITING_FAMILY), (), (P.GUARDIAN,)),
    _row(Move.EXPIRE, (S.DRAFT,), (S.EXPIRED,), (P.SYSTEM,)),
)  # fmt: skip

BY_MOVE: dict[Move, Transition] = {row.move: row for row in TABLE}


def allows(move: Move, state: State) -> bool:
    """Return whether the table has this move from this state."""
    return state in BY_MOVE[move].sources


def moves_from(state: State, party: Party) -> list[Move]:
    """Return what a party may do from a state, in the order of the table: the buttons of a page."""
    return [row.move for row in TABLE if state in row.sources and party in row.by]


def target_of(move: Move, state: State, chosen: State | None = None) -> State:
    """Return the state after the move.

    Raises ValueError when the table does not have the move from `state`, or when the mover must
    choose among several targets and chose none of them.
    """
    row = BY_MOVE[move]
    if state not in row.sources:
        raise ValueError(f"{move} is not possible from {state}")
    if not row.targets:
        return state
    if len(row.targets) == 1:
        return row.targets[0]
    if chosen not in row.targets:
        raise ValueError(f"{move} needs one of {', '.join(row.targets)}")
    return chosen
