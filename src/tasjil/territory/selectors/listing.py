"""Schools a page at a time, for lists longer than a screen and for machines."""

from dataclasses import dataclass

from django.db.models import QuerySet

from tasjil.territory.models import School
from tasjil.territory.selectors.search import search_schools
from tasjil.territory.selectors.tree import scope_by_code, within_commune
from tasjil.territory.types import ScopeKind


@dataclass(frozen=True, slots=True)
class SchoolQuery:
    """Which schools: all that hold. Empty strings ask for nothing."""

    commune_code: str = ""
    directorate_code: str = ""
    text: str = ""


def school_page(query: SchoolQuery, *, page: int, limit: int) -> tuple[list[School], bool]:
    """Return a page of open schools, and whether more follow. At most three queries.

    By likeness when a text was given, else by code. Raises NotFound for a code that is none.
    """
    found: QuerySet[School]
    if query.text.strip():
        found = search_schools(query.text)
    else:
        found = School.objects.filter(is_active=True).order_by("code")
    if query.commune_code:
        commune_id = scope_by_code(ScopeKind.COMMUNE, query.commune_code)
        found = found.filter(within_commune(commune_id or 0))
    if query.directorate_code:
        directorate_id = scope_by_code(ScopeKind.DIRECTORATE, query.directorate_code)
        found = found.filter(directorate_id=directorate_id or 0)
    first = (page - 1) * limit
    rows = found.select_related("parent", "commune", "directorate")[first : first + limit + 1]
    schools = list(rows)
    return schools[:limit], len(schools) > limit
