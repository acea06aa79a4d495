"""The words of accounts: roles, channels, actions."""

from dataclasses import dataclass
from enum import StrEnum

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
