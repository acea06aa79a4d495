"""What became of a file: counts, and every line that was not taken, with the reason in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tasjil.territory.importing.sentences import sentence_of
from tasjil.territory.types import Flaw

_SHORT = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw, or a remark, at a line of the file (a GeoJSON feature counts as a line, from 1)."""

    line: int
    column: str
    value: str
    code: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def at(cls, line: int, flaw: Flaw) -> "Finding":
        """Return the flaw at its line, its value shortened."""
        value = flaw.value if len(flaw.value) <= _SHORT else flaw.value[: _SHORT - 1] + "…"
        return cls(line, flaw.column, value, flaw.code, flaw.parameters)

    @property
    def sentence(self) -> str:
        """The reason in the reader's language."""
        return sentence_of(self.code, self.value, self.parameters)

    def as_dict(self) -> dict[str, Any]:
        """Return what a report file holds, with the sentence in the reader's language."""
        return {
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every row of a file: created + updated + unchanged + rejected == rows.

    `remarks` are lines that were taken with something to say about them. `ignored` are headers
    that the layout does not know, `missing` the fields it knows and the file lacks.
    """

    kind: str
    layout: str
    encoding: str
    dry_run: bool
    created: int
    updated: int
    unchanged: int
    rejected: tuple[Finding, ...]
    remarks: tuple[Finding, ...] = ()
    ignored: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows the file holds, empty ones not counted."""
        return self.created + self.updated + self.unchanged + len(self.rejected)

    def as_dict(self) -> dict[str, Any]:
        """Return the whole report as plain values, sentences in the reader's language."""
        return {
            "kind": self.kind,
            "layout": self.layout,
            "encoding": self.encoding,
            "dry_run": self.dry_run,
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": [finding.as_dict() for finding in self.rejected],
            "remarks": [finding.as_dict() for finding in self.remarks],
            "ignored_columns": list(self.ignored),
            "missing_columns": list(self.missing),
        }
