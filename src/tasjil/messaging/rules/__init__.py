"""Pure rules of messaging: what an SMS holds, how a text is filled, when to try again."""

from tasjil.messaging.rules.filling import TextError, fill, fill_sms, shorten
from tasjil.messaging.rules.moves import message_for
from tasjil.messaging.rules.retries import next_try
from tasjil.messaging.rules.sms import sms_parts, to_gsm7

__all__ = [
    "TextError",
    "fill",
    "fill_sms",
    "message_for",
    "next_try",
    "shorten",
    "sms_parts",
    "to_gsm7",
]
