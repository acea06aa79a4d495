"""What every import promises: trials that tell the truth, batches that last, one trail entry."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import IntegrityError
from django.utils import translation

from tasjil.core.models import AuditEntry
from tasjil.territory.importing import engine, import_schools
from tasjil.territory.importing.sentences import SENTENCES
from tasjil.territory.models import School
from tasjil.territory.services import store_schools
from tests.territory.conftest import bring, counts, flaws

HEADER = "gresa_code,name_ar,kind,parent_code,commune_code"


def schools_list(count: int, name: str = "مدرسة") -> str:
    rows = [f"{n:05}A,{name} {n},,,03.531.01.05" for n in range(count)]
    return "\n".join((HEADER, *rows))


MIXED = "\n".join(
    (
        HEADER,
        "1A,الأمل,,,03.531.01.05",
        "2B,,,,03.531.01.05",
        "3C,فرعية,satellite,1A,03.531.01.05",
        "1A,مكرر,,,03.531.01.05",
        "15392E,اسم جديد,,,03.531.01.05",
        "15393F,المغرب العربي,,,03.531.01.05",
    )
)


def test_a_trial_tells_exactly_what_the_import_will_and_writes_nothing(
    schools: SimpleNamespace,
) -> None:
    stored, entries = list(School.objects.values()), AuditEntry.objects.count()
    trial = bring(import_schools, MIXED, dry_run=True)
    assert list(School.objects.values()) == stored
    assert AuditEntry.objects.count() == entries
    done = bring(import_schools, MIXED)
    assert counts(done) == (2, 1, 1, 2)
    assert replace(trial, dry_run=False) == done
    assert done.rows == 6


def test_an_import_writes_one_trail_entry_with_counts_and_no_names(land: SimpleNamespace) -> None:
    bring(import_schools, schools_list(3))
    entry = AuditEntry.objects.get(action="territory.import_schools")
    assert entry.data == {
        "layout": "tasjil", "created": 3, "updated": 0, "unchanged": 0, "rejected": 0,
        "finished": True,
    }  # fmt: skip


def test_progress_is_told_after_each_batch(
    land: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_BATCH", 2)
    told: list[tuple[int, int]] = []
    bring(import_schools, schools_list(5), progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 5), (4, 5), (5, 5)]


def test_a_crash_loses_nothing_that_was_done(
    land: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the same file, given again, does the rest."""
    monkeypatch.setattr(engine, "_BATCH", 2)

    def crash(done: int, total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(import_schools, schools_list(6), progress=crash)
    assert School.objects.count() == 4
    assert AuditEntry.objects.get(action="territory.import_schools").data["finished"] is False
    assert counts(bring(import_schools, schools_list(6))) == (2, 0, 4, 0)


def test_a_line_that_the_database_refuses_costs_only_itself(
    land: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*, drafts: Sequence[object], dry_run: bool) -> object:
        results = store_schools(drafts=drafts, dry_run=dry_run)
        if any(draft.code == "00005A" for draft in drafts):
            raise IntegrityError
        return results

    monkeypatch.setattr("tasjil.territory.importing.schools.store_schools", refuse)
    report = bring(import_schools, schools_list(9))
    assert counts(report) == (8, 0, 0, 1)
    assert flaws(report) == [(7, "refused_by_database")]
    assert report.rejected[0].value == "00005A"
    assert School.objects.count() == 8


def test_statements_do_not_grow_with_the_rows(
    land: SimpleNamespace, django_assert_max_num_queries: object
) -> None:
    for count in (5, 300):
        with django_assert_max_num_queries(17):
            bring(import_schools, schools_list(count, name=f"مدرسة {count}"))


def test_a_long_value_is_shortened_in_the_report(land: SimpleNamespace) -> None:
    report = bring(import_schools, f"{HEADER}\n1A,{'ا' * 500},,,03.531.01.05")
    assert len(report.rejected[0].value) == 60
    assert report.rejected[0].value.endswith("…")


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_flaw_has_a_sentence_that_can_be_filled(code: str) -> None:
    known = dict.fromkeys(
        ("found", "expected", "first", "limit", "length", "by_code", "commune", "version",
         "since", "name"), "x",
    )  # fmt: skip
    with translation.override("ar"):
        assert "%(" not in str(SENTENCES[code]) % {"value": "v", **known}


def test_every_flaw_that_the_code_names_has_a_sentence() -> None:
    named = {
        code
        for path in (Path(engine.__file__).parents[1]).rglob("*.py")
        for code in _codes_named(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert named <= SENTENCES.keys()
    assert len(named) > 30


def _codes_named(tree: ast.AST) -> Iterator[str]:
    """Yield the literal codes given to Flaw, Flawed, .flaw() and .flawed()."""
    place = {"Flaw": 2, "Flawed": 2, "flaw": 0, "flawed": 0}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in place and len(node.args) > place[name]:
                for part in ast.walk(node.args[place[name]]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value
