"""The words of accounts: roles, scopes, channels, actions, sessions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from tasjil.territory.types import ScopeKind


class Role(StrEnum):
    """What a member of the administration is, over a part of the territory (domain section 1)."""

    HEAD = "head"
    DIRECTORATE = "directorate"
    ACADEMY = "academy"
    MINISTRY = "ministry"
    HELPLINE = "helpline"
    AUDITOR = "auditor"


# The floor of the tree on which each role is held.
ROLE_FLOOR: dict[Role, ScopeKind] = {
    Role.HEAD: ScopeKind.SCHOOL,
    Role.DIRECTORATE: ScopeKind.DIRECTORATE,
    Role.ACADEMY: ScopeKind.ACADEMY,
    Role.MINISTRY: ScopeKind.COUNTRY,
    Role.HELPLINE: ScopeKind.COUNTRY,
    Role.AUDITOR: ScopeKind.COUNTRY,
}


class Channel(StrEnum):
    """How a person can be reached and can prove who they are."""

    SMS = "sms"
    EMAIL = "email"


class SignInStep(StrEnum):
    """What stands between a right password and the staff pages.

    Today always DONE. SECOND_FACTOR is the seam for the one-time password or passkey to come:
    callers must already treat it as "not signed in yet" (docs/adr/0008).
    """

    DONE = "done"
    SECOND_FACTOR = "second_factor"


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the territory: a floor of the tree and the unit on it, None for the country."""

    kind: ScopeKind
    id: int | None = None


COUNTRY: Final = Scope(ScopeKind.COUNTRY)

# What stands as the role in the one grant of a partner system: its scopes say what it may do.
MACHINE_ROLE: Final = "machine"

# The signed cookie by which a guardian is known without a read of the database.
GUARDIAN_COOKIE: Final = "tasjil_family"


@dataclass(frozen=True, slots=True)
class GuardianSession:
    """Who holds the family cookie. `masked` is the address with its middle hidden, for display.

    `opened_at` is when the code was proved, `seen_at` when the cookie was last renewed.
    """

    contact_id: int
    channel: Channel
    masked: str
    opened_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Action:
    """A named right: which roles hold it over their part of the territory.

    `own` is True when a guardian holds it over the family's own things; `machine` is the scope
    an API key needs, None when no machine may.
    """

    name: str
    roles: frozenset[Role]
    own: bool = False
    machine: str | None = None
