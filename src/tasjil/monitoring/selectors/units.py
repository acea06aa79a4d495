"""Units of the tree as boards name them, and the way up from each."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from tasjil.accounts.policies import within_reach
from tasjil.accounts.types import Action
from tasjil.core.errors import NotFound
from tasjil.core.types import Actor
from tasjil.monitoring import policies
from tasjil.monitoring.types import Unit
from tasjil.territory.models import Academy, Commune, Directorate, School
from tasjil.territory.types import Place, ScopeKind

COUNTRY = Unit(ScopeKind.COUNTRY, None)
_MODELS: dict[ScopeKind, type[Academy | Directorate | Commune | School]] = {
    ScopeKind.ACADEMY: Academy,
    ScopeKind.DIRECTORATE: Directorate,
    ScopeKind.COMMUNE: Commune,
    ScopeKind.SCHOOL: School,
}


def units_held(actor: Actor, action: Action) -> list[Unit]:
    """Return the units over which the actor holds a right, the widest first.

    One query for each floor on which the actor holds it: one for nearly everybody.
    """
    held = policies.held_units(actor, action)
    named: dict[tuple[ScopeKind, int | None], Unit] = {(ScopeKind.COUNTRY, None): COUNTRY}
    for kind, model in _MODELS.items():
        ids = [unit_id for floor, unit_id in held if floor is kind]
        if ids:
            for unit in model._default_manager.filter(pk__in=ids):
                named[(kind, unit.pk)] = _unit(kind, unit)
    return [named[unit] for unit in held if unit in named]


def way_to(actor: Actor, kind: ScopeKind, unit_id: int | None) -> list[Unit]:
    """Return a unit, last, after the units above it that the actor may open.

    Raises NotFound when it does not exist or lies outside the actor's territory. At most 2
    queries.
    """
    match kind, unit_id:
        case ScopeKind.COUNTRY, None:
            way = [(COUNTRY, policies.country())]
        case ScopeKind.ACADEMY, int():
            way = _to_academy(Academy.objects.filter(pk=unit_id).first())
        case ScopeKind.DIRECTORATE, int():
            found = Directorate.objects.filter(pk=unit_id).select_related("academy").first()
            way = _to_directorate(found)
        case ScopeKind.COMMUNE, int():
            way = _to_commune(actor, unit_id)
        case _:
            way = []
    open_to = [unit for unit, place in way if policies.reaches(actor, place)]
    if not way or way[-1][0] not in open_to:
        raise NotFound
    return open_to


Way = list[tuple[Unit, Place]]


def _to_academy(academy: Academy | None) -> Way:
    if academy is None:
        return []
    place = policies.academy(academy.pk)
    return [(COUNTRY, policies.country()), (_unit(ScopeKind.ACADEMY, academy), place)]


def _to_directorate(directorate: Directorate | None) -> Way:
    if directorate is None:
        return []
    place = Place(directorate_id=directorate.pk, academy_id=directorate.academy_id)
    unit = _unit(ScopeKind.DIRECTORATE, directorate)
    return [*_to_academy(directorate.academy), (unit, place)]


def _to_commune(actor: Actor, commune_id: int) -> Way:
    """A commune belongs to its directorate, and to every directorate that has a school in it.

    Casablanca as a whole has no directorate of its own, yet schools of several stand there.
    """
    commune = Commune.objects.filter(pk=commune_id).select_related("city").first()
    serving = Directorate.objects.filter(
        Q(pk=commune.directorate_id if commune else None) | Q(school__commune_id=commune_id)
    ).select_related("academy")
    ways = [_to_directorate(directorate) for directorate in serving.distinct().order_by("pk")]
    mine = [way for way in ways if policies.reaches(actor, way[-1][1])]
    if commune is None or not mine:
        return []
    own = [way for way in mine if way[-1][0].id == commune.directorate_id]
    way = (own or mine)[0]
    if len(mine) > 1 and not own:  # several directorates lead here: none of them is the way up
        return [*way[:-1], (_unit(ScopeKind.COMMUNE, commune), way[-1][1])]
    return [*way, (_unit(ScopeKind.COMMUNE, commune), way[-1][1])]


def units_below(
    actor: Actor, kind: ScopeKind, unit_id: int | None, counted: Collection[int]
) -> list[Unit]:
    """Return the units one floor down, and those with requests that stand elsewhere (1 query).

    A school's commune may belong to another directorate than the school: it has its row in both.
    """
    units: Any
    match kind, unit_id:
        case ScopeKind.COUNTRY, _:
            floor, units = ScopeKind.ACADEMY, Academy.objects.all()
        case ScopeKind.ACADEMY, int():
            floor, units = ScopeKind.DIRECTORATE, Directorate.objects.filter(academy_id=unit_id)
        case ScopeKind.DIRECTORATE, _:
            there = Q(directorate_id=unit_id) | Q(pk__in=counted)
            floor, units = ScopeKind.COMMUNE, Commune.objects.filter(there).select_related("city")
        case _:
            # Boards are read by roles held on directorates and above: `school` leads nowhere.
            mine = within_reach(actor, policies.BOARD, school="parent", directorate="directorate")
            there = Q(commune_id=unit_id, is_active=True) & mine | Q(pk__in=counted)
            floor, units = ScopeKind.SCHOOL, School.objects.filter(there).select_related("parent")
    return [_unit(floor, unit) for unit in units]


def _unit(kind: ScopeKind, unit: Academy | Directorate | Commune | School) -> Unit:
    under: Commune | School | None = None
    if isinstance(unit, Commune):
        under = unit.city
    elif isinstance(unit, School):
        under = unit.parent
    return Unit(
        kind=kind,
        id=unit.pk,
        name_ar=unit.name_ar or unit.name_fr,
        name_fr=unit.name_fr or unit.name_ar,
        under_ar=(under.name_ar or under.name_fr) if under else "",
        under_fr=(under.name_fr or under.name_ar) if under else "",
    )
