"""`tasjil worker`: deliver the outbox and do the queued jobs."""

import asyncio
import contextlib
import os
import signal
from argparse import ArgumentParser
from typing import Any, cast

import structlog
from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from tasjil.console.relay import Relay
from tasjil.core import outbox

log = structlog.get_logger(__name__)

CONCURRENCY = 4
GRACE_S = 8.0
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 30.0
POLL_S = 2.0
"""Jobs are announced by the database; looking now and then only catches what that missed."""


class Command(BaseCommand):
    """Run the outbox's relay and the job queue's worker until stopped."""

    help = "Deliver the outbox and do the queued jobs until Ctrl-C or SIGTERM."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many jobs run side by side."""
        parser.add_argument(
            "--concurrency", type=int, default=CONCURRENCY, help=f"jobs at once ({CONCURRENCY})"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until stopped; jobs under way get eight seconds to finish."""
        relay = Relay(outbox.drain)
        relay.start()
        try:
            asyncio.run(_work_until_stopped(options["concurrency"]))
        finally:
            if not relay.stop(GRACE_S):
                # The batch is one transaction: cut short, it is delivered again later.
                log.warning("outbox_relay_cut_short")


async def _work_until_stopped(concurrency: int) -> None:
    """Do jobs for ever: a worker that ends unasked, as without a database, is begun anew."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    failures = 0
    while not stopping.is_set():
        begun = asyncio.get_running_loop().time()
        await _work(concurrency, stopping)
        if stopping.is_set():
            return
        lasted = asyncio.get_running_loop().time() - begun
        failures = 1 if lasted > LONGEST_WAIT_S else failures + 1
        wait = min(FIRST_WAIT_S * 2 ** (failures - 1), LONGEST_WAIT_S)
        log.warning("worker_ended_unasked", again_in_s=wait)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), wait)


async def _work(concurrency: int, stopping: asyncio.Event) -> None:
    """Run one worker until it ends or a stop is asked for."""
    working = asyncio.create_task(_procrastinate(concurrency))
    asked = asyncio.create_task(stopping.wait())
    await asyncio.wait({working, asked}, return_when=asyncio.FIRST_COMPLETED)
    # Cancelled, the worker takes no new job and waits for those under way.
    working.cancel()
    asked.cancel()
    results = await asyncio.gather(working, asked, return_exceptions=True)
    if isinstance(results[0], Exception):
        # Mostly the database being away. Only the error's name: its text may hold data.
        log.warning("worker_failed", error=type(results[0]).__name__)


async def _procrastinate(concurrency: int) -> None:
    # Django's own connector cannot listen; while this runs, the queue's connector replaces it.
    connector = cast("DjangoConnector", app.connector).get_worker_connector()
    with app.replace_connector(connector) as queue:
        async with queue.open_async():
            await queue.run_worker_async(
                name=f"worker-{os.getpid()}",
                concurrency=concurrency,
                fetch_job_polling_interval=POLL_S,
                shutdown_graceful_timeout=GRACE_S,
                install_signal_handlers=False,
            )
