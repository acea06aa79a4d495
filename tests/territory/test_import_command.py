"""`tasjil import`: what an operator sees, what a script can test."""

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from tasjil.territory.models import Academy, School

GOOD = "gresa_code,name_ar,commune_code\n1A,الأمل,03.531.01.05\n"
MIXED = GOOD + "2B,,03.531.01.05\n3C,=HYPERLINK(1),99.999.01.01\n"


def run(kind: str, path: Path, *options: str) -> tuple[int, str]:
    """Return the exit code and all that was printed."""
    out = io.StringIO()
    try:
        call_command("import", kind, str(path), "--language", "en", *options, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


def listed(folder: Path, text: str, name: str = "schools.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_list_ends_with_0(land: SimpleNamespace, tmp_path: Path) -> None:
    code, said = run("schools", listed(tmp_path, GOOD))
    assert code == 0
    assert "schools.csv: layout tasjil, encoding utf-8, 1 lines." in said
    assert "Created 1, updated 0, unchanged 0, rejected 0." in said


def test_rejected_lines_are_told_and_end_with_1(land: SimpleNamespace, tmp_path: Path) -> None:
    code, said = run("schools", listed(tmp_path, MIXED))
    assert code == 1
    assert "3 name_ar: The name is missing in Arabic and in French." in said
    assert School.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "The file is empty"), ("a,b\n1,2\n", "Headers needed: gresa_code / school_ref")],
)
def test_an_unreadable_file_ends_with_2(
    land: SimpleNamespace, tmp_path: Path, text: str, words: str
) -> None:
    code, said = run("schools", listed(tmp_path, text))
    assert code == 2
    assert words in said


def test_a_missing_file_ends_with_2(db: None, tmp_path: Path) -> None:
    assert run("zones", tmp_path / "nothing.geojson")[0] == 2


def test_a_trial_writes_nothing(land: SimpleNamespace, tmp_path: Path) -> None:
    code, said = run("schools", listed(tmp_path, GOOD), "--dry-run")
    assert (code, School.objects.count()) == (0, 0)
    assert "nothing was written" in said


def test_the_report_is_written_as_json(land: SimpleNamespace, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    run("schools", listed(tmp_path, MIXED), "--report", str(target))
    told = json.loads(target.read_text(encoding="utf-8"))
    assert (told["rows"], told["created"]) == (3, 1)
    assert [line["code"] for line in told["rejected"]] == ["missing_name", "unknown_commune"]


def test_the_report_is_written_as_csv_that_runs_no_formula(
    land: SimpleNamespace, tmp_path: Path
) -> None:
    target = tmp_path / "report.csv"
    bad_name = f"gresa_code,name_ar,commune_code\n1A,={'x' * 200},03.531.01.05\n"
    run("schools", listed(tmp_path, bad_name), "--report", str(target))
    with target.open(encoding="utf-8-sig", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert (row["line"], row["column"], row["code"]) == ("2", "name_ar", "too_long")
    assert row["value"].startswith("'=")


def test_a_report_of_another_kind_is_refused_before_anything_is_done(
    land: SimpleNamespace, tmp_path: Path
) -> None:
    code, _ = run("schools", listed(tmp_path, GOOD), "--report", str(tmp_path / "report.pdf"))
    assert (code, School.objects.count()) == (2, 0)


def test_a_kind_that_nobody_imports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("import", "planets", str(tmp_path))


def test_on_a_bare_database_the_tree_is_laid_first(db: None, tmp_path: Path) -> None:
    code, said = run("schools", listed(tmp_path, GOOD))
    assert (code, School.objects.count()) == (0, 1), said


def test_a_trial_on_a_bare_database_leaves_it_bare(db: None, tmp_path: Path) -> None:
    code, said = run("schools", listed(tmp_path, MIXED), "--dry-run")
    assert code == 1
    assert "Created 1, updated 0, unchanged 0, rejected 2." in said
    assert (Academy.objects.count(), School.objects.count()) == (0, 0)
