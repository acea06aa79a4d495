"""The one field in which a family types a phone or a mailbox."""

from django.utils.translation import gettext_lazy as _

from tasjil.accounts.rules import mask_email
from tasjil.accounts.types import Channel
from tasjil.core.errors import DomainError
from tasjil.core.mailboxes import parse_mailbox
from tasjil.core.phones import mask_phone, parse_phone, takes_sms
from tasjil.core.text import clean


class NoTextMessages(DomainError):
    """A Moroccan landline: the code could never arrive."""

    code = "phone_takes_no_sms"
    status = 422
    sentence = _(
        "This is a landline and cannot receive text messages. "
        "Give a mobile number (06 or 07), or an e-mail address."
    )


class NoSuchMailbox(DomainError):
    """There is an @, but this cannot be the address of a mailbox."""

    code = "email_malformed"
    status = 422
    sentence = _("This e-mail address is not complete. Check it, for example name@example.ma.")


def read_address(typed: str) -> tuple[Channel, str] | None:
    """Return the channel and the normalised address of what was typed, None when it is neither.

    Raises NoTextMessages for a Moroccan landline, NoSuchMailbox for a broken e-mail address.
    """
    text = clean(typed)
    if "@" in text:
        return Channel.EMAIL, read_email(text)
    phone = parse_phone(text)
    if phone is None:
        return None
    if not takes_sms(phone):
        raise NoTextMessages
    return Channel.SMS, phone


def read_email(typed: str) -> str:
    """Return the address in its one form. Raises NoSuchMailbox."""
    address = parse_mailbox(typed)
    if address is None:
        raise NoSuchMailbox
    return address


def mask_address(channel: Channel, address: str) -> str:
    """Return the address as shown on a page that others may see."""
    return mask_phone(address) if channel is Channel.SMS else mask_email(address)
