"""Ways out: what a gateway must be able to do, and which one serves a channel."""

from functools import cache
from typing import Protocol

from django.conf import settings

from tasjil.accounts.types import Channel
from tasjil.messaging.channels.http_sms import HttpSms
from tasjil.messaging.channels.smtp import Smtp
from tasjil.messaging.channels.unset import Unset
from tasjil.messaging.types import Outcome, Outgoing


class Provider(Protocol):
    """A gateway. `honours_key`: given the same key twice, it delivers once."""

    @property
    def honours_key(self) -> bool:
        """Whether a message that may have left can be given again."""
        ...

    def send(self, message: Outgoing) -> Outcome:
        """Hand a message over; never raises for what a gateway or the line may do."""
        ...


def provider_for(channel: Channel) -> Provider:
    """Return the gateway of a channel as the settings name it."""
    if channel is Channel.SMS:
        return _sms(settings.SMS_URL, settings.SMS_SENDER)
    return _email(settings.EMAIL_URL, settings.EMAIL_FROM)


@cache
def _sms(url: str, sender: str) -> Provider:
    return HttpSms(url, sender) if url else Unset()


@cache
def _email(url: str, sender: str) -> Provider:
    return Smtp(url, sender) if url else Unset()
