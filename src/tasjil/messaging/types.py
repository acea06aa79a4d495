"""The words of messaging: what is told, how a delivery stands, what a gateway may answer."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tasjil.accounts.types import Channel


class Message(StrEnum):
    """What a person is told; each has a text per channel and language in `texts/`."""

    CODE = "code"
    SUBMITTED = "submitted"
    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REDIRECTED = "redirected"
    WAITLISTED = "waitlisted"
    APPEAL_RECEIVED = "appeal_received"
    SETTLED_ACCEPTED = "settled_accepted"
    SETTLED_REFUSED = "settled_refused"
    SETTLED_ELSEWHERE = "settled_elsewhere"
    ENROLLED = "enrolled"
    WITHDRAWN = "withdrawn"


class DeliveryState(StrEnum):
    """How one message to one recipient stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED_FOR_EVER = "failed_for_ever"
    UNKNOWN = "unknown"  # it may have left: a person looks, the machine does not send again
    EXPIRED = "expired"  # a code that came too late to be of use


FINISHED: frozenset[DeliveryState] = frozenset(DeliveryState) - {
    DeliveryState.WAITING,
    DeliveryState.SENDING,
}


class ErrorKind(StrEnum):
    """Whose fault a failure is: the gateway's of the moment, the address's, or our own set-up's."""

    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    TECHNICAL = "technical"


class Encoding(StrEnum):
    """How the network carries an SMS."""

    GSM7 = "gsm7"
    UCS2 = "ucs2"


@dataclass(frozen=True, slots=True)
class Parts:
    """What an SMS costs: `length` is in units of the encoding (an extension sign counts two)."""

    encoding: Encoding
    parts: int
    length: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message ready to leave. `key` is the same for every attempt; `subject` only for mail."""

    key: UUID
    to: str
    subject: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The gateway took the message over; `reference` is its own name for it."""

    reference: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The gateway will never take this message to this address; `code` says why (smtp_550)."""

    code: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Not taken over this time; worth another try.

    `may_have_left` is True when the line broke after the message was handed over and before the
    answer came: only a gateway that honours the key may be given it again.
    """

    code: str
    kind: ErrorKind = ErrorKind.TEMPORARY
    may_have_left: bool = False


Outcome = Sent | Refused | Failed


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one delivery once: `attempt` fences off whoever held it before."""

    delivery_id: UUID
    attempt: int
    channel: Channel
    outgoing: Outgoing
