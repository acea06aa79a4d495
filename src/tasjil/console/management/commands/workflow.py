"""`tasjil workflow`: print docs/workflow.md, made from the table of transitions."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from tasjil.applications.types import State
from tasjil.applications.wording import DESK_STATES, MOVES, NEEDS
from tasjil.applications.workflow import TABLE, Transition


class Command(BaseCommand):
    """Print the life of a request as a page of documentation."""

    help = "Print the table of transitions and its picture as Markdown (docs/workflow.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the page."""
        with translation.override(None):
            self.stdout.write(page(), ending="")


def page() -> str:
    """Return docs/workflow.md as it must be."""
    head = (
        "# The life of a request\n\n"
        "Made by `tasjil workflow > docs/workflow.md` from `applications/workflow.py`; a test "
        "keeps them equal.\n\n## Picture\n\n```mermaid\nstateDiagram-v2\n    [*] --> draft\n"
    )
    arrows = "".join(f"    {line}\n" for row in TABLE for line in _arrows(row))
    names = "".join(f"    {state} : {DESK_STATES[state]}\n" for state in State)
    table = (
        "```\n\n## Table\n\n"
        "| Move | From | To | By | Needs | Clock | Tells the family |\n"
        "|---|---|---|---|---|---|---|\n"
    )
    return head + names + arrows + table + "".join(_row(row) for row in TABLE)


def _arrows(row: Transition) -> list[str]:
    sources = [state for state in State if state in row.sources]
    return [
        f"{source} --> {target} : {row.move}"
        for source in sources
        for target in (row.targets or (source,))
    ]


def _row(row: Transition) -> str:
    cells = [
        f"{row.move} ({MOVES[row.move]})",
        ", ".join(state for state in State if state in row.sources),
        ", ".join(row.targets) or "same",
        ", ".join(sorted(row.by)),
        "; ".join(str(NEEDS[need]) for need in row.needs) or "–",
        row.clock if row.clock != "none" else "–",
        "yes" if row.tells_family else "–",
    ]
    return f"| {' | '.join(cells)} |\n"
