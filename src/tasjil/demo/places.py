"""Where the invented schools stand: real communes of three real directorates, and circles in them.

A circle is the largest that fits the commune, from the census office's boundaries: so schools
stand on land and inside their commune without carrying boundaries along.
"""

import math
from dataclasses import dataclass
from typing import Any, Final

from tasjil.territory.types import Point

_METRES_A_DEGREE = 110_900.0
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
_CORNERS = 8

CITY: Final = "06.141.01.00"
TOWN: Final = "03.061"
MOUNTAIN: Final = "05.081"


@dataclass(frozen=True, slots=True)
class Circle:
    """A commune's schools: how many main ones, each with how many satellites, in which circle."""

    commune_code: str
    directorate_code: str
    lat: float
    lng: float
    radius_m: int
    schools: int
    satellites: int = 0
    community: bool = False

    @property
    def rural(self) -> bool:
        """Whether schools have satellites and the neighbourhoods are hamlets."""
        return self.satellites > 0


CIRCLES: Final[tuple[Circle, ...]] = (
    Circle("06.141.01.01", CITY, 33.59663, -7.65188, 1000, 14),
    Circle("06.141.01.03", CITY, 33.56633, -7.62832, 1400, 26),
    Circle("06.141.01.07", CITY, 33.59295, -7.62222, 980, 18),
    Circle("03.061.01.01", TOWN, 33.87058, -5.51402, 2700, 44),
    Circle("03.061.01.11", TOWN, 33.90905, -5.48044, 1550, 16),
    Circle("03.061.01.07", TOWN, 33.88540, -5.60864, 1550, 8),
    Circle("03.061.01.05", TOWN, 33.76856, -5.49303, 1500, 4),
    Circle("03.061.05.01", TOWN, 33.94769, -5.52882, 3000, 4, 2),
    Circle("03.061.05.05", TOWN, 34.00906, -5.27455, 4000, 4, 3),
    Circle("03.061.07.01", TOWN, 34.18502, -5.40460, 4400, 3, 3),
    Circle("05.081.01.01", MOUNTAIN, 31.96266, -6.56912, 1550, 10),
    Circle("05.081.01.03", MOUNTAIN, 31.72979, -7.01140, 1250, 8),
    Circle("05.081.03.07", MOUNTAIN, 31.83777, -6.45069, 8500, 4, 4),
    Circle("05.081.03.09", MOUNTAIN, 31.69418, -6.35058, 7000, 4, 4),
    Circle("05.081.03.13", MOUNTAIN, 31.80224, -6.16823, 10000, 3, 3, community=True),
    Circle("05.081.05.07", MOUNTAIN, 32.09123, -7.04749, 6000, 3, 3),
    Circle("05.081.09.15", MOUNTAIN, 32.17022, -6.35681, 4500, 4, 2),
    Circle("05.081.15.13", MOUNTAIN, 31.84864, -6.79952, 5000, 4, 3),
    Circle("05.081.13.07", MOUNTAIN, 31.46927, -6.87445, 10000, 3, 4, community=True),
    Circle("05.081.11.01", MOUNTAIN, 32.19712, -6.53775, 2000, 4, 1),
)


def spread(circle: Circle) -> list[Point]:
    """Return where the main schools stand: evenly, as seeds in a sunflower."""
    reach = circle.radius_m * (0.65 if circle.rural else 0.92)
    return [
        moved(
            Point(circle.lat, circle.lng),
            reach * math.sqrt((number + 0.5) / circle.schools),
            number * _GOLDEN_ANGLE,
        )
        for number in range(circle.schools)
    ]


def around(circle: Circle, main: Point, number: int) -> Point:
    """Return where a satellite stands, seen from its main school."""
    return moved(main, circle.radius_m * 0.28, 2 * math.pi * number / circle.satellites)


def zone_around(circle: Circle, school: Point) -> dict[str, Any]:
    """Return a residence zone: a polygon about the school that leaves its neighbours theirs."""
    reach = 0.45 * circle.radius_m * math.sqrt(math.pi / (circle.schools * (1 + circle.satellites)))
    corners = [moved(school, reach, 2 * math.pi * corner / _CORNERS) for corner in range(_CORNERS)]
    ring = [[round(each.lng, 6), round(each.lat, 6)] for each in (*corners, corners[0])]
    return {"type": "Polygon", "coordinates": [ring]}


def moved(point: Point, metres: float, bearing: float) -> Point:
    """Return the point so many metres away, the bearing in radians from north."""
    lat = point.lat + metres * math.cos(bearing) / _METRES_A_DEGREE
    wide = _METRES_A_DEGREE * math.cos(math.radians(point.lat))
    return Point(round(lat, 6), round(point.lng + metres * math.sin(bearing) / wide, 6))
