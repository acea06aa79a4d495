"""Rows of a list, whatever it was written with: csv by ; , or tab, xlsx, xls, ods."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from tasjil.core.text import clean
from tasjil.territory.importing.decoding import MAX_BYTES, REPLACEMENT, Source, decode
from tasjil.territory.importing.errors import BrokenWorkbook, EmptyFile, FileTooLarge
from tasjil.territory.importing.layouts import Layout, Match, complaint, recognise
from tasjil.territory.types import Flaw

_DELIMITERS = ";,\t|"
_HEADER_WITHIN = 10  # lists begin with a title, a logo's empty rows, Excel's "sep=;"
_SHOWN = 500  # letters of a broken line that a report repeats
_LONGEST_RECORD = 6  # physical lines of one record whose quoted cell has line breaks
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Line:
    """A raw line: its number in the file (a spreadsheet's row), its cells, a flaw's code or ""."""

    number: int
    cells: Sequence[str]
    flaw: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a recognised table, read by field."""

    line: int
    match: Match
    cells: Sequence[str]

    def text(self, field: str) -> str:
        """Return the cell of a field, without surplus spaces; "" when empty or not in the file."""
        position = self.match.positions.get(field)
        if position is None or position >= len(self.cells):
            return ""
        return clean(self.cells[position])

    def has(self, field: str) -> bool:
        """Return whether the file has a column for the field."""
        return field in self.match.positions

    def column(self, field: str) -> str:
        """Return the header of a field as the file spells it."""
        return self.match.headers.get(field, field)


@dataclass(frozen=True, slots=True)
class Table:
    """A list as read: rows in order, broken lines apart."""

    encoding: str
    match: Match
    rows: Sequence[Row]
    broken: Sequence[tuple[int, Flaw]]

    @property
    def numbered(self) -> Iterator[tuple[int, Row]]:
        """The rows with their line numbers."""
        return ((row.line, row) for row in self.rows)

    @property
    def origin(self) -> dict[str, Any]:
        """What a report says of the file itself."""
        return {
            "layout": self.match.layout.name,
            "encoding": self.encoding,
            "ignored": self.match.ignored,
            "missing": self.match.missing,
        }


def read_table(source: Source, layouts: Sequence[Layout]) -> Table:
    """Return the rows of a list in one of the layouts.

    Raises EmptyFile, NotText, BrokenWorkbook, FileTooLarge or WrongHeaders. A line that cannot be
    read is in `broken`, its neighbours in `rows`.
    """
    encoding, lines = _lines_of(source, layouts)
    match, body = _split_header(lines, layouts)
    rows: list[Row] = []
    broken: list[tuple[int, Flaw]] = []
    for line in body:
        if not any(cell.strip() for cell in line.cells):
            continue
        if flaw := _flaw_of(line, match):
            broken.append((line.number, flaw))
        else:
            rows.append(Row(line.number, match, line.cells))
    if not rows and not broken:
        raise EmptyFile
    return Table(encoding, match, rows, broken)


def _lines_of(source: Source, layouts: Sequence[Layout]) -> tuple[str, list[Line]]:
    if source.data.startswith((_ZIP, _OLD_OFFICE)):
        return "spreadsheet", _sheet_lines(source.data)
    text, encoding = decode(source.data)
    physical = list(io.StringIO(text.removeprefix("\ufeff"), newline=None))
    return encoding, list(_csv_lines(physical, _delimiter(physical[:_HEADER_WITHIN], layouts)))


def _split_header(lines: Sequence[Line], layouts: Sequence[Layout]) -> tuple[Match, Sequence[Line]]:
    filled = [(at, line) for at, line in enumerate(lines) if any(c.strip() for c in line.cells)]
    if not filled:
        raise EmptyFile
    for at, line in filled[:_HEADER_WITHIN]:
        if match := recognise([clean(cell) for cell in line.cells], layouts):
            return match, lines[at + 1 :]
    widest = max((line for _, line in filled[:_HEADER_WITHIN]), key=lambda line: len(line.cells))
    raise complaint([clean(cell) for cell in widest.cells], layouts)


def _flaw_of(line: Line, match: Match) -> Flaw | None:
    if line.flaw:
        return Flaw("", " ".join(line.cells), line.flaw)
    for cell in line.cells:
        if REPLACEMENT in cell:
            return Flaw("", cell, "damaged_text")
    # More cells than headers: a stray separator has moved every cell after it.
    if any(cell.strip() for cell in line.cells[match.width :]):
        counts = {"expected": match.width, "found": len(line.cells)}
        return Flaw("", line.cells[-1], "too_many_cells", counts)
    return None


# -- csv ----------------------------------------------------------------------------------------


def _delimiter(head: Sequence[str], layouts: Sequence[Layout]) -> str:
    """Return the separator by which a layout is recognised best, else the most frequent sign."""
    scores: dict[str, tuple[int, int]] = {}
    for sign in _DELIMITERS:
        known = 0
        for cells in filter(None, (_record([line], sign) for line in head)):
            match = recognise([clean(cell) for cell in cells], layouts)
            known = max(known, len(match.positions) if match else 0)
        scores[sign] = (known, sum(line.count(sign) for line in head))
    return max(_DELIMITERS, key=lambda sign: scores[sign])


def _csv_lines(physical: Sequence[str], delimiter: str) -> Iterator[Line]:
    """Yield records; a quote that never closes costs its own line, not the rest of the file."""
    at = 0
    while at < len(physical):
        for span in range(1, _LONGEST_RECORD + 1):
            cells = _record(physical[at : at + span], delimiter)
            if cells is not None:
                yield Line(at + 1, cells)
                at += span
                break
        else:
            long = len(physical[at]) > csv.field_size_limit()
            flaw = "line_too_long" if long else "broken_quotes"
            yield Line(at + 1, [physical[at][:_SHOWN].rstrip("\n")], flaw)
            at += 1


def _record(lines: Sequence[str], delimiter: str) -> list[str] | None:
    """Return the one record that the lines make, or None."""
    if len(lines) > 1 and '"' not in lines[-1]:
        return None  # cannot close what the lines before left open
    # Quotes that pair up on one line may stand oddly ("ELM" ,12), but nothing stays open.
    paired = len(lines) == 1 and lines[0].count('"') % 2 == 0
    try:
        records = list(csv.reader(lines, delimiter=delimiter, strict=not paired))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None


# -- spreadsheets -------------------------------------------------------------------------------


def _sheet_lines(data: bytes) -> list[Line]:
    """Return the rows of the first sheet that has any, numbered as the program shows them."""
    if len(data) > MAX_BYTES:
        raise FileTooLarge(limit=MAX_BYTES)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for name in book.sheet_names:
                rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                if any(cell != "" for row in rows for cell in row):
                    return list(_plain(rows))
    except CalamineError as error:
        raise BrokenWorkbook from error
    raise EmptyFile


def _plain(rows: Iterable[Sequence[object]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=1):
        yield Line(number, [_cell_text(cell) for cell in row])


def _cell_text(cell: object) -> str:
    """Return what a person sees in the cell: 227 for 227.0, an ISO day for a date."""
    match cell:
        case bool():
            return "1" if cell else "0"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date() | time() | timedelta():
            return str(cell)
        case _:
            return str(cell)
