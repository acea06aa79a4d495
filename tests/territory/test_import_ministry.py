"""Importing the ministry's list of schools: recognised by its headers, its codes understood."""

from types import SimpleNamespace

import pytest

from tasjil.territory.importing import import_schools
from tasjil.territory.models import School
from tests.territory.conftest import bring, counts, flaws, given, sheet

HEADER = "CD_PROV;CD_MIL;cd_com;la_com;ll_com;CD_ETAB;NOM_ETABL;NOM_ETABA;typeEtab;CD_etabr"


def lines(*rows: str) -> str:
    return "\n".join((HEADER, *rows))


def test_the_layout_is_recognised_and_a_satellite_finds_its_school(land: SimpleNamespace) -> None:
    report = bring(
        import_schools,
        lines(
            "531;2;5311107;تيسة;Tissa;15400A;OULAD ALI;فرعية اولاد علي;Public;15392E",
            "531;2;5311107;تيسة;Tissa;15392E;TISSA CENTRE;مركزية تيسة;Public;15392E",
        ),
    )
    assert (report.layout, counts(report)) == ("ministry", (2, 0, 0, 0))
    main, satellite = School.objects.get(code="15392E"), School.objects.get(code="15400A")
    assert (main.kind, satellite.kind, satellite.parent_id) == ("school", "satellite", main.pk)
    assert (main.commune_id, main.milieu, main.sector) == (land.tissa.pk, "rural", "public")


def test_a_second_import_changes_nothing(land: SimpleNamespace) -> None:
    text = lines("531;1;;تاونات;Taounate;15392E;A;أ;Public;")
    bring(import_schools, text)
    assert counts(bring(import_schools, text)) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("code", "name_ar", "name_fr"),
    [
        ("03.531.01.05", "", ""),
        ("5310105", "", ""),
        ("35310105", "", ""),
        ("", "تاونات", ""),
        ("", "", "TAOUNATE (Mun.)"),
        ("999", "", "Taounat"),
    ],
)
def test_a_commune_is_known_by_code_or_by_name(
    land: SimpleNamespace, code: str, name_ar: str, name_fr: str
) -> None:
    row = f"531;1;{code};{name_ar};{name_fr};15392E;A;أ;Public;"
    assert counts(bring(import_schools, lines(row))) == (1, 0, 0, 0)
    assert School.objects.get().commune_id == land.taounate.pk


def test_a_code_that_the_name_contradicts_is_doubted(land: SimpleNamespace) -> None:
    report = bring(import_schools, lines("531;2;5311107;;Ghafsai;15392E;A;أ;Public;"))
    assert flaws(report) == [(2, "commune_doubtful")]
    assert "Tissa" in report.rejected[0].sentence


def test_the_name_wins_over_a_code_of_another_numbering(land: SimpleNamespace) -> None:
    row = "531;2;5311107;تاونات;Taounate;15392E;A;أ;Public;"
    assert counts(bring(import_schools, lines(row))) == (1, 0, 0, 0)
    assert School.objects.get().commune_id == land.taounate.pk


def test_an_unknown_commune_and_what_is_no_school_are_named(land: SimpleNamespace) -> None:
    report = bring(
        import_schools,
        lines(
            "531;2;999;;Nowhere;1A;A;أ;Public;",
            "531;1;;;Taounate;2B;KOUTTAB;كتاب;NS;",
            "531;3;;;Taounate;3C;A;أ;Public;",
            "531;1;;;Taounate;;A;أ;Public;",
            "531;1;;;Taounate;5E;A;أ;Prive;",
        ),
    )
    assert flaws(report) == [
        (2, "unknown_commune"),
        (3, "kind_not_served"),
        (4, "bad_milieu"),
        (5, "missing_value"),
    ]
    assert School.objects.get().sector == "private"


def test_a_community_school_is_known_by_its_name(land: SimpleNamespace) -> None:
    bring(import_schools, lines("531;2;;;Tissa;1A;ECOLE;المدرسة الجماعاتية تيسة;Public;1A"))
    assert School.objects.get().kind == "community"


def test_it_may_be_windows_arabic_or_a_spreadsheet_with_numbers(land: SimpleNamespace) -> None:
    row = "531;2;5311107;تيسة;Tissa;15392E;TISSA;مدرسة تيسة المركزية;Public;"
    old = bring(import_schools, given(lines(row), "cp1256"))
    assert (old.encoding, counts(old)) == ("cp1256", (1, 0, 0, 0))
    new = bring(
        import_schools,
        sheet(
            tuple(HEADER.split(";")),
            (531.0, 2.0, 5311107.0, "تيسة", "Tissa", "15392E", "TISSA", "مدرسة تيسة المركزية",
             "Public", ""),
        ),
    )  # fmt: skip
    assert counts(new) == (0, 0, 1, 0)
