"""What columns a list has: recognised from its headers, in any order, case and spacing."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasjil.territory.importing.errors import WrongHeaders

_NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """A known list: `columns` maps a header to the field it fills (several headers may).

    `required` holds groups of fields: of each at least one must be there.
    """

    name: str
    columns: Mapping[str, str]
    required: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A header row understood: the position of each field, and what is left over or lacking.

    `width` is how many columns have a header, counted to the last one that has.
    """

    layout: Layout
    positions: Mapping[str, int]
    headers: Mapping[str, str]  # field -> the header as the file spells it
    ignored: tuple[str, ...]
    missing: tuple[str, ...]
    width: int


def header_key(header: str) -> str:
    """Return a header without case, accents, spacing: " Commune  Code" is commune_code."""
    folded = unicodedata.normalize("NFKD", header).casefold()
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return _NOT_A_LETTER.sub("_", bare).strip("_")


def recognise(cells: Sequence[str], layouts: Sequence[Layout]) -> Match | None:
    """Return how the row reads as a header row, by the layout that knows most of it, or None."""
    matches = [match for layout in layouts if (match := _match(cells, layout))]
    return max(matches, key=lambda match: len(match.positions), default=None)


def complaint(cells: Sequence[str], layouts: Sequence[Layout]) -> WrongHeaders:
    """Return the error that names the headers found and those the nearest layout would need."""
    keys = {_compact(header_key(cell)) for cell in cells}
    lacking = [_lacking(_fields_by_key(layout), keys, layout) for layout in layouts]
    missing = min(lacking, key=len)
    return WrongHeaders(found=[cell for cell in cells if cell][:30], missing=missing)


def _match(cells: Sequence[str], layout: Layout) -> Match | None:
    fields = _fields_by_key(layout)
    priority = list(fields)
    positions: dict[str, int] = {}
    ranks: dict[str, int] = {}
    for position, cell in enumerate(cells):
        key = _compact(header_key(cell))
        if key not in fields:
            continue
        field, rank = fields[key], priority.index(key)
        if field not in positions or rank < ranks[field]:
            positions[field], ranks[field] = position, rank
    if any(not group & positions.keys() for group in layout.required):
        return None
    used = set(positions.values())
    return Match(
        layout=layout,
        positions=positions,
        headers={field: cells[position] for field, position in positions.items()},
        ignored=tuple(c for at, c in enumerate(cells) if c and at not in used),
        missing=tuple(f for f in dict.fromkeys(layout.columns.values()) if f not in positions),
        width=max(at + 1 for at, cell in enumerate(cells) if cell),
    )


def _fields_by_key(layout: Layout) -> dict[str, str]:
    return {_compact(header_key(header)): field for header, field in layout.columns.items()}


def _lacking(fields: Mapping[str, str], keys: set[str], layout: Layout) -> list[str]:
    found = {field for key, field in fields.items() if key in keys}
    return [" / ".join(sorted(group)) for group in layout.required if not group & found]


def _compact(key: str) -> str:
    return key.replace("_", "")
