"""Rights: each is a named action with a rule that serves both the check and the list filter."""

from collections.abc import Iterable

from django.db.models import Q

from tasjil.accounts.types import Action, Role
from tasjil.core.types import Actor, ActorKind, Grant
from tasjil.territory.types import Place, ScopeKind

_actions: dict[str, Action] = {}


def declare(
    name: str, roles: Iterable[Role] = (), *, own: bool = False, machine: str | None = None
) -> Action:
    """Name an action and who holds it. Raises ValueError for a name already taken."""
    action = Action(name, frozenset(roles), own=own, machine=machine)
    if _actions.setdefault(name, action) != action:
        raise ValueError(f"action {name} is declared twice")
    return action


def all_actions() -> list[Action]:
    """Return every declared action, by name."""
    return [_actions[name] for name in sorted(_actions)]


def holds_anywhere(actor: Actor, action: Action) -> bool:
    """Return whether the actor holds the right over at least a part of the territory."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    if actor.kind is ActorKind.MACHINE and action.machine not in actor.scopes:
        return False
    return bool(_grants(actor, action)) or (actor.is_guardian and action.own)


def holds_at(actor: Actor, action: Action, place: Place) -> bool:
    """Return whether a staff member, a machine or the system holds the right at this place.

    A guardian's own right is a matter of relation, not of place: the caller checks it.
    """
    if actor.kind is ActorKind.SYSTEM:
        return True
    if actor.kind is ActorKind.MACHINE and action.machine not in actor.scopes:
        return False
    return any(_covers(grant, place) for grant in _grants(actor, action))


def within_reach(actor: Actor, action: Action, *, school: str, directorate: str) -> Q:
    """Return the filter for things at places where the actor holds the right.

    `school` and `directorate` are the lookup paths from the filtered model, such as "school" and
    "directorate". The same rule as `holds_at`.
    """
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    nothing = Q(pk__in=[])
    if actor.kind is ActorKind.MACHINE and action.machine not in actor.scopes:
        return nothing
    reach = nothing
    for grant in _grants(actor, action):
        match ScopeKind(grant.scope_kind):
            case ScopeKind.COUNTRY:
                return Q()
            case ScopeKind.ACADEMY:
                reach |= Q(**{f"{directorate}__academy_id": grant.scope_id})
            case ScopeKind.DIRECTORATE:
                reach |= Q(**{f"{directorate}_id": grant.scope_id})
            case ScopeKind.COMMUNE:
                reach |= Q(**{f"{school}__commune_id": grant.scope_id})
            case ScopeKind.SCHOOL:
                reach |= Q(**{f"{school}_id": grant.scope_id})
                reach |= Q(**{f"{school}__parent_id": grant.scope_id})
    return reach


STAFF_MANAGE = declare("staff.manage", {Role.MINISTRY})
KEYS_MANAGE = declare("api_key.manage", {Role.MINISTRY})


def _grants(actor: Actor, action: Action) -> list[Grant]:
    if actor.kind is ActorKind.MACHINE:
        return list(actor.grants)
    if not actor.is_staff:
        return []
    return [grant for grant in actor.grants if Role(grant.role) in action.roles]


def _covers(grant: Grant, place: Place) -> bool:
    match ScopeKind(grant.scope_kind):
        case ScopeKind.COUNTRY:
            return True
        case ScopeKind.ACADEMY:
            return grant.scope_id == place.academy_id
        case ScopeKind.DIRECTORATE:
            return grant.scope_id == place.directorate_id
        case ScopeKind.COMMUNE:
            return grant.scope_id is not None and grant.scope_id == place.commune_id
        case ScopeKind.SCHOOL:
            return grant.scope_id is not None and grant.scope_id in (
                place.school_id,
                place.main_school_id,
            )
