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
        parser.add_argument(
            "--anchor",
            type=audit.Link.read,
            metavar="NUMBER:HASH",
            help="the last link that an earlier run printed: proves that the end was not cut off",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Chain what waits, walk the chain, name each fault; exit 1 when there is one."""
        while audit.chain():
            pass
        faults = list(audit.verify(options["anchor"]))
        for fault in faults:
            where = f"entry {fault.entry_id}" if fault.entry_id else "the end"
            self.stdout.write(f"{where}: {fault.what}")
        if faults:
            raise CommandError(f"{len(faults)} faults in the trail")
        self.stdout.write(f"the trail holds; its last link: {audit.last_link()}")
