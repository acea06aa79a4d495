"""A list is read whatever its separator, its order of columns, its program."""

import pytest

from tasjil.territory.importing import (
    BrokenWorkbook,
    EmptyFile,
    Layout,
    Source,
    Table,
    WrongHeaders,
    read_table,
)
from tests.territory.conftest import given, sheet

LAYOUT = Layout(
    "people",
    {"Person Code": "code", "name": "name", "name_guess": "name", "note": "note"},
    required=(frozenset({"code"}), frozenset({"name"})),
)


def read(source: Source | str) -> Table:
    return read_table(given(source) if isinstance(source, str) else source, [LAYOUT])


def cells(table: Table) -> list[tuple[int, str, str]]:
    return [(row.line, row.text("code"), row.text("name")) for row in table.rows]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_found(sign: str) -> None:
    table = read(f"person_code{sign}name{sign}note\n1{sign}a{sign},;x\n".replace(",;", ""))
    assert cells(table) == [(2, "1", "a")]


def test_headers_come_in_any_order_case_and_spacing() -> None:
    table = read('" NAME ",Nóte,  person-CODE\na,,1\n')
    assert cells(table) == [(2, "1", "a")]


def test_unknown_columns_are_ignored_and_reported_and_absent_ones_too() -> None:
    table = read("code_2,person_code,name\nx,1,a\n")
    assert table.origin == {
        "layout": "people", "encoding": "utf-8", "ignored": ("code_2",), "missing": ("note",),
    }  # fmt: skip


def test_the_better_of_two_columns_for_one_field_is_taken() -> None:
    table = read("name_guess,person_code,name\nguessed,1,known\n")
    assert cells(table) == [(2, "1", "known")]
    assert table.origin["ignored"] == ("name_guess",)


def test_a_title_and_empty_lines_before_the_headers_are_passed_over() -> None:
    table = read("sep=;\nList of people;;\n\nperson_code;name\n\n1;a\n\n2;b\n")
    assert cells(table) == [(6, "1", "a"), (8, "2", "b")]


def test_a_quoted_cell_may_hold_separators_quotes_and_line_breaks() -> None:
    table = read('person_code,name\n1,"a, ""b""\nc"\n2,d\n')
    assert cells(table) == [(2, "1", 'a, "b" c'), (4, "2", "d")]


def test_a_quote_that_never_closes_costs_its_line_only() -> None:
    table = read('person_code,name\n1,"a\n2,b\n3,c "d" e\n4,f" g\n')
    assert cells(table) == [(3, "2", "b"), (4, "3", 'c "d" e'), (5, "4", 'f" g')]
    assert [(line, flaw.code) for line, flaw in table.broken] == [(2, "broken_quotes")]


def test_a_line_with_more_cells_than_headers_is_set_apart() -> None:
    table = read("person_code,name,note\n1,a,b,,\n2,a,b,c\n3,a\n")
    assert [row.line for row in table.rows] == [2, 4]
    ((line, flaw),) = table.broken
    assert (line, flaw.code, flaw.parameters) == (3, "too_many_cells", {"expected": 3, "found": 4})


def test_a_line_with_damaged_letters_is_set_apart() -> None:
    good = "مدرسة" * 30
    data = f"person_code,name\n1,{good}\n".encode() + b"2,\xd9x\n"
    table = read(Source("list.csv", data))
    assert [row.line for row in table.rows] == [2]
    assert [(line, flaw.code) for line, flaw in table.broken] == [(3, "damaged_text")]


def test_a_spreadsheet_is_read_as_a_person_sees_it() -> None:
    table = read(sheet(("Title",), ("person_code", "name"), (227.0, "a"), (), ("007", 1.5)))
    assert table.encoding == "spreadsheet"
    assert cells(table) == [(3, "227", "a"), (5, "007", "1.5")]


def test_wrong_headers_are_named_with_those_that_are_needed() -> None:
    with pytest.raises(WrongHeaders) as caught:
        read("first,second\n1,2\n")
    assert caught.value.data == {"found": ["first", "second"], "missing": ["code", "name"]}


@pytest.mark.parametrize("source", ["person_code,name\n", "\n\n", sheet(), sheet(("", ""))])
def test_a_list_without_rows_is_empty(source: Source | str) -> None:
    with pytest.raises(EmptyFile):
        read(source)


def test_a_damaged_spreadsheet_is_named() -> None:
    whole = sheet(("person_code", "name"), ("1", "a")).data
    with pytest.raises(BrokenWorkbook):
        read(Source("list.xlsx", whole[: len(whole) // 2]))


def test_a_cell_that_never_ends_costs_its_own_line() -> None:
    table = read(f"person_code,name\n1,{'a' * 200_000}\n2,b\n")
    assert cells(table) == [(3, "2", "b")]
    assert [line for line, flaw in table.broken] == [2]


def test_a_cell_that_never_ends_among_the_first_lines_is_no_reason_to_stop() -> None:
    with pytest.raises(WrongHeaders):
        read(f"{'a' * 200_000},b\n1,2\n")


def test_one_sign_that_nobody_typed_is_a_slip_and_not_another_kind_of_file() -> None:
    filler = "".join(f"{n},name {n}\n" for n in range(200))
    table = read(f"person_code,name\n1,a\x00b\n{filler}")
    assert cells(table)[0] == (2, "1", "a b")
