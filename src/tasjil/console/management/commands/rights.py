"""`tasjil rights`: who may do what, as declared beside each action."""

from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils.module_loading import module_has_submodule

from tasjil.accounts.policies import all_actions
from tasjil.accounts.types import Action, Role

_OURS = "tasjil."


class Command(BaseCommand):
    """Print the table of actions and the roles that hold each."""

    help = "Print who may do what: a row for each action, a column for each role."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form in which the table is printed."""
        parser.add_argument(
            "--markdown", action="store_true", help="print a Markdown table, for the documentation"
        )

    def handle(self, *args: Any, markdown: bool = False, **options: Any) -> None:
        """Print the table."""
        _load_policies()
        rows = [_header(), *(_row(action) for action in all_actions())]
        self.stdout.write("\n".join(_as_markdown(rows) if markdown else _as_text(rows)))


def _load_policies() -> None:
    """Have every package declare its actions."""
    for config in apps.get_app_configs():
        if config.name.startswith(_OURS) and module_has_submodule(config.module, "policies"):
            import_module(f"{config.name}.policies")


def _header() -> list[str]:
    return ["action", *(role.value for role in Role), "own", "machine"]


def _row(action: Action) -> list[str]:
    held = ["x" if role in action.roles else "" for role in Role]
    return [action.name, *held, "x" if action.own else "", action.machine or ""]


def _as_text(rows: list[list[str]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _as_markdown(rows: list[list[str]]) -> list[str]:
    header, *body = rows
    lines = [header, ["---"] * len(header), *body]
    return ["| " + " | ".join(line) + " |" for line in lines]
