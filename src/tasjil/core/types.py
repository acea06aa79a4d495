"""Who acts: the one object that every service, selector and policy is given."""

from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    """How somebody stands before the service."""

    ANONYMOUS = "anonymous"
    GUARDIAN = "guardian"
    STAFF = "staff"
    MACHINE = "machine"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role over a part of the territory: `scope_kind` names the floor, `scope_id` the unit."""

    role: str
    scope_kind: str
    scope_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks for something.

    `id` is the row of its kind: a guardian's contact, a staff member, an API key.
    `grants` are the territorial roles of staff; `scopes` the scopes of an API key.
    """

    kind: ActorKind
    id: int | None = None
    grants: tuple[Grant, ...] = field(default=())
    scopes: frozenset[str] = field(default=frozenset())

    @property
    def is_guardian(self) -> bool:
        """Whether this is a family member who proved a phone or a mailbox."""
        return self.kind is ActorKind.GUARDIAN

    @property
    def is_staff(self) -> bool:
        """Whether this is a signed-in member of the administration."""
        return self.kind is ActorKind.STAFF


ANONYMOUS = Actor(ActorKind.ANONYMOUS)
SYSTEM = Actor(ActorKind.SYSTEM)
