"""E-mail addresses: read tolerantly, kept in one form, and only those that mail reaches."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tasjil.core.text import clean

_LONGEST = 254


def parse_mailbox(typed: str) -> str | None:
    """Return the address in lower case, its domain in ASCII, or None for what is no mailbox.

    A mailbox name beyond ASCII is refused: two names that look alike must not be one account, and
    few servers take such mail.
    """
    name, _at, domain = clean(typed).lower().rpartition("@")
    try:
        address = f"{name}@{domain.encode('idna').decode()}"
        validate_email(address)
    except (UnicodeError, ValidationError):
        return None
    named = "[" not in domain  # a bare number of a machine is nobody's mailbox
    return address if named and address.isascii() and len(address) <= _LONGEST else None
