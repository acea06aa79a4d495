"""Importing neighbourhoods and hamlets."""

from types import SimpleNamespace

import pytest

from tasjil.territory.importing import import_localities
from tasjil.territory.models import Locality
from tests.territory.conftest import bring, counts, flaws, sheet

HEADER = "commune_code,name_ar,name_fr,kind,school_code,lat,lng"


def lines(*rows: str) -> str:
    return "\n".join((HEADER, *rows))


def test_a_locality_names_the_school_that_serves_it(schools: SimpleNamespace) -> None:
    text = lines("03.531.01.05,حي الرميلة,Hay Rmilla,حي,15393f,34.54,-4.65")
    assert counts(bring(import_localities, text)) == (1, 0, 0, 0)
    assert counts(bring(import_localities, text)) == (0, 0, 1, 0)
    locality = Locality.objects.get()
    assert (locality.school, locality.kind) == (schools.maghrib, "district")
    assert locality.search == "حيالرميله hairmila"


def test_the_school_may_be_named_by_an_older_reference(schools: SimpleNamespace) -> None:
    schools.maghrib.reference = "PUB-9"
    schools.maghrib.save()
    bring(import_localities, lines("03.531.01.05,حي الرميلة,,,pub-9,,"))
    assert Locality.objects.get().school == schools.maghrib


def test_without_a_school_only_the_name_becomes_known(schools: SimpleNamespace) -> None:
    bring(import_localities, lines("03.531.11.07,دوار الزيتون,,,,,"))
    locality = Locality.objects.get()
    assert (locality.school, locality.kind) == (None, "douar")


def test_a_school_once_told_is_not_forgotten(schools: SimpleNamespace) -> None:
    bring(import_localities, lines("03.531.01.05,حي الرميلة,,,15393F,,"))
    bring(import_localities, lines("03.531.01.05,حي الرميله,Hay Rmilla,,,,"))
    locality = Locality.objects.get()
    assert (locality.school, locality.name_fr) == (schools.maghrib, "Hay Rmilla")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",حي الرميلة,,,,,", "missing_value"),
        ("03.531.99.99,حي الرميلة,,,,,", "unknown_commune"),
        ("03.531.01.05,,,,,,", "missing_name"),
        ("03.531.01.05,؟؟,,,,,", "missing_name"),
        ("03.531.01.05,حي الرميلة,,ville,,,", "bad_kind"),
        ("03.531.01.05,حي الرميلة,,,99999Z,,", "unknown_school"),
        ("03.531.01.05,حي الرميلة,,,,-4.65,34.54", "coordinates_swapped"),
    ],
)
def test_a_bad_line_is_named(schools: SimpleNamespace, row: str, code: str) -> None:
    good = "03.531.11.07,دوار الزيتون,,,,,"
    report = bring(import_localities, lines(row, good))
    assert (flaws(report), report.created) == ([(2, code)], 1)


def test_two_spellings_in_one_commune_are_one_locality(schools: SimpleNamespace) -> None:
    report = bring(
        import_localities,
        lines(
            "03.531.01.05,أكدال,,,,,", "03.531.01.05,اگدال,,,,,",
            "03.531.11.07,أكدال,,,,,", "03.531.01.05,أكدال 2,,,,,",
        ),
    )  # fmt: skip
    assert counts(report) == (3, 0, 0, 1)
    assert (flaws(report), report.rejected[0].parameters) == ([(3, "repeated")], {"first": 2})


def test_the_list_may_be_a_spreadsheet(schools: SimpleNamespace) -> None:
    report = bring(
        import_localities,
        sheet(("commune_code", "name_ar", "lat", "lng"), ("03.531.01.05", "حي", 34.5, -4.6)),
    )
    assert counts(report) == (1, 0, 0, 0)
    assert Locality.objects.get().lat == 34.5
