"""`tasjil import KIND FILE`: bring a list in, say what became of each line."""  # noqa: N999 - the command's name

import csv
import io
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from rich.progress import Progress as Bar

from tasjil.console.preparation import lay_down
from tasjil.core.clock import now as clock_now
from tasjil.core.types import SYSTEM, Actor
from tasjil.territory.importing import (
    Finding,
    Progress,
    Report,
    Source,
    Unreadable,
    WrongHeaders,
    import_communes,
    import_localities,
    import_schools,
    import_zones,
)

_REJECTED, _UNREADABLE = 1, 2  # exit codes; 0 when every line was taken
_SHOWN = 20
_REPORT_COLUMNS = ("line", "column", "value", "code", "sentence")
_ENDINGS = (".csv", ".json")


class Importer(Protocol):
    """What brings in one kind of list. Another package's importer has the same shape."""

    def __call__(
        self, source: Source, *, actor: Actor, now: Any, dry_run: bool, progress: Progress | None
    ) -> Report: ...


KINDS: dict[str, Importer] = {
    "communes": import_communes,
    "schools": import_schools,
    "zones": import_zones,
    "localities": import_localities,
}


class Command(BaseCommand):
    """Import a list."""

    help = (
        "Bring a list in from a file: csv in any encoding, xlsx, or GeoJSON for zones. "
        "Lines that cannot be taken are reported and do not stop the others. "
        "Exit code: 0 every line was taken, 1 some were rejected, 2 the file could not be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the kind, the file, and the options."""
        parser.add_argument("kind", choices=list(KINDS), help="what the list holds")
        parser.add_argument("file", type=Path, help="the list")
        parser.add_argument("--dry-run", action="store_true", help="report only, write nothing")
        parser.add_argument(
            "--report", type=Path, help="write every rejected line to this file (.csv or .json)"
        )
        parser.add_argument(
            "--language",
            choices=[*dict(settings.LANGUAGES), "en"],
            default="fr",
            help="language of the summary and the report (default: fr, which every terminal shows)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, print the summary, write the report."""
        with translation.override(options["language"]):
            target: Path | None = options["report"]
            if target and target.suffix.lower() not in _ENDINGS:
                raise CommandError(
                    _("The report's name must end in .csv or .json."), returncode=_UNREADABLE
                )
            dry_run: bool = options["dry_run"]
            with transaction.atomic() if dry_run else nullcontext():
                _lay_down_first()
                report = self._import(options["kind"], options["file"], dry_run=dry_run)
                if dry_run:  # on a bare database the tree was laid to try the list against
                    transaction.set_rollback(True)
            self.stdout.write("\n".join(_summary(options["file"].name, report)))
            if target:
                _write_report(target, report)
            if report.rejected:
                sentence = _("Rejected lines: %(count)s.") % {"count": len(report.rejected)}
                raise CommandError(sentence, returncode=_REJECTED)

    def _import(self, kind: str, path: Path, *, dry_run: bool) -> Report:
        try:
            source = Source.from_path(path)
            with _bar(path.name, visible=self.stderr.isatty()) as progress:
                return KINDS[kind](
                    source, actor=SYSTEM, now=clock_now(), dry_run=dry_run, progress=progress
                )
        except Unreadable as error:
            raise CommandError(
                "\n".join(_complaint(path, error)), returncode=_UNREADABLE
            ) from error


def _lay_down_first() -> None:
    """Have the tree above every list in place, as `serve` does. Raises CommandError."""
    try:
        lay_down(clock_now())
    except ProgrammingError as error:
        raise CommandError(
            _("The database has no tables yet. Run `tasjil migrate` first, or `tasjil serve`."),
            returncode=_UNREADABLE,
        ) from error


@contextmanager
def _bar(name: str, *, visible: bool) -> Iterator[Progress | None]:
    """Give a progress callback that draws a bar; none when nobody watches a terminal."""
    if not visible:
        yield None
        return
    with Bar(transient=True) as bar:
        task = bar.add_task(name, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield advance


def _summary(name: str, report: Report) -> Iterator[str]:
    yield _("%(file)s: layout %(layout)s, encoding %(encoding)s, %(rows)s lines.") % {
        "file": name,
        "layout": report.layout,
        "encoding": report.encoding,
        "rows": report.rows,
    }
    yield _(
        "Created %(created)s, updated %(updated)s, unchanged %(unchanged)s, rejected %(rejected)s."
    ) % {
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": len(report.rejected),
    }
    if report.dry_run:
        yield _("This was a trial: nothing was written.")
    if report.ignored:
        yield _("Columns ignored: %(names)s.") % {"names": ", ".join(report.ignored)}
    if report.missing:
        yield _("Columns not in the file: %(names)s.") % {"names": ", ".join(report.missing)}
    yield from _listed(_("Taken, with a remark:"), report.remarks)
    yield from _listed(_("Rejected:"), report.rejected)


def _listed(title: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    if not findings:
        return
    yield title
    for finding in findings[:_SHOWN]:
        where = f"{finding.line} {finding.column}".strip()
        yield f"  {where}: {finding.sentence}"
    if len(findings) > _SHOWN:
        more = len(findings) - _SHOWN
        yield "  " + _("… and %(count)s more; --report FILE lists them all.") % {"count": more}


def _complaint(path: Path, error: Unreadable) -> Iterator[str]:
    yield f"{path.name}: {error}"
    if isinstance(error, WrongHeaders):
        found, missing = error.data.get("found", []), error.data.get("missing", [])
        yield _("Headers found: %(names)s.") % {"names": ", ".join(found)}
        yield _("Headers needed: %(names)s.") % {"names": ", ".join(missing)}
    elif reason := error.data.get("reason"):
        yield str(reason)


def _write_report(target: Path, report: Report) -> None:
    """Write every rejected line. Raises CommandError when the file cannot be written."""
    if target.suffix.lower() == ".json":
        text = json.dumps(report.as_dict(), ensure_ascii=False, indent=2) + "\n"
    else:
        # With a byte-order mark: spreadsheets then know that it is UTF-8.
        text = "\ufeff" + _as_csv(report)
    try:
        target.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        sentence = _("The report could not be written: %(reason)s.") % {"reason": error.strerror}
        raise CommandError(sentence, returncode=_UNREADABLE) from error


def _as_csv(report: Report) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(_REPORT_COLUMNS)
    for finding in report.rejected:
        cells = finding.as_dict()
        writer.writerow([_inert(str(cells[column])) for column in _REPORT_COLUMNS])
    return lines.getvalue()


def _inert(cell: str) -> str:
    """Keep a spreadsheet from taking a stranger's cell for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
