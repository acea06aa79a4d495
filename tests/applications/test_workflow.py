"""The table of transitions (domain section 5), as data."""

import pytest

from tasjil.applications.types import Move, Party, State
from tasjil.applications.workflow import BY_MOVE, FINAL, OPEN, TABLE, allows, moves_from, target_of

# The table of domain.md, written again by hand: move -> (from, to).
EXPECTED: dict[Move, tuple[set[State], set[State]]] = {
    Move.SUBMIT: ({State.DRAFT}, {State.SUBMITTED}),
    Move.TAKE_UP: ({State.SUBMITTED}, {State.IN_REVIEW}),
    Move.ASK: ({State.SUBMITTED, State.IN_REVIEW}, {State.AWAITING_FAMILY}),
    Move.ANSWER: ({State.AWAITING_FAMILY}, {State.IN_REVIEW}),
    Move.ACCEPT: ({State.SUBMITTED, State.IN_REVIEW}, {State.ACCEPTED}),
    Move.REFUSE: ({State.SUBMITTED, State.IN_REVIEW}, {State.REFUSED}),
    Move.PROPOSE_REDIRECT: ({State.SUBMITTED, State.IN_REVIEW}, set()),
    Move.REDIRECT: ({State.SUBMITTED, State.IN_REVIEW}, {State.SUBMITTED}),
    Move.WAITLIST: ({State.SUBMITTED, State.IN_REVIEW}, {State.WAITLISTED}),
    Move.APPEAL: ({State.REFUSED}, {State.IN_APPEAL}),
    Move.SETTLE: ({State.IN_APPEAL}, {State.ACCEPTED, State.REFUSED, State.SUBMITTED}),
    Move.ENROL: ({State.ACCEPTED}, {State.ENROLLED}),
    Move.WITHDRAW: (
        {State.SUBMITTED, State.IN_REVIEW, State.AWAITING_FAMILY, State.ACCEPTED, State.REFUSED,
         State.WAITLISTED, State.IN_APPEAL},
        {State.WITHDRAWN},
    ),
    Move.CORRECT: ({State.SUBMITTED, State.AWAITING_FAMILY}, set()),
    Move.EXPIRE: ({State.DRAFT}, {State.EXPIRED}),
}  # fmt: skip


def test_every_move_has_exactly_one_row() -> None:
    assert [row.move for row in TABLE] == list(dict.fromkeys(row.move for row in TABLE))
    assert set(BY_MOVE) == set(Move)


@pytest.mark.parametrize("move", list(Move))
def test_each_move_goes_where_the_domain_says(move: Move) -> None:
    row = BY_MOVE[move]
    assert (set(row.sources), set(row.targets)) == EXPECTED[move]


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(Move))
def test_a_move_is_refused_from_every_other_state(move: Move, state: State) -> None:
    if allows(move, state):
        chosen = BY_MOVE[move].targets[0] if BY_MOVE[move].targets else None
        assert target_of(move, state, chosen) in {*BY_MOVE[move].targets, state}
    else:
        with pytest.raises(ValueError, match="not possible"):
            target_of(move, state)


def test_nothing_leaves_a_final_state() -> None:
    assert not [row.move for row in TABLE if row.sources & FINAL]


def test_an_appeal_is_settled_only_with_an_outcome() -> None:
    with pytest.raises(ValueError, match="needs one of"):
        target_of(Move.SETTLE, State.IN_APPEAL)


def test_a_refused_or_withdrawn_child_may_be_filed_again() -> None:
    assert not OPEN & {State.REFUSED, State.WITHDRAWN, State.DRAFT, State.EXPIRED}


def test_what_a_head_may_do_with_a_new_request() -> None:
    assert moves_from(State.SUBMITTED, Party.HEAD) == [
        Move.TAKE_UP, Move.ASK, Move.ACCEPT, Move.REFUSE, Move.PROPOSE_REDIRECT, Move.WAITLIST,
    ]  # fmt: skip
