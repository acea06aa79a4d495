"""`tasjil serve`: the whole product in the foreground."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tasjil.console.announcing import Announcer, wait_until_free
from tasjil.console.guard import guard_for
from tasjil.console.preparation import prepare
from tasjil.console.programs import WebOptions, bracketed, default_workers, programs
from tasjil.console.supervisor import Supervisor, exit_on_stop_signals

PORT_PATIENCE_S = 8.0
THREADS = 16
"""Many, because a slow upload keeps its thread; more cost no processor time per request."""


class Command(BaseCommand):
    """Prepare, run web server, worker and the demo's gateways, and stop them all cleanly."""

    help = (
        "Run the web server and the worker in the foreground, and in the demonstration the "
        "message gateways too. Brings the database up to date first. Ctrl-C or SIGTERM stops all."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and with how many processes."""
        host = "127.0.0.1" if settings.DEMO else "0.0.0.0"  # noqa: S104 - a server's purpose
        parser.add_argument("--host", default=host, help=f"address to listen on ({host})")
        port = int(os.environ.get("PORT", "8000"))
        parser.add_argument("--port", type=int, default=port, help=f"port ({port}; also PORT=)")
        workers = default_workers()
        parser.add_argument(
            "--workers", type=int, default=workers, help=f"web processes ({workers})"
        )
        parser.add_argument(
            "--threads", type=int, default=THREADS, help=f"threads of each ({THREADS})"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until stopped. Raises CommandError when the port is taken."""
        web = WebOptions(options["host"], options["port"], options["workers"], options["threads"])
        with exit_on_stop_signals():
            if not wait_until_free(web.host, web.port, PORT_PATIENCE_S, say=self._complain):
                raise CommandError(
                    f"Port {web.port} on {web.host} is taken by another program. "
                    "Stop it, or choose another port with --port or PORT=."
                )
            prepare()
            self._serve(web)

    def _serve(self, web: WebOptions) -> None:
        announcer = Announcer(
            web.host, web.port, _lines(web), say=self._say, complain=self._complain
        )
        guard = guard_for(settings.HOME)
        announcer.start()
        if guard is not None:
            guard.start()
        try:
            Supervisor(programs(web), say=self._complain).run()
        finally:
            announcer.stop()
            if guard is not None:
                guard.stop()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _complain(self, line: str) -> None:
        self.stderr.write(line)
        self.stderr.flush()


def _lines(web: WebOptions) -> list[str]:
    address = f"http://{bracketed(web.host)}:{web.port}/"
    return [address, f"{address}demo/"] if settings.DEMO else [address]
