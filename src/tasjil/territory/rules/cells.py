"""Cells of a list become values of the domain, or a flaw with a name.

Every function raises `Flawed` for what it cannot take. An empty cell is None: "not told".
"""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from tasjil.core.text import western_digits
from tasjil.territory.rules.geometry import in_morocco
from tasjil.territory.rules.names import place_key
from tasjil.territory.types import Flawed, LocalityKind, Milieu, Point, SchoolKind, Sector

T = TypeVar("T")

_IDENTIFIER = re.compile(r"[A-Z0-9][A-Z0-9._/-]*")
_LEVEL = re.compile(r"[a-z]+_[0-9]+")
_LIST_BREAK = re.compile(r"[\s,;|+]+")


def _vocabulary(words: Mapping[T, str]) -> dict[str, T]:
    return {place_key(word): value for value, line in words.items() for word in line.split("|")}


_MILIEUS = _vocabulary(
    {
        Milieu.URBAN: "urban|urbain|urbaine|u|1|حضري|حضرية",
        Milieu.RURAL: "rural|rurale|r|2|قروي|قروية",
    }
)
_KINDS = _vocabulary(
    {
        SchoolKind.SCHOOL: "school|ecole|école primaire|groupe scolaire|secteur scolaire|mère|"
        "école mère|école autonome|centrale|مدرسة|مدرسة ابتدائية|مجموعة مدرسية|مركزية|"
        "م.م|مدرسة مستقلة",
        SchoolKind.SATELLITE: "satellite|école satellite|annexe|unité|unité scolaire|فرعية|"
        "وحدة مدرسية|ملحقة",
        SchoolKind.COMMUNITY: "community|community school|communautaire|école communautaire|"
        "جماعاتية|مدرسة جماعاتية",
    }
)
_SECTORS = _vocabulary(
    {
        Sector.PUBLIC: "public|publique|publ|عمومي|عمومية",
        Sector.PRIVATE: "private|privé|privée|priv|خصوصي|خصوصية",
    }
)
_LOCALITY_KINDS = _vocabulary(
    {
        LocalityKind.DISTRICT: "district|quartier|hay|حي|lotissement|تجزئة",
        LocalityKind.DOUAR: "douar|hameau|دوار|مدشر|قصر",
    }
)
_TRUTHS = _vocabulary({True: "1|yes|oui|true|نعم", False: "0|no|non|false|لا"})


def fitting(text: str, column: str, limit: int) -> str | None:
    """Return the text of a cell. Flaw: too_long, when it has more than `limit` signs."""
    if len(text) > limit:
        raise Flawed(column, text, "too_long", limit=limit, length=len(text))
    return text or None


def identifier(text: str, column: str, limit: int = 30) -> str | None:
    """Return a code in its stored form: capitals, no spaces. Flaws: bad_code, too_long."""
    code = western_digits(text).upper().replace(" ", "")
    if code and not _IDENTIFIER.fullmatch(code):
        raise Flawed(column, text, "bad_code")
    return fitting(code, column, limit)


def point_of(lat: str, lng: str) -> Point | None:
    """Return the place two cells give, in degrees; a decimal comma is understood.

    Flaws: bad_coordinates, half_coordinates, coordinates_swapped, coordinates_outside.
    """
    if not lat and not lng:
        return None
    if not lat or not lng:
        raise Flawed("lng" if lat else "lat", lat or lng, "half_coordinates")
    point = Point(_degrees(lat, "lat"), _degrees(lng, "lng"))
    if in_morocco(point):
        return point
    both = f"{lat}, {lng}"
    if in_morocco(Point(point.lng, point.lat)):
        raise Flawed("lat", both, "coordinates_swapped")
    raise Flawed("lat", both, "coordinates_outside")


def milieu_of(text: str, column: str = "milieu") -> Milieu | None:
    """Return urban or rural. Flaw: bad_milieu."""
    return _known(_MILIEUS, text, column, "bad_milieu")


def school_kind(text: str, column: str = "kind") -> SchoolKind | None:
    """Return the kind of school. Flaw: bad_kind."""
    return _known(_KINDS, text, column, "bad_kind")


def sector_of(text: str, column: str = "sector") -> Sector | None:
    """Return public or private. Flaw: bad_sector."""
    return _known(_SECTORS, text, column, "bad_sector")


def locality_kind(text: str, column: str = "kind") -> LocalityKind | None:
    """Return district or douar. Flaw: bad_kind."""
    return _known(_LOCALITY_KINDS, text, column, "bad_kind")


def truth(text: str, column: str) -> bool | None:
    """Return yes or no. Flaw: bad_truth."""
    return _known(_TRUTHS, text, column, "bad_truth")


def levels_of(text: str, column: str = "levels") -> tuple[str, ...] | None:
    """Return the levels a cell lists (`primary_1, preschool_2`). Flaw: bad_levels."""
    levels = _sorted_once(_LIST_BREAK.split(text.lower()))
    if any(not _LEVEL.fullmatch(level) for level in levels):
        raise Flawed(column, text, "bad_levels")
    return levels or None


def _sorted_once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({word for word in words if word}))


def _degrees(text: str, column: str) -> float:
    plain = western_digits(text).replace(",", ".").replace("−", "-").rstrip("° ")
    try:
        degrees = float(plain)
    except ValueError:
        raise Flawed(column, text, "bad_coordinates") from None
    if degrees != degrees:  # the number that is not one
        raise Flawed(column, text, "bad_coordinates")
    return degrees


def _known(words: Mapping[str, T], text: str, column: str, code: str) -> T | None:
    if not text:
        return None
    value = words.get(place_key(text))
    if value is None:
        raise Flawed(column, text, code)
    return value
