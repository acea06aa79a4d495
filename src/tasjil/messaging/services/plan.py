"""Plan a message: one delivery and one job per recipient, once per event of the outbox."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from tasjil.accounts.types import Channel
from tasjil.applications.selectors import MessageFacts
from tasjil.core.models import OutboxEvent
from tasjil.core.phones import takes_sms
from tasjil.core.secrets import seal
from tasjil.messaging.models import Delivery, MessageText
from tasjil.messaging.services.queueing import ask_to_send
from tasjil.messaging.services.texts import texts_in_force
from tasjil.messaging.types import Message
from tasjil.messaging.wording import language_for, values_of, values_of_code, written

_TRY_FOR = timedelta(hours=24)


@transaction.atomic
def plan_message(*, event_id: int, message: Message, facts: MessageFacts, now: datetime) -> int:
    """Plan a message about a request for everyone who is to be told; return how many deliveries.

    Repeating it for the same event plans nothing more. Raises TextError when the text asks for
    a fact that is not there.
    """
    language = language_for(facts.language)
    told = set(Delivery.objects.filter(outbox_event_id=event_id).values_list("channel", "address"))
    texts = texts_in_force(message, language, now=now)
    deliveries = []
    for channel, address in _reachable(facts.recipients):
        if (channel.value, address) in told:
            continue
        values = values_of(facts, channel, language)
        row = _delivery(texts[channel], address, values, event_id=event_id, now=now)
        row.application_number = facts.number
        deliveries.append(row)
    return _plan(deliveries)


@transaction.atomic
def plan_code(
    *,
    event_id: int,
    channel: Channel,
    address: str,
    code: str,
    language: str,
    expires_minutes: int,
    now: datetime,
) -> int:
    """Plan a one-time code; return 1, or 0 when the event was planned before.

    The delivery's body is sealed, and the code is removed from the event: it rests nowhere else.
    """
    if Delivery.objects.filter(outbox_event_id=event_id).exists():
        return 0
    event = OutboxEvent.objects.filter(pk=event_id).first()
    requested_at = event.created_at if event else now
    language = language_for(language)
    text = texts_in_force(Message.CODE, language, now=now)[channel]
    values = values_of_code(code, expires_minutes, channel, language)
    row = _delivery(text, address, values, event_id=event_id, now=now)
    row.subject, row.body = seal(row.subject), seal(row.body)
    row.give_up_at = requested_at + timedelta(minutes=expires_minutes)
    if event:
        sealed = {"code_sealed": "", "address_sealed": ""}
        OutboxEvent.objects.filter(pk=event_id).update(payload={**event.payload, **sealed})
    return _plan([row])


def _reachable(recipients: Iterable[tuple[Channel, str]]) -> list[tuple[Channel, str]]:
    """Each recipient once; a landline takes no SMS."""
    return [
        (channel, address)
        for channel, address in dict.fromkeys(recipients)
        if address and (channel is not Channel.SMS or takes_sms(address))
    ]


def _delivery(
    text: MessageText, address: str, values: dict[str, str], *, event_id: int, now: datetime
) -> Delivery:
    channel = Channel(text.channel)
    subject = written(text.subject, values, channel, text.language).lstrip("\u200f")
    return Delivery(
        outbox_event_id=event_id,
        message=text.message,
        channel=text.channel,
        address=address,
        language=text.language,
        text=text,
        subject=subject,
        body=written(text.body, values, channel, text.language),
        next_try_at=now,
        give_up_at=now + _TRY_FOR,
        created_at=now,
    )


def _plan(deliveries: list[Delivery]) -> int:
    Delivery.objects.bulk_create(deliveries)
    ask_to_send(deliveries)
    return len(deliveries)
