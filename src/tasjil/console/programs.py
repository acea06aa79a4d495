"""What runs when the product runs: the command line of each program."""

import os
import sys
from dataclasses import dataclass

from django.conf import settings
from django.core.management import get_commands

from .supervisor import Program

DEMO_GATEWAY = "gateway"
POOL_SIZE = "TASJIL_DATABASE_POOL"
GRACE_S = 8
"""What the web server gives to requests under way; within the supervisor's own patience."""

WEB_APPLICATION = "tasjil.console.web:application"
BACKLOG = 1024
RESPAWN_S = 0.5
HEADERS_MS = 20_000
# A page waits for no statement and no lock longer than a person would; imports and migrations may.
_PATIENCE = {"PGOPTIONS": "-c statement_timeout=15s -c lock_timeout=8s"}
MOST_WORKERS = 4
"""Four processes of sixteen threads use 64 of the database's 100 connections; more is a choice."""


@dataclass(frozen=True)
class WebOptions:
    """Where the web server listens and how much of the machine it takes."""

    host: str
    port: int
    workers: int
    threads: int


def default_workers() -> int:
    """Return as many web processes as the machine has processors, within two and four."""
    return min(max(2, os.cpu_count() or 2), MOST_WORKERS)


def programs(web: WebOptions) -> list[Program]:
    """Return everything that runs, in the order of start."""
    port = {"PORT": str(web.port)}
    # A thread keeps its connection while a slow phone sends its request: one for each.
    pool = {POOL_SIZE: os.environ.get(POOL_SIZE, str(web.threads))}
    running = [
        Program("worker", django_command("worker"), port),
        Program("web server", web_command(web), {**port, **pool, **_PATIENCE}),
    ]
    if settings.DEMO and DEMO_GATEWAY in get_commands():
        running.insert(0, Program("message gateway", django_command(DEMO_GATEWAY), port))
    return running


def django_command(name: str) -> tuple[str, ...]:
    """Return the command line of one of our own commands, in the same Python."""
    return (sys.executable, "-m", "django", name)


def web_command(web: WebOptions) -> tuple[str, ...]:
    """Return the command line of the web server (why this one: docs/adr/0006)."""
    return (
        *(sys.executable, "-m", "granian", "--factory", WEB_APPLICATION),
        *("--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", web.host, "--port", str(web.port)),
        *("--workers", str(web.workers)),
        *("--blocking-threads", str(web.threads)),
        *("--backlog", str(BACKLOG)),
        *("--respawn-failed-workers", "--respawn-interval", str(RESPAWN_S)),
        *("--workers-kill-timeout", str(GRACE_S)),
        *("--http1-header-read-timeout", str(HEADERS_MS)),
        # Warnings would be about the many threads, which are meant.
        *("--log-level", "error"),
    )


def bracketed(host: str) -> str:
    """Return a host as it stands in an address: IPv6 between brackets."""
    return f"[{host}]" if ":" in host else host
