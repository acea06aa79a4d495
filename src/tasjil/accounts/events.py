"""What happened in accounts, for whoever wants to know."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CodeRequested:
    """Somebody asked for a one-time code, to be sent at once and in preference to anything else.

    `channel` is a value of `Channel`; address and code are sealed by `core.secrets.seal`, so that
    the outbox shows neither. `language` is that of the page; the code dies in `expires_minutes`.
    """

    topic: ClassVar[str] = "accounts.code_requested"

    channel: str
    address_sealed: str
    code_sealed: str
    language: str
    expires_minutes: int
