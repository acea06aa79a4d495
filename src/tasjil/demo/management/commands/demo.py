"""`tasjil demo`: fill an empty database with the demonstration country."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tasjil.core.clock import now
from tasjil.demo.country import holds_other_data, is_loaded, load


class Command(BaseCommand):
    """Load the demonstration once; with --force, empty the database and load it anew."""

    help = (
        "Fill the database with the demonstration country: real communes, invented schools and "
        "families. Does nothing when it is already there; never touches other data."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the one choice there is."""
        parser.add_argument(
            "--force",
            action="store_true",
            help="empty a database that holds the demonstration, and load it as of today",
        )

    def handle(self, *args: Any, force: bool = False, **options: Any) -> None:
        """Load. Raises CommandError outside the demonstration, or on data that is not its own."""
        if not (settings.DEMO or settings.TESTING):
            raise CommandError("Only in the demonstration: set TASJIL_DEMO=1.")
        if holds_other_data():
            raise CommandError("This database holds data that is not the demonstration's.")
        if is_loaded() and not force:
            self.stdout.write("The demonstration is loaded already.")
            return
        started = time.perf_counter()
        with transaction.atomic():
            if is_loaded():
                call_command("flush", interactive=False, verbosity=0)
            loaded = load(now=now())
        seconds = time.perf_counter() - started
        self.stdout.write(
            f"The demonstration is loaded: {loaded.schools} schools, {loaded.accounts} accounts, "
            f"{loaded.requests} requests, {loaded.moves} moves, in {seconds:.1f} s."
        )
