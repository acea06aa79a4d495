"""The tree read from above: academies, directorates, communes, schools, and where each stands."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import get_language

from tasjil.core.errors import NotFound
from tasjil.territory.models import Academy, Commune, Directorate, Locality, School, Zone
from tasjil.territory.types import Place, ScopeKind, Sector

M = TypeVar("M", bound=Model)

_SCHOOL_WITH_PLACE = ("parent", "commune__city", "directorate__academy")
_SCOPES: dict[ScopeKind, type[Academy | Directorate | Commune | School]] = {
    ScopeKind.ACADEMY: Academy,
    ScopeKind.DIRECTORATE: Directorate,
    ScopeKind.COMMUNE: Commune,
    ScopeKind.SCHOOL: School,
}


def academies() -> QuerySet[Academy]:
    """Return the academies in the order of their codes, as every list of them has it."""
    return Academy.objects.order_by("code")


def directorates(academy_id: int | None = None) -> QuerySet[Directorate]:
    """Return the directorates, of one academy or of all, by name, with their academy."""
    found = Directorate.objects.select_related("academy").order_by(*by_name())
    return found if academy_id is None else found.filter(academy_id=academy_id)


def communes_of(directorate_id: int) -> QuerySet[Commune]:
    """Return a directorate's communes and arrondissements by name, with the city of the latter."""
    found = Commune.objects.filter(directorate_id=directorate_id)
    return found.select_related("city").order_by(*by_name())


def commune(commune_id: int) -> Commune:
    """Return a commune with its city, province and directorate. Raises NotFound."""
    above = Commune.objects.select_related("city", "province", "directorate__academy")
    return _one(above.filter(pk=commune_id))


def schools_of(
    commune_id: int, *, level: str | None = None, sector: Sector | None = None
) -> QuerySet[School]:
    """Return the open schools of a commune by name, those of a city's arrondissements included.

    With `level`, those known to have it and those of which nobody told the levels.
    """
    found = School.objects.filter(within_commune(commune_id), is_active=True)
    if level is not None:
        found = found.filter(Q(levels=[]) | Q(levels__contains=[level]))
    if sector is not None:
        found = found.filter(sector=sector.value)
    return found.select_related("parent", "commune").order_by(*by_name())


def school(school_id: int) -> School:
    """Return a school with its main school and all that is above it. Raises NotFound."""
    return _one(_schools().filter(pk=school_id))


def school_by_code(code: str) -> School:
    """Return the school of a code, or of the reference an older list gave it. Raises NotFound."""
    plain = code.strip().upper()
    return _one(_schools().filter(Q(code=plain) | Q(reference=plain)).order_by("reference"))


def schools_by_id(ids: Iterable[int]) -> dict[int, School]:
    """Return schools by id, with all that is above them; ids that do not exist are left out."""
    return _schools().in_bulk(list(ids))


def localities_of(commune_id: int) -> QuerySet[Locality]:
    """Return a commune's named localities by name, with the school that serves each."""
    found = Locality.objects.filter(within_commune(commune_id))
    return found.select_related("school").order_by(*by_name())


def zone_in_force(school_id: int) -> Zone | None:
    """Return the school's zone, or None when none was drawn."""
    return Zone.objects.filter(school_id=school_id, valid_to__isnull=True).first()


def place_of(school: School) -> Place:
    """Return where a school stands. No query for a school read here; one for a bare one."""
    return Place(
        directorate_id=school.directorate_id,
        academy_id=school.directorate.academy_id,
        commune_id=school.commune_id,
        school_id=school.pk,
        main_school_id=school.main_id,
    )


def place_of_school(school_id: int) -> Place:
    """Return where the school of this id stands. Raises NotFound."""
    return place_of(school(school_id))


def place_of_commune(commune_id: int) -> Place | None:
    """Return where a commune stands, for what has no school yet. Raises NotFound.

    None for Casablanca as a whole: it has eight directorates, and only an arrondissement tells.
    """
    found = commune(commune_id)
    if found.directorate is None:
        return None
    return Place(
        directorate_id=found.directorate.pk,
        academy_id=found.directorate.academy_id,
        commune_id=found.pk,
    )


def scope_by_code(kind: ScopeKind, code: str) -> int | None:
    """Return the id of a part of the territory named by its code; None for the country.

    Raises NotFound.
    """
    if kind is ScopeKind.COUNTRY:
        return None
    if kind is ScopeKind.SCHOOL:
        return school_by_code(code).pk
    unit = _one(_SCOPES[kind].objects.filter(code=code.strip()))
    return int(unit.pk)


def scope_name(kind: ScopeKind, scope_id: int | None) -> str:
    """Return the name of a part of the territory in the reader's language; "" for the country.

    Raises NotFound.
    """
    if kind is ScopeKind.COUNTRY or scope_id is None:
        return ""
    return _one(_SCOPES[kind].objects.filter(pk=scope_id)).name


def within_commune(commune_id: int) -> Q:
    """Return the filter for what lies in a commune, or in any arrondissement of it."""
    return Q(commune_id=commune_id) | Q(commune__city_id=commune_id)


def by_name() -> tuple[str, str]:
    """Return the order of names in the reader's language."""
    return ("name_fr", "name_ar") if get_language() == "fr" else ("name_ar", "name_fr")


def _schools() -> QuerySet[School]:
    return School.objects.select_related(*_SCHOOL_WITH_PLACE)


def _one(found: QuerySet[M]) -> M:
    first = found.first()
    if first is None:
        raise NotFound
    return first
