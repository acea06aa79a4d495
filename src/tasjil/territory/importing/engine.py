"""The one way a list is brought in: each line read by itself, stored in batches, reported."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

import structlog
from django.db import DatabaseError, DataError, IntegrityError, transaction

from tasjil.core import audit
from tasjil.core.types import Actor
from tasjil.territory.importing.report import Finding, Report
from tasjil.territory.services import tidy_search
from tasjil.territory.types import Flaw, Flawed, Outcome

log = structlog.get_logger(__name__)

D = TypeVar("D")
D_contra = TypeVar("D_contra", contravariant=True)
R = TypeVar("R")
Progress = Callable[[int, int], None]
"""Called with how many rows are done, and how many there are."""

_BATCH = 1000


class Store(Protocol[D_contra]):
    """A service that stores a batch in one transaction and tells what became of each draft."""

    def __call__(
        self, *, drafts: Sequence[D_contra], dry_run: bool
    ) -> Sequence[Outcome | Flaw]: ...


@dataclass(frozen=True, slots=True)
class Reading(Generic[D]):
    """What one line says. `keys` tell its thing from others of the file; any one is enough.

    `column` and `value` are what a person would call the line by; `remarks` what to tell about a
    line that is taken all the same.
    """

    draft: D
    keys: tuple[str, ...]
    column: str
    value: str
    remarks: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate(Generic[D]):
    """A line that reads well."""

    line: int
    reading: Reading[D]

    @property
    def draft(self) -> D:
        """What the line says of the thing."""
        return self.reading.draft

    def flawed(self, code: str, **parameters: Any) -> Finding:
        """Return a flaw of the line as a whole."""
        return Finding.at(self.line, self.flaw(code, **parameters))

    def flaw(self, code: str, **parameters: Any) -> Flaw:
        """Return a flaw that names the line's thing."""
        return Flaw(self.reading.column, self.reading.value, code, parameters)


@dataclass(frozen=True, slots=True)
class Order:
    """Who imports what, when, how; `origin` holds the report's layout, encoding and columns."""

    kind: str
    actor: Actor
    now: datetime
    dry_run: bool = False
    progress: Progress | None = None
    origin: dict[str, Any] = field(default_factory=dict)


def read_candidates(
    rows: Iterable[tuple[int, R]], read: Callable[[R], Reading[D]]
) -> tuple[list[Candidate[D]], list[Finding]]:
    """Return the lines that read well and the flaws of the others.

    `rows` are numbered lines; `read` understands one or raises `Flawed`. Of two lines with one
    key the first is kept.
    """
    candidates: list[Candidate[D]] = []
    findings: list[Finding] = []
    first_lines: dict[str, int] = {}
    for line, row in rows:
        try:
            candidate = Candidate(line, read(row))
        except Flawed as error:
            findings.append(Finding.at(line, error.flaw))
            continue
        keys = candidate.reading.keys
        if taken := [first_lines[key] for key in keys if key in first_lines]:
            findings.append(candidate.flawed("repeated", first=min(taken)))
            continue
        first_lines.update(dict.fromkeys(keys, line))
        candidates.append(candidate)
    return candidates, findings


def carry_out(
    order: Order,
    waves: Sequence[Sequence[Candidate[D]]],
    *,
    store: Store[D],
    rejected: Iterable[Finding],
) -> Report:
    """Store the candidates, one wave after the other, and report.

    Each batch is a transaction of its own: what is done stays done if the process dies, and the
    same file can simply be given again. The audit entry is written even when a batch fails in a
    way nobody foresaw; a dry run writes neither rows nor entry.
    """
    run = _Run(order, store, total=sum(len(wave) for wave in waves), rejected=list(rejected))
    finished = False
    try:
        for wave in waves:
            for start in range(0, len(wave), _BATCH):
                run.take(wave[start : start + _BATCH])
        finished = True
    finally:
        report = run.report()
        if not order.dry_run:
            _record(order, report, finished=finished)
    if not order.dry_run:
        tidy_search()
    return report


class _Run(Generic[D]):
    """The running count of one import."""

    def __init__(
        self, order: Order, store: Store[D], *, total: int, rejected: list[Finding]
    ) -> None:
        self._order = order
        self._store = store
        self._total = total
        self._rejected = rejected
        self._remarks: list[Finding] = []
        self._outcomes: list[Outcome] = []
        self._done = 0

    def take(self, batch: Sequence[Candidate[D]]) -> None:
        """Store one batch in one transaction."""
        with transaction.atomic():
            results = self._attempt(batch)
        for candidate, result in zip(batch, results, strict=True):
            if isinstance(result, Flaw):
                self._rejected.append(Finding.at(candidate.line, result))
            else:
                self._outcomes.append(result)
                told = candidate.reading.remarks
                self._remarks += [Finding.at(candidate.line, remark) for remark in told]
        self._done += len(batch)
        if self._order.progress:
            self._order.progress(self._done, self._total)

    def _attempt(self, batch: Sequence[Candidate[D]]) -> list[Outcome | Flaw]:
        """Store; when the database refuses, halve until only the refused lines are left out."""
        try:
            with transaction.atomic():
                drafts = [candidate.draft for candidate in batch]
                return list(self._store(drafts=drafts, dry_run=self._order.dry_run))
        except (IntegrityError, DataError) as error:
            if len(batch) == 1:
                _log_refusal(self._order.kind, batch[0].line, error)
                return [batch[0].flaw("refused_by_database")]
        middle = len(batch) // 2
        return self._attempt(batch[:middle]) + self._attempt(batch[middle:])

    def report(self) -> Report:
        """Return the report of what was done so far."""
        return Report(
            kind=self._order.kind,
            dry_run=self._order.dry_run,
            created=self._outcomes.count(Outcome.CREATED),
            updated=self._outcomes.count(Outcome.UPDATED),
            unchanged=self._outcomes.count(Outcome.UNCHANGED),
            rejected=tuple(sorted(self._rejected, key=lambda finding: finding.line)),
            remarks=tuple(sorted(self._remarks, key=lambda finding: finding.line)),
            **self._order.origin,
        )


def _log_refusal(kind: str, line: int, error: DatabaseError) -> None:
    log.warning("import_line_refused", kind=kind, line=line, error=type(error).__name__)


def _record(order: Order, report: Report, *, finished: bool) -> None:
    audit.record(
        actor=order.actor,
        action=f"territory.import_{order.kind}",
        object_kind="import",
        object_id=None,
        now=order.now,
        data={
            "layout": report.layout,
            "created": report.created,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "rejected": len(report.rejected),
            "finished": finished,
        },
    )
