"""Documents made from the code are what the code says."""

from pathlib import Path

from django.utils import translation

from tasjil.console.management.commands.workflow import page

ROOT = Path(__file__).resolve().parents[2]


def test_the_workflow_page_is_the_table_of_transitions() -> None:
    with translation.override(None):
        assert (ROOT / "docs" / "workflow.md").read_text() == page()
