"""The words of the territory: floors of the tree, kinds of school, places, proposals, drafts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class ScopeKind(StrEnum):
    """The floors of the tree, from the whole to the least part that a role can be held over."""

    COUNTRY = "country"
    ACADEMY = "academy"
    DIRECTORATE = "directorate"
    COMMUNE = "commune"
    SCHOOL = "school"


class Milieu(StrEnum):
    """Urban or rural, as the census office classes the commune."""

    URBAN = "urban"
    RURAL = "rural"


class SchoolKind(StrEnum):
    """A main school, a satellite unit of one (فرعية), or a community school (مدرسة جماعاتية)."""

    SCHOOL = "school"
    SATELLITE = "satellite"
    COMMUNITY = "community"


class Sector(StrEnum):
    """Who runs the school."""

    PUBLIC = "public"
    PRIVATE = "private"


class LocalityKind(StrEnum):
    """A named neighbourhood of a town (حي) or a hamlet (دوار)."""

    DISTRICT = "district"
    DOUAR = "douar"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands in the tree: ids of its school (if any), its main school, and above.

    A satellite's requests belong to the head of its main school: `main_school_id` is the school
    itself, or the school that the satellite belongs to.
    """

    directorate_id: int
    academy_id: int
    commune_id: int | None = None
    school_id: int | None = None
    main_school_id: int | None = None


# -- the finder ---------------------------------------------------------------------------------


class Reason(StrEnum):
    """Why the finder names a school, from the surest to the least sure."""

    LOCALITY = "locality"
    ZONE = "zone"
    NEAREST = "nearest"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map, in degrees of WGS84."""

    lat: float
    lng: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A school the finder proposes, and why.

    `basis_id` is the locality's or the zone version's id; `distance_m` is None when either end
    has no coordinates; `sure` is False near a border and when no zone is known. The rest is what
    a sentence needs: the place in the answer, counted from 1, the locality's names, or the zone's
    version, first day and source.
    """

    school_id: int
    reason: Reason
    basis_id: int | None
    distance_m: int | None
    sure: bool
    position: int = 1
    locality_name_ar: str = ""
    locality_name_fr: str = ""
    zone_version: int | None = None
    zone_since: date | None = None
    zone_source: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A proposal's reason as data: a stable code and the parameters of its sentence."""

    code: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SchoolStop:
    """What the finder must know of a school. `levels` is empty when nobody told them."""

    school_id: int
    levels: tuple[str, ...]
    point: Point | None


@dataclass(frozen=True, slots=True)
class ZoneShape:
    """What the finder must know of a zone in force: GeoJSON polygon, version, source."""

    zone_id: int
    school: SchoolStop
    polygon: Mapping[str, Any]
    version: int
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class LocalityStop:
    """What the finder must know of the named neighbourhood or hamlet."""

    locality_id: int
    school_id: int | None
    name_ar: str
    name_fr: str
    point: Point | None


# -- what an import or the packaged facts tell --------------------------------------------------
# None always means "not told": what is stored then stays as it is.


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a line: the column, its value as found, a stable code, its data."""

    column: str
    value: str
    code: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


class Flawed(ValueError):
    """A cell that cannot be taken as it stands."""

    def __init__(self, column: str, value: str, code: str, **parameters: Any) -> None:
        self.flaw = Flaw(column, value, code, parameters)
        super().__init__(code)


class Outcome(StrEnum):
    """What became of one line."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class CommuneDraft:
    """A commune, or an arrondissement of the commune `city_code`."""

    code: str
    province_id: int
    milieu: Milieu
    is_divided: bool = False
    city_code: str = ""
    directorate_id: int | None = None
    name_ar: str | None = None
    name_fr: str | None = None
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class SchoolDraft:
    """A school as a list describes it. `parent_code` is told with `kind`, "" for no parent."""

    code: str
    commune_id: int
    directorate_id: int
    milieu: Milieu
    reference: str | None = None
    kind: SchoolKind | None = None
    parent_code: str = ""
    sector: Sector | None = None
    name_ar: str | None = None
    name_fr: str | None = None
    address_ar: str | None = None
    address_fr: str | None = None
    levels: tuple[str, ...] | None = None
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class LocalityDraft:
    """A named neighbourhood or hamlet; `skeleton` tells it from others of its commune."""

    commune_id: int
    skeleton: str
    kind: LocalityKind
    name_ar: str | None = None
    name_fr: str | None = None
    school_id: int | None = None
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class ZoneDraft:
    """A residence zone as drawn, already valid and in its canonical form."""

    school_id: int
    polygon: Mapping[str, Any]
    box: tuple[float, float, float, float]  # west, south, east, north
    source: str
    valid_from: date
