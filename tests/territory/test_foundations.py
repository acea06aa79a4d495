"""The country is laid from packaged facts, which are those of the lists handed over."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from tasjil.core.models import AuditEntry
from tasjil.territory import services
from tasjil.territory.models import Academy, Commune, Directorate, Province
from tasjil.territory.services import lay_foundations
from tests.territory import shared

FACTS = Path(services.__file__).parents[1] / "facts"


def facts(name: str) -> list[dict[str, str]]:
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_whole_tree_is_laid_once(db: None, now: datetime) -> None:
    laid = lay_foundations(now=now)
    assert (laid.created, laid.updated) == (12 + 75 + 82 + 1503 + 41, 0)
    assert Academy.objects.count() == 12
    assert Province.objects.count() == 75
    assert Directorate.objects.count() == 82
    assert Commune.objects.filter(city=None).count() == 1503
    assert Commune.objects.exclude(city=None).count() == 41
    again = lay_foundations(now=now)
    assert (again.created, again.updated, again.unchanged) == (0, 0, laid.created)
    assert AuditEntry.objects.filter(action="territory.lay_foundations").count() == 1


def test_what_was_changed_by_hand_is_set_right(db: None, now: datetime) -> None:
    lay_foundations(now=now)
    Academy.objects.filter(code="06").update(name_fr="Elsewhere")
    Commune.objects.filter(code="03.531.01.05").update(lat=None, lng=None, search="")
    assert lay_foundations(now=now).updated == 2
    assert Academy.objects.get(code="06").name_fr == "Casablanca-Settat"
    assert Commune.objects.get(code="03.531.01.05").search == "تاونات taunate"


def test_casablanca_has_eight_directorates_and_none_as_a_whole(db: None, now: datetime) -> None:
    lay_foundations(now=now)
    city = Commune.objects.get(code="06.141.01.0")
    assert (city.is_divided, city.directorate_id) == (True, None)
    parts = Commune.objects.filter(city=city)
    assert parts.count() == 16
    assert parts.values("directorate").distinct().count() == 8
    assert Commune.objects.filter(directorate=None).count() == 1


def test_every_commune_has_a_point_in_the_country(db: None, now: datetime) -> None:
    lay_foundations(now=now)
    assert not Commune.objects.filter(lat=None).exists()


@shared.needed
@pytest.mark.parametrize(
    ("name", "listed", "columns"),
    [
        (
            "academies",
            "regions.csv",
            {"code": "region_code", "name_ar": "name_ar", "name_fr": "name_fr"},
        ),
        (
            "provinces",
            "provinces.csv",
            {"code": "province_code", "academy_code": "region_code", "name_ar": "name_ar",
             "name_fr": "name_fr"},
        ),
        (
            "directorates",
            "directorates.csv",
            {"code": "directorate_code", "academy_code": "region_code",
             "province_code": "province_code", "name_ar": "label_ar", "name_fr": "label_fr"},
        ),
    ],
)  # fmt: skip
def test_the_facts_agree_with_the_lists(name: str, listed: str, columns: dict[str, str]) -> None:
    expected = [
        {ours: row[theirs] for ours, theirs in columns.items()} for row in shared.rows(listed)
    ]
    assert sorted(facts(name), key=lambda row: row["code"]) == sorted(
        expected, key=lambda row: row["code"]
    )


@shared.needed
def test_the_facts_of_communes_agree_with_the_lists(db: None, now: datetime) -> None:
    lay_foundations(now=now)
    expected = {
        row.get("arrondissement_code") or row["commune_code"]: (
            row["name_ar"], row["name_fr"], row.get("type", "urban"),
            row["directorate_code"] or None, float(row["lat"]), float(row["lng"]),
        )
        for name in ("communes.csv", "arrondissements.csv")
        for row in shared.rows(name)
    }  # fmt: skip
    laid = Commune.objects.values_list(
        "code", "name_ar", "name_fr", "milieu", "directorate__code", "lat", "lng"
    )
    assert {row[0]: row[1:] for row in laid} == expected
