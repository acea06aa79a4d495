"""Importing residence zones: versions follow the drawing, nothing else."""

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tasjil.territory.importing import BrokenGeoJson, EmptyFile, NotText, Source, import_zones
from tasjil.territory.models import Zone
from tests.territory.conftest import bring, counts, flaws, given
from tests.territory.test_geometry import square


def feature(code: Any = "15392E", geometry: Any = None, **properties: Any) -> dict[str, Any]:
    told = {"school_code": code, "valid_from": "2026-09-01", "source": "DP Taounate"}
    return {
        "type": "Feature",
        "properties": {**told, **properties},
        "geometry": geometry or square(-4.65, 34.53),
    }


def drawn(*features: Any, **top: Any) -> Source:
    text = json.dumps({"type": "FeatureCollection", "features": list(features), **top})
    return given(text, name="zones.geojson")


def test_a_first_zone_is_version_one_with_its_box(schools: SimpleNamespace) -> None:
    report = bring(import_zones, drawn(feature(surveyor="x")))
    assert counts(report) == (1, 0, 0, 0)
    assert report.ignored == ("surveyor",)
    zone = Zone.objects.get()
    assert (zone.school, zone.version, zone.valid_to) == (schools.idrissi, 1, None)
    assert (zone.west, zone.south, zone.east, zone.north) == (-4.65, 34.53, -4.63, 34.55)
    assert (zone.source, zone.valid_from) == ("DP Taounate", date(2026, 9, 1))


def test_a_new_version_is_made_only_when_the_drawing_changed(schools: SimpleNamespace) -> None:
    bring(import_zones, drawn(feature()))
    same = feature(valid_from="2027-09-01", source="Another office")
    assert counts(bring(import_zones, drawn(same))) == (0, 0, 1, 0)
    assert Zone.objects.count() == 1
    moved = feature(geometry=square(-4.66, 34.53), valid_from="2027-09-01")
    assert counts(bring(import_zones, drawn(moved))) == (0, 1, 0, 0)
    assert counts(bring(import_zones, drawn(moved))) == (0, 0, 1, 0)
    old, new = Zone.objects.order_by("version")
    assert (old.valid_to, new.valid_to) == (date(2027, 9, 1), None)
    assert (old.version, new.version, new.west) == (1, 2, -4.66)


def test_a_changed_zone_must_begin_after_the_one_in_force(schools: SimpleNamespace) -> None:
    bring(import_zones, drawn(feature()))
    report = bring(import_zones, drawn(feature(geometry=square(-4.66, 34.53))))
    assert flaws(report) == [(1, "dates_out_of_order")]
    assert "2026-09-01" in report.rejected[0].sentence
    assert Zone.objects.get().west == -4.65


def test_a_crossing_drawing_is_repaired_and_remarked(schools: SimpleNamespace) -> None:
    bow = [[-4.65, 34.53], [-4.63, 34.55], [-4.63, 34.53], [-4.65, 34.55], [-4.65, 34.53]]
    crossed = feature(geometry={"type": "Polygon", "coordinates": [bow]})
    report = bring(import_zones, drawn(feature("15393F"), crossed))
    assert counts(report) == (2, 0, 0, 0)
    assert [(each.line, each.code) for each in report.remarks] == [(2, "repaired_zone")]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (feature(code=None), "missing_value"),
        (feature(code="99999Z"), "unknown_school"),
        (feature(code=12), "unknown_school"),
        (feature(source=""), "missing_value"),
        (feature(source="x" * 201), "too_long"),
        (feature(valid_from=None), "missing_value"),
        (feature(valid_from="September"), "bad_date"),
        (feature(geometry={"type": "Point", "coordinates": [-4.6, 34.5]}), "not_a_polygon"),
        (feature(geometry=square(34.53, -4.65)), "coordinates_swapped"),
        (feature(geometry=square(2.3, 48.8)), "coordinates_outside"),
        ({"type": "Feature", "properties": None, "geometry": None}, "missing_value"),
        ("not a feature", "missing_value"),
    ],
)
def test_a_bad_feature_is_named(schools: SimpleNamespace, bad: Any, code: str) -> None:
    report = bring(import_zones, drawn(bad, feature("15393F")))
    assert (flaws(report), report.created) == ([(1, code)], 1)
    assert report.rejected[0].sentence


def test_a_school_has_one_zone_in_a_file(schools: SimpleNamespace) -> None:
    report = bring(import_zones, drawn(feature(), feature(geometry=square(-4.66, 34.53))))
    assert (flaws(report), counts(report)) == ([(2, "repeated")], (1, 0, 0, 1))


def test_a_moment_is_understood_as_its_day(schools: SimpleNamespace) -> None:
    bring(import_zones, drawn(feature(valid_from="2026-09-01T00:00:00Z")))
    assert Zone.objects.get().valid_from == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{", BrokenGeoJson),
        ("[]", BrokenGeoJson),
        ('{"type": "Feature"}', BrokenGeoJson),
        ('{"type": "FeatureCollection", "features": {}}', BrokenGeoJson),
        ('{"type": "FeatureCollection", "features": []}', EmptyFile),
        ("[" * 100_000, BrokenGeoJson),
        (" ", EmptyFile),
        ("\x00\x01", NotText),
    ],
)
def test_what_is_no_collection_of_features_is_refused(
    schools: SimpleNamespace, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        bring(import_zones, Source("zones.geojson", text.encode()))


def test_another_coordinate_system_is_refused(schools: SimpleNamespace) -> None:
    merchich = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::26191"}}
    with pytest.raises(BrokenGeoJson):
        bring(import_zones, drawn(feature(), crs=merchich))
    wgs84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert counts(bring(import_zones, drawn(feature(), crs=wgs84))) == (1, 0, 0, 0)


@pytest.mark.parametrize("name", ["school_code", "source", "valid_from"])
def test_half_a_sign_costs_its_own_zone(schools: SimpleNamespace, name: str) -> None:
    broken = feature()
    broken["properties"][name] = "\ud800"
    report = bring(import_zones, drawn(broken, feature()))
    assert counts(report)[0] == 1
    assert [finding.column for finding in report.rejected] == [name]
