"""The territory, open to all: academies, directorates, communes, schools."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.decorators import decorate_view

from tasjil.api.caching import public
from tasjil.api.problems import answers
from tasjil.api.schemas import (
    Code,
    CommuneUnit,
    DirectorateUnit,
    Limit,
    PageNumber,
    Schools,
    SchoolUnit,
    Text,
    Unit,
)
from tasjil.territory.selectors import academies as every_academy
from tasjil.territory.selectors import communes_of, school_by_code, scope_by_code
from tasjil.territory.selectors import directorates as every_directorate
from tasjil.territory.selectors.listing import SchoolQuery, school_page
from tasjil.territory.types import ScopeKind

router = Router(tags=["territory"])


@router.get("/academies", response={200: list[Unit], 304: None})
@decorate_view(public)
def academies(request: HttpRequest) -> Any:
    """The regional academies."""
    return [_unit(each) for each in every_academy()]


@router.get("/directorates", response={200: list[DirectorateUnit], 304: None, **answers(404, 422)})
@decorate_view(public)
def directorates(request: HttpRequest, academy: Text = "") -> Any:
    """The provincial directorates, of one academy or of all."""
    academy_id = scope_by_code(ScopeKind.ACADEMY, academy) if academy else None
    return [{**_unit(each), "academy": each.academy.code} for each in every_directorate(academy_id)]


@router.get("/communes", response={200: list[CommuneUnit], 304: None, **answers(404, 422)})
@decorate_view(public)
def communes(request: HttpRequest, directorate: Code) -> Any:
    """The communes and arrondissements of a directorate."""
    directorate_id = scope_by_code(ScopeKind.DIRECTORATE, directorate)
    return [
        {
            **_unit(each),
            "city": each.city.code if each.city else None,
            "milieu": each.milieu,
            "lat": each.lat,
            "lng": each.lng,
        }
        for each in communes_of(directorate_id or 0)
    ]


@router.get("/schools", response={200: Schools, 304: None, **answers(404, 422)})
@decorate_view(public)
def schools(
    request: HttpRequest,
    commune: Text = "",
    directorate: Text = "",
    q: Text = "",
    page: PageNumber = 1,
    limit: Limit = 50,
) -> Any:
    """Open schools of a commune, of a directorate, or by likeness of name, a page at a time."""
    found, more = school_page(
        SchoolQuery(commune_code=commune, directorate_code=directorate, text=q),
        page=page,
        limit=limit,
    )
    return {
        "items": [_school(each) for each in found],
        "page": page,
        "next": page + 1 if more and page < 1000 else None,
    }


@router.get("/schools/{code}", response={200: SchoolUnit, 304: None, **answers(404, 422)})
@decorate_view(public)
def school(request: HttpRequest, code: Code) -> Any:
    """One school, by its code or the reference an older list gave it."""
    return _school(school_by_code(code))


def _unit(unit: Any) -> dict[str, Any]:
    return {"code": unit.code, "name_ar": unit.name_ar, "name_fr": unit.name_fr}


def _school(school: Any) -> dict[str, Any]:
    return {
        **_unit(school),
        "kind": school.kind,
        "parent": school.parent.code if school.parent else None,
        "sector": school.sector,
        "milieu": school.milieu,
        "levels": school.levels,
        "address_ar": school.address_ar,
        "address_fr": school.address_fr,
        "commune": _unit(school.commune),
        "directorate": school.directorate.code,
        "lat": school.lat,
        "lng": school.lng,
    }
