"""Who may follow what: boards of counts, and the requests of a directorate one by one."""

from tasjil.accounts.policies import declare, holds_at
from tasjil.accounts.types import Action, Role
from tasjil.core.types import Actor, ActorKind
from tasjil.territory.types import Place, ScopeKind

BOARD = declare("board.read", {Role.DIRECTORATE, Role.ACADEMY, Role.MINISTRY})
FOLLOW = declare("application.follow", {Role.DIRECTORATE})

# No unit has this id: a place above directorates and academies is covered by wider grants only.
_NOWHERE = 0


def reaches(actor: Actor, place: Place) -> bool:
    """Return whether the actor may read the board of this place."""
    return holds_at(actor, BOARD, place)


def country() -> Place:
    """Return the place that only a right over the whole country covers."""
    return Place(directorate_id=_NOWHERE, academy_id=_NOWHERE)


def academy(academy_id: int) -> Place:
    """Return the place of an academy: its own directorates' officers do not cover it."""
    return Place(directorate_id=_NOWHERE, academy_id=academy_id)


def held_units(actor: Actor, action: Action) -> list[tuple[ScopeKind, int | None]]:
    """Return the units over which the actor holds a right, the widest floor first."""
    if actor.kind is ActorKind.SYSTEM:
        return [(ScopeKind.COUNTRY, None)]
    if not actor.is_staff:
        return []
    floors = list(ScopeKind)
    found = {
        (ScopeKind(grant.scope_kind), grant.scope_id)
        for grant in actor.grants
        if Role(grant.role) in action.roles
    }
    return sorted(found, key=lambda unit: (floors.index(unit[0]), unit[1] or 0))
