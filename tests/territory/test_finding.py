"""Which schools are proposed, in what order, and what is said about them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tasjil.territory.rules import explain, propose
from tasjil.territory.rules.finding import spoken_distance
from tasjil.territory.types import (
    LocalityStop,
    Point,
    Proposal,
    Reason,
    SchoolStop,
    ZoneShape,
)
from tests.territory.test_geometry import square

HOME = Point(33.58, -7.59)
NEAR = SchoolStop(1, (), Point(33.585, -7.59))
FAR = SchoolStop(2, ("primary_1",), Point(33.62, -7.59))
UNPLACED = SchoolStop(3, (), None)
PRESCHOOL = SchoolStop(4, ("preschool_1",), Point(33.5801, -7.59))
SCHOOLS = [UNPLACED, FAR, NEAR, PRESCHOOL]


def zone(zone_id: int, stop: SchoolStop, west: float = -7.60) -> ZoneShape:
    return ZoneShape(zone_id, stop, square(west, 33.57), 2, date(2026, 9, 1), "DP Anfa")


def find(**given_facts: object) -> list[Proposal]:
    facts = {
        "level": "primary_1", "here": None, "locality": None, "zones": [],
        "schools": SCHOOLS, "limit": 3,
    }  # fmt: skip
    return propose(**{**facts, **given_facts})


def brief(proposals: list[Proposal]) -> list[tuple[int, str, bool]]:
    return [(each.school_id, each.reason.value, each.sure) for each in proposals]


def test_with_nothing_but_the_commune_its_schools_come_by_name() -> None:
    assert brief(find()) == [(3, "commune", False), (2, "commune", False), (1, "commune", False)]


def test_a_locality_comes_first_and_is_sure() -> None:
    locality = LocalityStop(7, 3, "حي الأمل", "Hay Al Amal", None)
    found = find(locality=locality, here=HOME, zones=[zone(9, FAR)])
    assert brief(found) == [(3, "locality", True), (2, "zone", True), (1, "nearest", False)]
    assert found[0].basis_id == 7
    assert found[0].distance_m is None


def test_a_zone_comes_before_a_nearer_school() -> None:
    found = find(here=HOME, zones=[zone(9, FAR)])
    assert brief(found)[:2] == [(2, "zone", True), (1, "nearest", False)]
    assert (found[0].basis_id, found[0].zone_version) == (9, 2)
    assert found[0].distance_m is not None


def test_near_a_border_both_sides_are_named_and_neither_is_sure() -> None:
    at_the_border = Point(33.58, -7.5805)
    zones = [zone(9, FAR), zone(10, NEAR, west=-7.58)]
    found = find(here=at_the_border, zones=zones)
    assert brief(found)[:2] == [(2, "zone", False), (1, "zone", False)]


def test_a_zone_farther_than_the_border_strip_does_not_count() -> None:
    found = find(here=Point(33.58, -7.55), zones=[zone(9, FAR)])
    assert {each.reason for each in found} == {Reason.NEAREST, Reason.COMMUNE}


def test_without_a_zone_the_nearest_come_first_and_the_unplaced_last() -> None:
    found = find(here=HOME)
    assert brief(found) == [(1, "nearest", False), (2, "nearest", False), (3, "commune", False)]
    assert found[0].distance_m == 556


def test_a_locality_without_a_school_still_tells_how_near_the_schools_are() -> None:
    locality = LocalityStop(7, None, "", "Douar Ait Said", HOME)
    assert brief(find(locality=locality))[0] == (1, "nearest", False)


def test_a_school_without_the_level_is_not_proposed() -> None:
    assert 4 not in {each.school_id for each in find(here=HOME, limit=10)}
    assert find(level="preschool_1", here=HOME)[0].school_id == 4


def test_an_empty_commune_has_no_proposal() -> None:
    assert find(schools=[]) == []


@given(
    st.lists(st.integers(1, 30), unique=True, max_size=20),
    st.one_of(st.none(), st.just(HOME)),
    st.integers(0, 5),
)
def test_no_school_twice_and_never_more_than_asked(
    ids: list[int], here: Point | None, limit: int
) -> None:
    schools = [SchoolStop(pk, (), Point(33.58, -7.6) if pk % 2 else None) for pk in ids]
    zones = [zone(pk, schools[0]) for pk in (5, 6)] if schools else []
    found = find(schools=schools, zones=zones, here=here, limit=limit)
    chosen = [each.school_id for each in found]
    assert len(chosen) == len(set(chosen)) == min(limit, len(ids))


def test_each_reason_is_explained_by_a_code_and_its_facts() -> None:
    locality = Proposal(1, Reason.LOCALITY, 7, None, True, locality_name_fr="Hay Al Amal")
    border = Proposal(1, Reason.ZONE, 9, 300, False, zone_version=2, zone_source="DP Anfa")
    assert explain(locality).code == "locality"
    assert explain(locality).parameters["name_fr"] == "Hay Al Amal"
    assert explain(border).code == "zone_border"
    assert explain(Proposal(1, Reason.ZONE, 9, 300, True)).code == "zone"
    assert explain(Proposal(1, Reason.NEAREST, None, 612, False)).parameters == {"metres": 600}
    assert explain(Proposal(1, Reason.COMMUNE, None, None, False)).code == "commune"


def test_only_the_first_is_called_the_nearest_or_said_to_be_all_that_is_known() -> None:
    assert [explain(each).code for each in find(here=HOME)] == ["nearest", "distance", "another"]
    assert [explain(each).code for each in find()] == ["commune", "another", "another"]


def test_distances_are_rounded_as_people_say_them() -> None:
    assert [spoken_distance(m) for m in (0, 12, 612, 999, 1_249, 12_349)] == [
        50, 50, 600, 1000, 1200, 12_300,
    ]  # fmt: skip
