"""The finder, from the database to the sentence a family reads."""

import json
from types import SimpleNamespace

import pytest
from django.utils import translation

from tasjil.territory import selectors
from tasjil.territory.importing import import_localities, import_schools, import_zones
from tasjil.territory.models import Locality, School, Zone
from tasjil.territory.types import Reason
from tests.territory.conftest import bring, given
from tests.territory.test_geometry import square


@pytest.fixture
def zoned(schools: SimpleNamespace, land: SimpleNamespace) -> SimpleNamespace:
    """El Maghrib serves the zone around it; Hay Idari belongs to Echarif El Idrissi."""
    features = [
        {
            "type": "Feature",
            "geometry": square(-4.66, 34.53),
            "properties": {
                "school_code": "15393F", "valid_from": "2026-09-01", "source": "DP Taounate",
            },
        }
    ]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": features})
    bring(import_zones, given(text))
    bring(
        import_localities,
        """
        commune_code,name_ar,name_fr,school_code
        03.531.01.05,الحي الإداري,Hay Idari,15392E
        03.531.11.07,دوار أولاد علي,Douar Oulad Ali,15400A
        """,
    )
    hay, douar = Locality.objects.order_by("commune__code")
    return SimpleNamespace(commune=land.taounate.pk, tissa=land.tissa.pk, hay=hay, douar=douar)


def find(commune_id: int, **known: object) -> list[tuple[str, str, bool]]:
    proposals = selectors.propose_schools(level="primary_1", commune_id=commune_id, **known)
    found = selectors.schools_by_id([each.school_id for each in proposals])
    return [(found[each.school_id].code, each.reason.value, each.sure) for each in proposals]


def test_a_locality_decides_then_the_zone_then_the_distance(zoned: SimpleNamespace) -> None:
    found = find(zoned.commune, locality_id=zoned.hay.pk, lat=34.54, lng=-4.65)
    assert found == [("15392E", "locality", True), ("15393F", "zone", True)]


def test_a_zone_decides_over_distance(zoned: SimpleNamespace) -> None:
    found = find(zoned.commune, lat=34.537, lng=-4.643)
    assert found == [("15393F", "zone", True), ("15392E", "nearest", False)]


def test_at_the_border_nothing_is_sure(zoned: SimpleNamespace) -> None:
    assert find(zoned.commune, lat=34.54, lng=-4.641)[0] == ("15393F", "zone", False)
    assert find(zoned.commune, lat=34.54, lng=-4.639)[0] == ("15393F", "zone", False)


def test_a_zone_that_is_no_longer_in_force_does_not_count(zoned: SimpleNamespace) -> None:
    Zone.objects.update(valid_to="2027-09-01")
    assert find(zoned.commune, lat=34.54, lng=-4.65)[0] == ("15393F", "nearest", False)


def test_a_satellite_is_proposed_as_itself(zoned: SimpleNamespace) -> None:
    found = find(zoned.tissa, locality_id=zoned.douar.pk)
    assert found == [("15400A", "locality", True)]
    satellite = School.objects.get(code="15400A")
    assert selectors.place_of_school(satellite.pk).main_school_id == satellite.parent_id


def test_a_localitys_school_may_stand_in_the_next_commune(zoned: SimpleNamespace) -> None:
    assert find(zoned.commune, locality_id=zoned.douar.pk)[0] == ("15400A", "locality", True)


def test_with_only_a_commune_its_schools_are_named(zoned: SimpleNamespace) -> None:
    with translation.override("fr"):
        assert find(zoned.commune) == [("15392E", "commune", False), ("15393F", "commune", False)]


def test_schools_without_coordinates_are_proposed_after_those_that_have(
    zoned: SimpleNamespace,
) -> None:
    School.objects.filter(code="15392E").update(lat=None, lng=None)
    found = find(zoned.commune, lat=34.60, lng=-4.60)
    assert found == [("15393F", "nearest", False), ("15392E", "commune", False)]


def test_a_point_abroad_counts_as_none(zoned: SimpleNamespace) -> None:
    found = find(zoned.commune, lat=48.85, lng=2.35)
    assert {reason for _, reason, _ in found} == {"commune"}


def test_private_and_closed_schools_are_not_proposed(zoned: SimpleNamespace) -> None:
    School.objects.filter(code="15392E").update(sector="private")
    School.objects.filter(code="15393F").update(is_active=False)
    assert find(zoned.commune, lat=34.54, lng=-4.65) == []


def test_a_whole_city_is_asked_like_a_commune(
    zoned: SimpleNamespace, land: SimpleNamespace
) -> None:
    assert find(land.rabat.pk) == [("10001R", "commune", False)]


def test_a_commune_without_a_school_or_that_does_not_exist_has_none(
    zoned: SimpleNamespace, land: SimpleNamespace
) -> None:
    assert find(land.anfa.pk) == []
    assert find(0, locality_id=0) == []


def test_the_finder_needs_two_queries_at_most(
    zoned: SimpleNamespace, django_assert_num_queries: object
) -> None:
    rows = [f"{n:05}A,مدرسة {n},03.531.01.05,34.5{n % 10},-4.6" for n in range(120)]
    bring(import_schools, "\n".join(("gresa_code,name_ar,commune_code,lat,lng", *rows)))
    ask = {"level": "primary_1", "commune_id": zoned.commune}
    with django_assert_num_queries(2):
        selectors.propose_schools(**ask, locality_id=zoned.hay.pk, lat=34.54, lng=-4.65)
    with django_assert_num_queries(1):
        selectors.propose_schools(**ask)


def test_each_reason_is_a_sentence_in_plain_words(zoned: SimpleNamespace) -> None:
    ask = {"level": "primary_1", "commune_id": zoned.commune}
    with translation.override("en"):
        first, second = selectors.propose_schools(
            **ask, locality_id=zoned.hay.pk, lat=34.54, lng=-4.65
        )
        assert "الحي الإداري" in selectors.sentence_of(first)
        assert "(2026, version 1, DP Taounate)" in selectors.sentence_of(second)
        (edge, near) = selectors.propose_schools(**ask, lat=34.54, lng=-4.641)
        assert "the school will decide" in selectors.sentence_of(edge)
        assert near.reason is Reason.NEAREST
        assert "About 300 m" in selectors.sentence_of(near)
        far = selectors.propose_schools(**ask, lat=34.60, lng=-4.60)[0]
        assert "about 8 km" in selectors.sentence_of(far)
        unknown = selectors.propose_schools(**ask)[0]
        assert "no zone is known" in selectors.sentence_of(unknown)
    with translation.override("fr"):
        assert "Hay Idari" in selectors.sentence_of(first)
