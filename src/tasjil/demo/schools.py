"""The invented schools of the demonstration, with their satellites, localities and zones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from tasjil.demo.names import Name
from tasjil.demo.places import CIRCLES, Circle, around, spread, zone_around
from tasjil.demo.words import DISTRICT_KINDS, DISTRICTS, DOUARS, SCHOOLS
from tasjil.seasons.types import Level
from tasjil.territory.models import Commune, Locality, School
from tasjil.territory.rules import canonical_zone, place_key
from tasjil.territory.services import store_localities, store_schools, store_zones
from tasjil.territory.types import (
    LocalityDraft,
    LocalityKind,
    Milieu,
    Point,
    SchoolDraft,
    SchoolKind,
    Sector,
    ZoneDraft,
)

SOURCE = "Demo"
_FIRST_CODE = 98_001
_ZONELESS_EVERY = 7  # some schools have no zone drawn yet, as in the field


@dataclass(frozen=True, slots=True)
class Site:
    """One school to build: its draft, its circle, its point, and the places it serves."""

    draft: SchoolDraft
    circle: Circle
    point: Point
    localities: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class DemoSchool:
    """A school as families of the demonstration choose it."""

    id: int
    main_id: int
    code: str
    directorate_code: str
    directorate_id: int
    commune_id: int
    commune_name: str
    levels: tuple[str, ...]
    localities: tuple[int, ...]


def lay_schools(rng: Random, today: date) -> list[DemoSchool]:
    """Build about 300 schools in three directorates; return them in the order of their codes."""
    communes = {each.code: each for each in Commune.objects.select_related("directorate")}
    sites = [site for circle in CIRCLES for site in _sites(circle, communes, rng)]
    numbered = list(_numbered(sites))
    mains = [site for site in numbered if site.draft.kind is not SchoolKind.SATELLITE]
    satellites = [site for site in numbered if site.draft.kind is SchoolKind.SATELLITE]
    for batch in (mains, satellites):
        store_schools(drafts=[site.draft for site in batch])
    ids = dict(School.objects.filter(reference__startswith="DEMO-").values_list("code", "pk"))
    store_localities(drafts=list(_localities(numbered, ids)))
    store_zones(drafts=list(_zones(numbered, ids, today)))
    return _laid()


def _numbered(sites: list[Site]) -> Iterator[Site]:
    """Give each site a code like a GRESA code, and satellites the code of their main school."""
    main = ""
    for number, site in enumerate(sites):
        draft = site.draft
        code = f"{_FIRST_CODE + number}{'ABCDEFGHJKLMNPQRSTUVWXYZ'[number % 24]}"
        satellite = draft.kind is SchoolKind.SATELLITE
        main = main if satellite else code
        told = SchoolDraft(
            code=code,
            reference=f"DEMO-{number + 1:04d}",
            parent_code=main if satellite else "",
            commune_id=draft.commune_id,
            directorate_id=draft.directorate_id,
            milieu=draft.milieu,
            kind=draft.kind,
            sector=Sector.PUBLIC,
            name_ar=draft.name_ar,
            name_fr=draft.name_fr,
            address_ar=draft.address_ar,
            address_fr=draft.address_fr,
            levels=draft.levels,
            point=site.point,
        )
        yield Site(told, site.circle, site.point, site.localities)


def _sites(circle: Circle, communes: dict[str, Commune], rng: Random) -> Iterator[Site]:
    commune = communes[circle.commune_code]
    names = rng.sample(SCHOOLS, circle.schools)
    places = _places(circle, rng)
    for number, (point, name) in enumerate(zip(spread(circle), names, strict=True)):
        community = circle.community and number == 0
        kind = SchoolKind.COMMUNITY if community else SchoolKind.SCHOOL
        yield _site(circle, commune, kind, name, point, (next(places), next(places)), rng)
        for satellite in range(circle.satellites):
            place = next(places)
            spot = around(circle, point, satellite)
            yield _site(circle, commune, SchoolKind.SATELLITE, place, spot, (place,), rng)


def _places(circle: Circle, rng: Random) -> Iterator[Name]:
    if circle.rural:
        return iter(rng.sample(DOUARS, len(DOUARS)))
    every = [
        (f"{kind} {ar}", f"{genre} {fr}") for kind, genre in DISTRICT_KINDS for ar, fr in DISTRICTS
    ]
    return iter(rng.sample(every, len(every)))


def _site(
    circle: Circle,
    commune: Commune,
    kind: SchoolKind,
    name: Name,
    point: Point,
    localities: tuple[Name, ...],
    rng: Random,
) -> Site:
    ar, fr = {
        SchoolKind.SATELLITE: ("فرعية", "Unité"),
        SchoolKind.COMMUNITY: ("المدرسة الجماعاتية", "École communautaire"),
        SchoolKind.SCHOOL: ("مجموعة مدارس", "Groupe scolaire")
        if circle.rural
        else ("مدرسة", "École"),
    }[kind]
    place_ar, place_fr = _named(circle, localities[0])
    draft = SchoolDraft(
        code="",
        commune_id=commune.pk,
        directorate_id=commune.directorate_id or 0,
        milieu=Milieu.RURAL if circle.rural else Milieu.URBAN,
        kind=kind,
        name_ar=f"{ar} {name[0]}",
        name_fr=f"{fr} {name[1]}",
        address_ar=f"{place_ar}، {commune.name_ar}",
        address_fr=f"{place_fr}, {commune.name_fr}",
        levels=_levels(kind, rng),
    )
    return Site(draft, circle, point, localities)


def _levels(kind: SchoolKind, rng: Random) -> tuple[str, ...]:
    chance = 0.35 if kind is SchoolKind.SATELLITE else 0.75
    levels = [Level.PRIMARY_1]
    if rng.random() < chance:
        levels.append(Level.PRESCHOOL_2)
        if rng.random() < chance:
            levels.append(Level.PRESCHOOL_1)
    return tuple(sorted(level.value for level in levels))


def _named(circle: Circle, place: Name) -> Name:
    return (f"دوار {place[0]}", f"Douar {place[1]}") if circle.rural else place


def _localities(sites: list[Site], ids: dict[str, int]) -> Iterator[LocalityDraft]:
    for site in sites:
        for number, place in enumerate(site.localities):
            name_ar, name_fr = _named(site.circle, place)
            kind = LocalityKind.DOUAR if site.circle.rural else LocalityKind.DISTRICT
            yield LocalityDraft(
                commune_id=site.draft.commune_id,
                skeleton=place_key(name_ar),
                kind=kind,
                name_ar=name_ar,
                name_fr=name_fr,
                school_id=ids[site.draft.code],
                point=site.point if number == 0 else None,
            )


def _zones(sites: list[Site], ids: dict[str, int], today: date) -> Iterator[ZoneDraft]:
    for number, site in enumerate(sites):
        if number % _ZONELESS_EVERY == _ZONELESS_EVERY - 1:
            continue
        drawing = canonical_zone(zone_around(site.circle, site.point))
        yield ZoneDraft(
            school_id=ids[site.draft.code],
            polygon=drawing.polygon,
            box=drawing.box,
            source=SOURCE,
            valid_from=date(today.year, 1, 1),
        )


def _laid() -> list[DemoSchool]:
    places: dict[int, list[int]] = {}
    for locality, school in Locality.objects.order_by("pk").values_list("pk", "school_id"):
        places.setdefault(school or 0, []).append(locality)
    rows = School.objects.filter(reference__startswith="DEMO-").select_related(
        "directorate", "commune"
    )
    return [
        DemoSchool(
            id=row.pk,
            main_id=row.main_id,
            code=row.code,
            directorate_code=row.directorate.code,
            directorate_id=row.directorate_id,
            commune_id=row.commune_id,
            commune_name=row.commune.name_ar,
            levels=tuple(row.levels),
            localities=tuple(places.get(row.pk, ())),
        )
        for row in rows.order_by("code")
    ]
