"""What is told when something happened below: subscribers of the outbox."""

from datetime import datetime

from tasjil.accounts.events import CodeRequested
from tasjil.accounts.types import Channel
from tasjil.applications.events import ApplicationMoved
from tasjil.applications.selectors import message_facts
from tasjil.applications.types import Move, State
from tasjil.core.secrets import unseal
from tasjil.messaging.rules import message_for
from tasjil.messaging.services import plan_code, plan_message


def on_application_moved(event: ApplicationMoved, event_id: int, now: datetime) -> None:
    """Tell the family about a move, if the table of transitions says so."""
    if not event.tells_family:
        return
    plan_message(
        event_id=event_id,
        message=message_for(Move(event.move), State(event.state)),
        facts=message_facts(event.application_id, event.history_id),
        now=now,
    )


def on_code_requested(event: CodeRequested, event_id: int, now: datetime) -> None:
    """Send a one-time code to the phone or mailbox that asked for it."""
    if not event.code_sealed:
        return  # planned before: the code was removed from the event
    plan_code(
        event_id=event_id,
        channel=Channel(event.channel),
        address=unseal(event.address_sealed),
        code=unseal(event.code_sealed),
        language=event.language,
        expires_minutes=event.expires_minutes,
        now=now,
    )
