"""Importing schools in our layout: each flaw named, no good line lost, nothing done twice."""

from types import SimpleNamespace

import pytest

from tasjil.territory.importing import import_schools
from tasjil.territory.models import School
from tests.territory.conftest import bring, counts, flaws, sheet

HEADER = (
    "gresa_code,school_ref,name_ar,name_fr,kind,parent_code,sector,directorate_code,"
    "commune_code,arrondissement_code,milieu,lat,lng,levels"
)


def lines(*rows: str) -> str:
    return "\n".join((HEADER, *rows))


def test_a_school_is_created_with_all_that_is_told(land: SimpleNamespace) -> None:
    report = bring(
        import_schools,
        lines(
            '12345a,,الأمل,AL AMAL,ecole,,public,04.421,04.421.01.0,04.421.01.01,urbain,34.0,-6.85,'
            '"primary_1, preschool_2"'
        ),
    )  # fmt: skip
    assert counts(report) == (1, 0, 0, 0)
    school = School.objects.get(code="12345A")
    assert (school.commune_id, school.directorate.code) == (land.agdal.pk, "04.421")
    assert (school.kind, school.sector, school.milieu) == ("school", "public", "urban")
    assert (school.lat, school.lng, school.levels) == (34.0, -6.85, ["preschool_2", "primary_1"])
    assert school.search == "امل amal"


def test_a_second_import_changes_nothing_and_a_third_only_what_changed(
    land: SimpleNamespace,
) -> None:
    first = lines(
        "1A,,الأمل,AL AMAL,,,,,03.531.01.05,,,,,", "2B,,النور,ANNOUR,,,,,03.531.01.05,,,,,"
    )
    assert counts(bring(import_schools, first)) == (2, 0, 0, 0)
    assert counts(bring(import_schools, first)) == (0, 0, 2, 0)
    corrected = first.replace("ANNOUR", "EN NOUR")
    assert counts(bring(import_schools, corrected)) == (0, 1, 1, 0)
    assert School.objects.get(code="2B").name_fr == "EN NOUR"


def test_an_empty_cell_or_an_absent_column_leaves_what_is_stored(land: SimpleNamespace) -> None:
    bring(import_schools, lines("1A,,الأمل,AL AMAL,,,,,03.531.01.05,,,34.5,-4.6,primary_1"))
    report = bring(
        import_schools, "gresa_code,name_ar,commune_code,lat,lng\n1A,الأمل,03.531.01.05,,"
    )
    assert counts(report) == (0, 0, 1, 0)
    school = School.objects.get(code="1A")
    assert (school.name_fr, school.lat, school.levels) == ("AL AMAL", 34.5, ["primary_1"])


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (",,الأمل,,,,,,03.531.01.05,,,,,", "gresa_code", "missing_value"),
        ("1;A,,الأمل,,,,,,03.531.01.05,,,,,", "gresa_code", "bad_code"),
        ("1A,,,,,,,,03.531.01.05,,,,,", "name_ar", "missing_name"),
        (f"1A,,{'ا' * 161},,,,,,03.531.01.05,,,,,", "name_ar", "too_long"),
        ("1A,,الأمل,,,,,,99.999.01.01,,,,,", "commune_code", "unknown_commune"),
        ("1A,,الأمل,,,,,,,,,,,", "commune_code", "missing_value"),
        ("1A,,الأمل,,,,,,06.141.01.0,,,,,", "directorate_code", "needs_arrondissement"),
        (
            "1A,,الأمل,,,,,,04.421.01.0,06.141.01.01,,,,",
            "arrondissement_code",
            "wrong_arrondissement",
        ),
        ("1A,,الأمل,,,,,77.777,03.531.01.05,,,,,", "directorate_code", "unknown_directorate"),
        ("1A,,الأمل,,lycée,,,,03.531.01.05,,,,,", "kind", "bad_kind"),
        ("1A,,الأمل,,,,church,,03.531.01.05,,,,,", "sector", "bad_sector"),
        ("1A,,الأمل,,,,,,03.531.01.05,,desert,,,", "milieu", "bad_milieu"),
        ("1A,,الأمل,,,,,,03.531.01.05,,,-4.64,34.53,", "lat", "coordinates_swapped"),
        ("1A,,الأمل,,,,,,03.531.01.05,,,34.53,4.64,", "lat", "coordinates_outside"),
        ("1A,,الأمل,,,,,,03.531.01.05,,,34.53,,", "lng", "half_coordinates"),
        ("1A,,الأمل,,,,,,03.531.01.05,,,x,-4.64,", "lat", "bad_coordinates"),
        ("1A,,الأمل,,,,,,03.531.01.05,,,,,CP", "levels", "bad_levels"),
        ("1A,,الأمل,,satellite,,,,03.531.01.05,,,,,", "parent_code", "missing_parent"),
        ("1A,,الأمل,,satellite,1A,,,03.531.01.05,,,,,", "parent_code", "own_parent"),
        ("1A,,الأمل,,satellite,9Z,,,03.531.01.05,,,,,", "parent_code", "unknown_parent"),
        ("1A,,الأمل,,school,9Z,,,03.531.01.05,,,,,", "parent_code", "unexpected_parent"),
    ],
)
def test_a_bad_line_is_named_and_does_not_stop_the_good_ones(
    land: SimpleNamespace, row: str, column: str, code: str
) -> None:
    good = "5E,,النور,ANNOUR,,,,,03.531.01.05,,,,,"
    report = bring(import_schools, lines(row, good))
    assert counts(report) == (1, 0, 0, 1)
    assert [(each.line, each.column, each.code) for each in report.rejected] == [(2, column, code)]
    assert report.rejected[0].sentence
    assert School.objects.get().code == "5E"


def test_of_a_repeated_code_the_first_is_kept_and_its_line_told(land: SimpleNamespace) -> None:
    rows = [f"{code},,{name},,,,,,03.531.01.05,,,,," for code, name in
            (("1A", "الأمل"), ("2B", "النور"), ("1a", "الزيتون"))]  # fmt: skip
    report = bring(import_schools, lines(*rows))
    assert counts(report) == (2, 0, 0, 1)
    assert (report.rejected[0].line, report.rejected[0].parameters) == (4, {"first": 2})
    assert School.objects.get(code="1A").name_ar == "الأمل"


def test_a_main_school_may_come_after_its_satellite(land: SimpleNamespace) -> None:
    report = bring(
        import_schools,
        lines(
            "2B,,فرعية,,فرعية,1A,,,03.531.11.07,,,,,",
            "1A,,مركزية,,,,,,03.531.11.07,,,,,",
        ),
    )
    assert counts(report) == (2, 0, 0, 0)
    satellite = School.objects.get(code="2B")
    assert satellite.main_id == School.objects.get(code="1A").pk


def test_a_main_school_may_be_stored_already(schools: SimpleNamespace) -> None:
    report = bring(import_schools, lines("7A,,فرعية,,,15392E,,,03.531.11.07,,,,,"))
    assert counts(report) == (1, 0, 0, 0)
    assert School.objects.get(code="7A").kind == "satellite"


def test_a_satellite_of_a_satellite_is_refused(schools: SimpleNamespace) -> None:
    report = bring(
        import_schools,
        lines(
            "7A,,فرعية,,satellite,15400A,,,03.531.11.07,,,,,",
            "7B,,فرعية,,satellite,7A,,,03.531.11.07,,,,,",
        ),
    )
    assert flaws(report) == [(2, "parent_is_satellite"), (3, "parent_is_satellite")]


def test_a_school_with_satellites_cannot_become_one(schools: SimpleNamespace) -> None:
    report = bring(import_schools, lines("15392E,,أ,,satellite,15393F,,,03.531.01.05,,,,,"))
    assert flaws(report) == [(2, "has_satellites")]


def test_a_satellite_can_become_a_school_of_its_own(schools: SimpleNamespace) -> None:
    report = bring(import_schools, lines("15400A,,أولاد علي,,school,,,,03.531.11.07,,,,,"))
    assert counts(report) == (0, 1, 0, 0)
    assert School.objects.get(code="15400A").parent_id is None


def test_a_school_keeps_its_row_when_its_gresa_code_becomes_known(land: SimpleNamespace) -> None:
    bring(import_schools, lines(",PUB-1,الأمل,,,,,,03.531.01.05,,,,,"))
    known = School.objects.get(code="PUB-1").pk
    report = bring(import_schools, lines("12345A,PUB-1,الأمل,,,,,,03.531.01.05,,,,,"))
    assert counts(report) == (0, 1, 0, 0)
    school = School.objects.get(pk=known)
    assert (school.code, school.reference) == ("12345A", "PUB-1")
    older_list = bring(import_schools, lines(",PUB-1,الأمل,,,,,,03.531.01.05,,,,,"))
    assert counts(older_list) == (0, 0, 1, 0)


def test_a_name_that_became_a_date_is_read_back_and_remarked(land: SimpleNamespace) -> None:
    row = "1A,,11 يناير,2023-01-11 00:00:00,,,,,03.531.01.05,,,,,"
    report = bring(import_schools, lines(row))
    assert counts(report) == (1, 0, 0, 0)
    assert [(each.line, each.code) for each in report.remarks] == [(2, "name_was_date")]
    assert School.objects.get().name_fr == "11 Janvier"


def test_the_list_may_be_a_spreadsheet(land: SimpleNamespace) -> None:
    report = bring(
        import_schools,
        sheet(
            ("Commune Code", "GRESA code", "NAME_FR", "telephone"),
            ("03.531.01.05", "12345A", "AL AMAL", 535_000_000),
        ),
    )
    assert counts(report) == (1, 0, 0, 0)
    assert (report.encoding, report.ignored) == ("spreadsheet", ("telephone",))
    assert "name_ar" in report.missing
