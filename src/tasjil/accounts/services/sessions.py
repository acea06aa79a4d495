"""The guardian's session: a signed cookie, so that no page reads the database to know who it is.

The portal sets and clears the cookie named `types.GUARDIAN_COOKIE`. Signing out clears it on that
machine only; there is no list of sessions to revoke, which is why it lives shortly.
"""

from datetime import UTC, datetime

from django.core import signing

from tasjil.accounts.models import Contact
from tasjil.accounts.rules import (
    CLOCK_SKEW,
    SESSION_IDLE,
    SESSION_RENEWED_AFTER,
    SESSION_WHOLE,
)
from tasjil.accounts.services.addresses import mask_address
from tasjil.accounts.types import Channel, GuardianSession
from tasjil.core.types import Actor, ActorKind

_SALT = "tasjil.accounts.guardian"


def open_guardian_session(contact: Contact, *, now: datetime) -> str:
    """Return the cookie's value for whoever has just proved this contact."""
    channel = Channel(contact.channel)
    masked = mask_address(channel, contact.address)
    return _sign(GuardianSession(contact.pk, channel, masked, opened_at=now, seen_at=now))


def read_guardian_session(value: str, *, now: datetime) -> GuardianSession | None:
    """Return who holds the cookie, None when it is forged, idle for 2 h or older than 12 h."""
    try:
        parts = _signer().unsign_object(value)
        session = GuardianSession(
            contact_id=int(parts["c"]),
            channel=Channel(parts["k"]),
            masked=str(parts["m"]),
            opened_at=datetime.fromtimestamp(parts["o"], UTC),
            seen_at=datetime.fromtimestamp(parts["s"], UTC),
        )
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    idle, whole = now - session.seen_at, now - session.opened_at
    alive = -CLOCK_SKEW <= idle < SESSION_IDLE and whole < SESSION_WHOLE
    return session if alive else None


def renew_guardian_session(session: GuardianSession, *, now: datetime) -> str | None:
    """Return the cookie's next value when it is time to set it again, else None."""
    if now - session.seen_at < SESSION_RENEWED_AFTER:
        return None
    return _sign(
        GuardianSession(
            session.contact_id, session.channel, session.masked, session.opened_at, seen_at=now
        )
    )


def actor_of_guardian(session: GuardianSession) -> Actor:
    """Return the actor behind a session that was read."""
    return Actor(ActorKind.GUARDIAN, id=session.contact_id)


def _sign(session: GuardianSession) -> str:
    return _signer().sign_object(
        {
            "c": session.contact_id,
            "k": session.channel.value,
            "m": session.masked,
            "o": int(session.opened_at.timestamp()),
            "s": int(session.seen_at.timestamp()),
        }
    )


def _signer() -> signing.Signer:
    # Not the TimestampSigner: it reads the clock, and time is given here.
    return signing.Signer(salt=_SALT)
