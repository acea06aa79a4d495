"""Which message a move of the transition table makes."""

from tasjil.applications.types import Move, State
from tasjil.messaging.types import Message

_BY_MOVE: dict[Move, Message] = {
    Move.SUBMIT: Message.SUBMITTED,
    Move.ASK: Message.ASKED,
    Move.ACCEPT: Message.ACCEPTED,
    Move.REFUSE: Message.REFUSED,
    Move.REDIRECT: Message.REDIRECTED,
    Move.WAITLIST: Message.WAITLISTED,
    Move.APPEAL: Message.APPEAL_RECEIVED,
    Move.ENROL: Message.ENROLLED,
    Move.WITHDRAW: Message.WITHDRAWN,
}
_BY_OUTCOME: dict[State, Message] = {
    State.ACCEPTED: Message.SETTLED_ACCEPTED,
    State.REFUSED: Message.SETTLED_REFUSED,
    State.SUBMITTED: Message.SETTLED_ELSEWHERE,
}


def message_for(move: Move, state: State) -> Message:
    """Return the message of a move that led to `state`.

    Raises KeyError for a move that tells the family nothing.
    """
    return _BY_OUTCOME[state] if move is Move.SETTLE else _BY_MOVE[move]
