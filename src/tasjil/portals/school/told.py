"""What reached the family, and what is about to: in the very words that are sent."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tasjil.accounts.types import Channel
from tasjil.applications.selectors import message_facts
from tasjil.applications.types import Move, State
from tasjil.core.phones import mask_phone
from tasjil.core.text import show_moment
from tasjil.core.types import Actor
from tasjil.messaging.rules import message_for
from tasjil.messaging.selectors import deliveries_of
from tasjil.messaging.services.texts import texts_in_force
from tasjil.messaging.types import DeliveryState, Message
from tasjil.messaging.wording import language_for, values_of, written

CHANNELS: dict[Channel, str | Promise] = {
    Channel.SMS: gettext_lazy("Text message"),
    Channel.EMAIL: gettext_lazy("E-mail"),
}
STATES: dict[DeliveryState, tuple[str | Promise, str]] = {
    DeliveryState.WAITING: (gettext_lazy("About to leave"), "wait"),
    DeliveryState.SENDING: (gettext_lazy("Leaving now"), "wait"),
    DeliveryState.SENT: (gettext_lazy("Sent"), "go"),
    DeliveryState.FAILED_FOR_EVER: (gettext_lazy("Did not reach: please phone the family"), "no"),
    DeliveryState.UNKNOWN: (gettext_lazy("May not have reached: please phone the family"), "no"),
    DeliveryState.EXPIRED: (gettext_lazy("Came too late"), "calm"),
}
MESSAGES: dict[Message, str | Promise] = {
    Message.CODE: gettext_lazy("One-time code"),
    Message.SUBMITTED: gettext_lazy("Receipt of the request"),
    Message.ASKED: gettext_lazy("Question of the school"),
    Message.ACCEPTED: gettext_lazy("Acceptance"),
    Message.REFUSED: gettext_lazy("Refusal, with its ground"),
    Message.REDIRECTED: gettext_lazy("Another school"),
    Message.WAITLISTED: gettext_lazy("Waiting list"),
    Message.APPEAL_RECEIVED: gettext_lazy("Receipt of the appeal"),
    Message.SETTLED_ACCEPTED: gettext_lazy("Appeal: accepted"),
    Message.SETTLED_REFUSED: gettext_lazy("Appeal: refused"),
    Message.SETTLED_ELSEWHERE: gettext_lazy("Appeal: another school"),
    Message.ENROLLED: gettext_lazy("Registration complete"),
    Message.WITHDRAWN: gettext_lazy("Withdrawal"),
}


@dataclass(frozen=True, slots=True)
class Delivered:
    """One message to one recipient, in words."""

    what: str
    how: str
    address: str
    state: str
    tone: str
    when: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A message as the family will read it; `dir` is the direction of its language."""

    how: str
    text: str
    language: str
    dir: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a move is about to write, and the message to say."""

    ground_ar: str = ""
    ground_fr: str = ""
    decision_text: str = ""


_NOTHING = Words()


def deliveries(actor: Actor, number: str) -> list[Delivered]:
    """Return what was told about a request, the newest first (2 queries)."""
    return [
        Delivered(
            what=str(MESSAGES[told.message]),
            how=str(CHANNELS[told.channel]),
            address=mask_phone(told.address) if told.channel is Channel.SMS else told.address,
            state=str(STATES[told.state][0]),
            tone=STATES[told.state][1],
            when=show_moment(told.at),
        )
        for told in deliveries_of(actor, number)
        if told.message is not Message.CODE
    ]


def previews(
    application: Any, move: Move, target: State, now: datetime, words: Words = _NOTHING
) -> list[Preview]:
    """Return what a move would tell the family, by each channel that reaches it (2 queries)."""
    facts = replace(
        message_facts(application.pk, 0),
        ground_ar=words.ground_ar,
        ground_fr=words.ground_fr,
        decision_text=words.decision_text,
    )
    language = language_for(facts.language)
    texts = texts_in_force(message_for(move, target), language, now=now)
    found: dict[Channel, Preview] = {}
    for channel, _address in facts.recipients:
        if channel not in found and channel in texts:
            body = written(
                texts[channel].body, values_of(facts, channel, language), channel, language
            )
            direction = "rtl" if language == "ar" else "ltr"
            found[channel] = Preview(str(CHANNELS[channel]), body.strip(), language, direction)
    return list(found.values())
