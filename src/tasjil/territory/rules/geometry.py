"""Distances, boxes and residence zones on the map of Morocco. Degrees are WGS84, lengths metres."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from tasjil.territory.types import Flawed, Point

# A little more than the country: La Güera to Tangier, the Atlantic to Figuig.
_SOUTH, _NORTH, _WEST, _EAST = 20.6, 36.1, -17.3, -0.8
_EARTH_M = 6_371_008.8
_METRES_A_DEGREE = 110_900.0  # right to half a percent over Morocco

BORDER_M = 150
"""Nearer to a zone's border than this, in metres, the school itself must say."""

_MOST_VERTICES = 20_000
_GRID = 1e-6  # degrees: 11 cm, finer than any hand draws
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Drawing:
    """A zone in canonical form: the same drawing always gives the same polygon.

    `box` is west, south, east, north; `repaired` tells that its lines crossed themselves.
    """

    polygon: dict[str, Any]
    box: tuple[float, float, float, float]
    repaired: bool


def in_morocco(point: Point) -> bool:
    """Return whether the point lies in the box around the country."""
    return _SOUTH <= point.lat <= _NORTH and _WEST <= point.lng <= _EAST


def distance_m(here: Point, there: Point) -> int:
    """Return metres as the crow flies (haversine), rounded."""
    lat1, lat2 = math.radians(here.lat), math.radians(there.lat)
    half_lat = (lat2 - lat1) / 2
    half_lng = math.radians(there.lng - here.lng) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lng) ** 2
    return round(2 * _EARTH_M * math.asin(min(1.0, math.sqrt(chord))))


def box_around(point: Point, metres: float) -> tuple[float, float, float, float]:
    """Return west, south, east, north of a square that holds every point within `metres`."""
    # A hundredth more than needed: a degree is not everywhere equally long.
    tall = 1.01 * metres / _METRES_A_DEGREE
    wide = tall / math.cos(math.radians(point.lat))
    return point.lng - wide, point.lat - tall, point.lng + wide, point.lat + tall


def depth_m(polygon: Mapping[str, Any], point: Point) -> float:
    """Return how deep in the zone the point lies: metres to the border, negative when outside."""
    east_m = _METRES_A_DEGREE * math.cos(math.radians(point.lat))

    def around_the_point(pairs: Any) -> Any:
        return (pairs - (point.lng, point.lat)) * (east_m, _METRES_A_DEGREE)

    zone = shapely.transform(shape(polygon), around_the_point)
    here = shapely.Point(0, 0)
    metres = float(zone.boundary.distance(here))
    return metres if zone.contains(here) else -metres


def canonical_zone(geometry: Mapping[str, Any] | None) -> Drawing:
    """Return a drawn zone, valid and in canonical form.

    Flaws: no_geometry, bad_geometry, not_a_polygon, too_many_vertices, coordinates_swapped,
    coordinates_outside, empty_zone.
    """
    drawn = _read(geometry)
    _check_place(drawn)
    valid = drawn if drawn.is_valid else shapely.make_valid(drawn, method="structure")
    # Snapping to the grid makes two files of one drawing equal to the last decimal.
    areas = [part for part in _parts(shapely.set_precision(valid, _GRID)) if part.area > 0]
    if not areas:
        raise Flawed("geometry", drawn.geom_type, "empty_zone")
    whole = shapely.normalize(areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas))
    west, south, east, north = (round(float(side), _DECIMALS) for side in whole.bounds)
    plain = mapping(whole)
    polygon = {"type": plain["type"], "coordinates": _rounded(plain["coordinates"])}
    return Drawing(polygon, (west, south, east, north), repaired=not drawn.is_valid)


def _read(geometry: Mapping[str, Any] | None) -> Any:
    if not geometry:
        raise Flawed("geometry", "", "no_geometry")
    kind = str(geometry.get("type", "")) if isinstance(geometry, Mapping) else str(geometry)
    if kind not in ("Polygon", "MultiPolygon"):
        raise Flawed("geometry", kind, "not_a_polygon")
    try:
        drawn = shapely.force_2d(shape(geometry))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.GEOSException):
        raise Flawed("geometry", kind, "bad_geometry") from None
    if drawn.is_empty:
        raise Flawed("geometry", kind, "empty_zone")
    if shapely.get_num_coordinates(drawn) > _MOST_VERTICES:
        raise Flawed("geometry", kind, "too_many_vertices", limit=_MOST_VERTICES)
    return drawn


def _check_place(drawn: Any) -> None:
    west, south, east, north = (float(side) for side in drawn.bounds)
    if not all(math.isfinite(side) for side in (west, south, east, north)):
        raise Flawed("geometry", drawn.geom_type, "bad_geometry")
    if in_morocco(Point(south, west)) and in_morocco(Point(north, east)):
        return
    found = f"{west:.4f}, {south:.4f}, {east:.4f}, {north:.4f}"
    swapped = in_morocco(Point(west, south)) and in_morocco(Point(east, north))
    raise Flawed("geometry", found, "coordinates_swapped" if swapped else "coordinates_outside")


def _parts(geometry: Any) -> list[Any]:
    """Return the polygons of a geometry; repairing may leave lines and points beside them."""
    if geometry.geom_type == "Polygon":
        return [] if geometry.is_empty else [geometry]
    return [part for each in getattr(geometry, "geoms", ()) for part in _parts(each)]


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float | int):
        return round(float(coordinates), _DECIMALS)
    return [_rounded(each) for each in coordinates]
