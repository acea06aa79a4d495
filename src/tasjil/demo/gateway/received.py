"""What the demonstration shows of its phones and mailboxes."""

from typing import TypedDict
from uuid import UUID

from django.conf import settings

from tasjil.demo.gateway.inbox import Received, read_inbox
from tasjil.messaging.selectors import Label, labels_of

INBOX_FILE = "demo-inbox.jsonl"


class Row(TypedDict):
    """One row of /demo/messages.json. The number is empty for a message about no request."""

    to: str
    channel: str
    language: str
    text: str
    sent_at: str
    application_number: str


def received() -> list[Row]:
    """Return every message that arrived, the oldest first (1 query)."""
    inbox = read_inbox(settings.HOME / INBOX_FILE)
    keys = {row.delivery_id: key for row in inbox if (key := _key(row)) is not None}
    labels = labels_of(keys.values())
    return [
        _row(
            message, labels.get(keys[message.delivery_id]) if message.delivery_id in keys else None
        )
        for message in inbox
    ]


def _key(message: Received) -> UUID | None:
    try:
        return UUID(message.delivery_id)
    except ValueError:
        return None


def _row(message: Received, label: Label | None) -> Row:
    return Row(
        to=message.to,
        channel=message.channel,
        language=label.language if label else "",
        text=message.text,
        sent_at=message.sent_at,
        application_number=label.application_number if label else "",
    )
