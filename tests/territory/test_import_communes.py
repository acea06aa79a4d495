"""Importing communes and arrondissements."""

from types import SimpleNamespace

import pytest

from tasjil.territory.importing import import_communes
from tasjil.territory.models import Commune
from tests.territory.conftest import bring, counts, flaws

HEADER = (
    "commune_code,arrondissement_code,name_ar,name_fr,type,has_arrondissements,"
    "province_code,directorate_code,lat,lng"
)


def lines(*rows: str) -> str:
    return "\n".join((HEADER, *rows))


def test_a_new_commune_belongs_to_its_provinces_directorate(land: SimpleNamespace) -> None:
    report = bring(import_communes, lines("03.531.05.01,,بني وليد,Bni Oulid,rural,,,,34.6,-4.4"))
    assert counts(report) == (1, 0, 0, 0)
    commune = Commune.objects.get(code="03.531.05.01")
    assert commune.directorate_id == land.taounate.directorate_id
    assert (commune.milieu, commune.lat, commune.is_divided) == ("rural", 34.6, False)


def test_an_arrondissement_may_come_before_its_city(land: SimpleNamespace) -> None:
    report = bring(
        import_communes,
        lines(
            "03.531.09.0,03.531.09.01,الحي,Part,,,,,,",
            "03.531.09.0,,المدينة,Whole,urban,1,03.531,,,",
        ),
    )
    assert counts(report) == (2, 0, 0, 0)
    part = Commune.objects.get(code="03.531.09.01")
    assert part.city == Commune.objects.get(code="03.531.09.0")
    assert (part.milieu, part.city.is_divided) == ("urban", True)


def test_a_commune_is_corrected_and_the_rest_left_as_it_is(land: SimpleNamespace) -> None:
    text = lines("03.531.01.05,,تاونات,Taounate Ville,urban,,,,,")
    assert counts(bring(import_communes, text)) == (0, 1, 0, 0)
    assert counts(bring(import_communes, text)) == (0, 0, 1, 0)
    commune = Commune.objects.get(code="03.531.01.05")
    assert (commune.name_fr, commune.lat) == ("Taounate Ville", 34.0)
    assert commune.search == "تاونات taunatevile"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",,بني وليد,,rural,,,,,", "missing_value"),
        ("531-05,,بني وليد,,rural,,,,,", "bad_code"),
        ("03.531.05.01,,,,rural,,,,,", "missing_name"),
        ("03.531.05.01,,بني وليد,,,,,,,", "missing_value"),
        ("03.531.05.01,,بني وليد,,village,,,,,", "bad_milieu"),
        ("03.531.05.01,,بني وليد,,rural,,88.888,,,", "unknown_province"),
        ("88.888.05.01,,بني وليد,,rural,,,,,", "unknown_province"),
        ("03.531.05.01,,بني وليد,,rural,,,88.888,,", "unknown_directorate"),
        ("06.141.01.81,,مشور,,urban,,,,,", "missing_value"),
        ("03.531.05.01,,بني وليد,,rural,maybe,,,,", "bad_truth"),
        ("03.531.05.01,,بني وليد,,rural,,,,-4.4,34.6", "coordinates_swapped"),
        ("03.531.07.0,03.531.07.01,حي,,,,,,,", "unknown_commune"),
    ],
)
def test_a_bad_line_is_named(land: SimpleNamespace, row: str, code: str) -> None:
    good = "03.531.11.07,,تيسة,Tissa,rural,,,,,"
    report = bring(import_communes, lines(row, good))
    assert flaws(report) == [(2, code)]
    assert report.unchanged == 1
