"""`tasjil audit verify`: prove that nobody changed, removed or moved an entry of the trail."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tasjil.core import audit


class Command(BaseCommand):
    """Work on the trail."""

    help = "Verify the chain over the trail of who did or saw what."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the one deed there is."""
        parser.add_argument("deed", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Chain what waits, walk the chain, name each fault; exit 1 when there is one."""
        while audit.chain():
            pass
        faults = list(audit.verify())
        for fault in faults:
            self.stdout.write(f"entry {fault.entry_id}: {fault.what}")
        if faults:
            raise CommandError(f"{len(faults)} faults in the trail")
        self.stdout.write("the trail holds")
