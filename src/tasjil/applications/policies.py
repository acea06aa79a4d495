"""Who may do what to a request: made from the table of transitions."""

from collections.abc import Iterable

from django.db.models import Q

from tasjil.accounts.policies import declare, holds_at, within_reach
from tasjil.accounts.types import Action, Role
from tasjil.applications.models import Application
from tasjil.applications.types import Move, Party, State
from tasjil.applications.workflow import TABLE, moves_from
from tasjil.core.types import Actor, ActorKind
from tasjil.territory.types import Place

_ROLES: dict[Party, frozenset[Role]] = {
    Party.HEAD: frozenset({Role.HEAD}),
    Party.DIRECTORATE: frozenset({Role.DIRECTORATE}),
    Party.AGENT: frozenset({Role.HELPLINE}),
    Party.GUARDIAN: frozenset(),
    Party.SYSTEM: frozenset(),
}


def _roles(parties: Iterable[Party]) -> frozenset[Role]:
    return frozenset(role for party in parties for role in _ROLES[party])


MOVES: dict[Move, Action] = {
    row.move: declare(f"application.{row.move}", _roles(row.by), own=Party.GUARDIAN in row.by)
    for row in TABLE
}
READ = declare(
    "application.read",
    {Role.HEAD, Role.DIRECTORATE},
    own=True,
    machine="applications:read",
)


def party_of(actor: Actor) -> Party | None:
    """Return in whose name an actor moves requests; None for those who only look."""
    if actor.is_guardian:
        return Party.GUARDIAN
    if actor.kind is ActorKind.SYSTEM:
        return Party.SYSTEM
    roles = {grant.role for grant in actor.grants} if actor.is_staff else set()
    for party in (Party.HEAD, Party.DIRECTORATE, Party.AGENT):
        if roles & {role.value for role in _ROLES[party]}:
            return party
    return None


def place_of(application: Application) -> Place:
    """Return where a request stands; its school and directorate must be loaded."""
    school, directorate = application.school, application.directorate
    if directorate is None:
        raise ValueError("a draft stands nowhere yet")
    return Place(
        directorate_id=directorate.pk,
        academy_id=directorate.academy_id,
        commune_id=school.commune_id if school else None,
        school_id=school.pk if school else None,
        main_school_id=school.main_id if school else None,
    )


def can(actor: Actor, action: Action, application: Application) -> bool:
    """Return whether the actor holds the action on this request, by relation or by place."""
    if actor.is_guardian:
        return action.own and application.contact_id == actor.id
    if application.directorate_id is None:
        return actor.kind is ActorKind.SYSTEM
    return holds_at(actor, action, place_of(application))


def can_read(actor: Actor, application: Application) -> bool:
    """Return whether the actor may open this request."""
    return can(actor, READ, application)


def can_move(actor: Actor, move: Move, application: Application) -> bool:
    """Return whether the actor may make this move on this request (whatever its state)."""
    return can(actor, MOVES[move], application)


def own(actor: Actor) -> Q:
    """Return the filter of a family's own drafts and requests; nothing for anyone else."""
    return Q(contact_id=actor.id) if actor.is_guardian else Q(pk__in=[])


def visible_to(actor: Actor) -> Q:
    """Return the filter of the requests that the actor may open: the same rule as `can_read`."""
    if actor.is_guardian:
        return own(actor)
    return Q(number__isnull=False) & within_reach(
        actor, READ, school="school", directorate="directorate"
    )


def moves_open_to(actor: Actor, application: Application) -> list[Move]:
    """Return the moves the actor may make now, in the table's order: the buttons of the page."""
    party = party_of(actor)
    if party is None:
        return []
    return [
        move
        for move in moves_from(State(application.state), party)
        if can_move(actor, move, application)
        and not (move is Move.ASK and application.question)  # the law allows one (services.ask)
    ]
