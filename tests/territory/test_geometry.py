"""Distances, and zones in one canonical form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasjil.territory.rules import box_around, canonical_zone, distance_m
from tasjil.territory.rules.geometry import depth_m
from tasjil.territory.types import Flawed, Point

CASABLANCA, RABAT = Point(33.5731, -7.5898), Point(34.0209, -6.8416)
points = st.builds(Point, st.floats(21, 36), st.floats(-17, -1))


def square(west: float, south: float, side: float = 0.02) -> dict[str, object]:
    """Return a square zone, drawn anticlockwise."""
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_casablanca_and_rabat_are_85_kilometres_apart() -> None:
    assert distance_m(CASABLANCA, RABAT) == pytest.approx(85_300, abs=500)


@given(points, points)
def test_a_distance_is_the_same_both_ways(here: Point, there: Point) -> None:
    assert distance_m(here, there) == distance_m(there, here) >= 0
    assert distance_m(here, here) == 0


@given(points, st.floats(0, 149), st.sampled_from(range(4)))
def test_a_box_holds_all_that_is_near(here: Point, metres: float, side: int) -> None:
    west, south, east, north = box_around(here, 150)
    degrees = metres / 111_000
    there = Point(
        here.lat + degrees * (side == 0) - degrees * (side == 1),
        here.lng + degrees * (side == 2) - degrees * (side == 3),
    )
    assert west <= there.lng <= east
    assert south <= there.lat <= north


def test_depth_is_positive_inside_and_negative_outside() -> None:
    zone = square(-7.60, 33.57)
    assert depth_m(zone, Point(33.58, -7.59)) == pytest.approx(924, rel=0.01)
    assert depth_m(zone, Point(33.58, -7.601)) == pytest.approx(-92, rel=0.02)


def test_the_same_zone_drawn_otherwise_is_the_same_zone() -> None:
    drawn = square(-7.60, 33.57)
    ring = drawn["coordinates"][0]
    started_elsewhere = [*ring[2:], *ring[1:3]]
    backwards = {"type": "Polygon", "coordinates": [ring[::-1]]}
    with_heights = {"type": "Polygon", "coordinates": [[[*pair, 12.5] for pair in ring]]}
    finer = {"type": "Polygon", "coordinates": [[[x + 2e-8, y - 2e-8] for x, y in ring]]}
    whole = canonical_zone(drawn).polygon
    for other in (
        {"type": "Polygon", "coordinates": [started_elsewhere]},
        backwards,
        with_heights,
        finer,
        {"type": "MultiPolygon", "coordinates": [drawn["coordinates"]]},
    ):
        assert canonical_zone(other).polygon == whole


@given(st.lists(st.tuples(st.floats(-8, -7), st.floats(33, 34)), min_size=3, max_size=12))
def test_any_ring_becomes_a_stable_zone_or_a_named_flaw(ring: list[tuple[float, float]]) -> None:
    try:
        drawing = canonical_zone({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
    except Flawed as error:
        named = error.flaw.code
        drawing = None
    if drawing is None:
        assert named == "empty_zone"
        return
    again = canonical_zone(drawing.polygon)
    assert (again.polygon, again.box, again.repaired) == (drawing.polygon, drawing.box, False)


def test_crossing_lines_are_repaired_and_it_is_said() -> None:
    bow = [[-7.6, 33.57], [-7.58, 33.59], [-7.58, 33.57], [-7.6, 33.59], [-7.6, 33.57]]
    drawing = canonical_zone({"type": "Polygon", "coordinates": [bow]})
    assert drawing.repaired
    assert drawing.polygon["type"] == "MultiPolygon"
    assert drawing.box == (-7.6, 33.57, -7.58, 33.59)


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (None, "no_geometry"),
        ({"type": "Point", "coordinates": [-7.6, 33.57]}, "not_a_polygon"),
        ({"type": "Polygon"}, "bad_geometry"),
        ({"type": "Polygon", "coordinates": [["a", "b"]]}, "bad_geometry"),
        ({"type": "Polygon", "coordinates": [[[-7.6, 33.5], [-7.5, 33.5]]]}, "bad_geometry"),
        ({"type": "Polygon", "coordinates": []}, "empty_zone"),
        ({"type": "Polygon", "coordinates": [[[-7.6, 33.5]] * 5]}, "empty_zone"),
        (square(2.3, 48.8), "coordinates_outside"),
        (square(598_000, 420_000, 500), "coordinates_outside"),
    ],
)
def test_a_drawing_that_is_no_zone_is_named(geometry: object, code: str) -> None:
    with pytest.raises(Flawed) as caught:
        canonical_zone(geometry)
    assert caught.value.flaw.code == code


def test_swapped_coordinates_are_said_to_be_swapped() -> None:
    with pytest.raises(Flawed) as caught:
        canonical_zone(square(33.57, -7.60))
    assert caught.value.flaw.code == "coordinates_swapped"
