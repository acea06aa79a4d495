"""The school finder: which schools to propose for an address, and the sentence that says why."""

from typing import Any

from django.db.models import F, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tasjil.territory.models import Locality, School, Zone
from tasjil.territory.rules import BORDER_M, box_around, explain, in_morocco, propose
from tasjil.territory.selectors.tree import by_name, within_commune
from tasjil.territory.types import (
    LocalityStop,
    Point,
    Proposal,
    SchoolStop,
    Sector,
    ZoneShape,
)

_SENTENCES: dict[str, str | Promise] = {
    "locality": _("Your locality, %(locality)s, is served by this school."),
    "zone": _("Your address is inside its zone (%(year)s, version %(version)s, %(source)s)."),
    "zone_border": _(
        "Your address is at the edge of its zone (%(year)s, version %(version)s, %(source)s): "
        "the school will decide."
    ),
    "nearest_metres": _("Nearest to you: about %(metres)s m away as the crow flies."),
    "nearest_kilometres": _("Nearest to you: about %(kilometres)s km away as the crow flies."),
    "distance_metres": _("About %(metres)s m away as the crow flies."),
    "distance_kilometres": _("About %(kilometres)s km away as the crow flies."),
    "another": _("Another school of your commune."),
    "commune": _("A school of your commune; no zone is known for your address."),
}


def propose_schools(
    *,
    level: str,
    commune_id: int,
    locality_id: int | None = None,
    lat: float | None = None,
    lng: float | None = None,
    limit: int = 3,
) -> list[Proposal]:
    """Return up to `limit` public schools for a child's address, the surest reason first.

    By named locality, by the zones in force around the point, by distance, then by name within
    the commune. A satellite is proposed as itself: its main school decides. A point outside
    Morocco counts as none. At most two queries.
    """
    here = None if lat is None or lng is None else Point(lat, lng)
    if here is not None and not in_morocco(here):
        here = None
    stops, locality = _schools_and_locality(commune_id, locality_id)
    return propose(
        level=level,
        here=here,
        locality=locality,
        zones=[] if here is None else _zones_near(here),
        schools=stops,
        limit=limit,
    )


def sentence_of(proposal: Proposal) -> str:
    """Return why this school is proposed, in the reader's language."""
    explanation = explain(proposal)
    code, told = explanation.code, dict(explanation.parameters)
    french = get_language() == "fr"
    if code == "locality":
        names = (told["name_fr"], told["name_ar"])
        told["locality"] = (names if french else names[::-1])[0] or next(filter(None, names), "")
    elif code in ("zone", "zone_border"):
        told["year"] = told["since"].year
    elif code in ("nearest", "distance"):
        metres = told["metres"]
        code += "_metres" if metres < 1000 else "_kilometres"
        # The decimal comma is Morocco's, in Arabic and in French.
        told["kilometres"] = f"{metres / 1000:.1f}".removesuffix(".0").replace(".", ",")
    return str(_SENTENCES[code]) % told


def _schools_and_locality(
    commune_id: int, locality_id: int | None
) -> tuple[list[SchoolStop], LocalityStop | None]:
    """Return the commune's schools by name, with the locality's, and the locality. One query."""
    wanted = within_commune(commune_id)
    columns: dict[str, Any] = {}
    if locality_id is not None:
        chosen = Locality.objects.filter(pk=locality_id)
        wanted |= Q(pk__in=chosen.values("school_id"))
        told = JSONObject(
            id=F("pk"), school_id=F("school_id"), name_ar=F("name_ar"), name_fr=F("name_fr"),
            lat=F("lat"), lng=F("lng"),
        )  # fmt: skip
        columns["chosen_locality"] = Subquery(chosen.values(told=told))
    public = School.objects.filter(wanted, is_active=True, sector=Sector.PUBLIC.value)
    values: Any = public.order_by(*by_name()).values("pk", "levels", "lat", "lng", **columns)
    rows: list[dict[str, Any]] = list(values)
    stops = [_stop(row["pk"], row["levels"], row["lat"], row["lng"]) for row in rows]
    found = rows[0].get("chosen_locality") if rows else None
    return stops, _locality(found) if found else None


def _zones_near(here: Point) -> list[ZoneShape]:
    """Return the zones in force whose box the point is in, or near. One query."""
    west, south, east, north = box_around(here, BORDER_M)
    near = Zone.objects.filter(
        valid_to__isnull=True,
        west__lte=east,
        east__gte=west,
        south__lte=north,
        north__gte=south,
        school__is_active=True,
    )
    return [
        ZoneShape(
            zone_id=zone.pk,
            school=_stop(zone.school_id, zone.school.levels, zone.school.lat, zone.school.lng),
            polygon=zone.polygon,
            version=zone.version,
            since=zone.valid_from,
            source=zone.source,
        )
        for zone in near.select_related("school")
    ]


def _stop(school_id: int, levels: list[str], lat: float | None, lng: float | None) -> SchoolStop:
    return SchoolStop(school_id, tuple(levels), _point(lat, lng))


def _locality(row: dict[str, Any]) -> LocalityStop:
    point = _point(row["lat"], row["lng"])
    return LocalityStop(row["id"], row["school_id"], row["name_ar"], row["name_fr"], point)


def _point(lat: float | None, lng: float | None) -> Point | None:
    return None if lat is None or lng is None else Point(lat, lng)
