"""What runs when the product runs: the command line of each program."""

import os
import sys
from dataclasses import dataclass

from django.conf import settings
from django.core.management import get_commands

from .supervisor import Program

DEMO_GATEWAY = "gateway"
GRACE_S = 8
"""What the web server gives to requests under way; within the supervisor's own patience."""

KEEP_ALIVE_S = 20
BACKLOG = 1024
RECYCLE_AFTER, RECYCLE_SPREAD = 50_000, 5_000


@dataclass(frozen=True)
class WebOptions:
    """Where the web server listens and how much of the machine it takes."""

    host: str
    port: int
    workers: int
    threads: int


def default_workers() -> int:
    """Return as many web processes as the machine has processors, and two at least."""
    return max(2, os.cpu_count() or 2)


def programs(web: WebOptions) -> list[Program]:
    """Return everything that runs, in the order of start."""
    port = {"PORT": str(web.port)}
    running = [
        Program("worker", django_command("worker"), port),
        Program("web server", web_command(web), port),
    ]
    if settings.DEMO and DEMO_GATEWAY in get_commands():
        running.insert(0, Program("message gateway", django_command(DEMO_GATEWAY), port))
    return running


def django_command(name: str) -> tuple[str, ...]:
    """Return the command line of one of our own commands, in the same Python."""
    return (sys.executable, "-m", "django", name)


def web_command(web: WebOptions) -> tuple[str, ...]:
    """Return the command line of the web server (why this one: docs/adr/0006)."""
    module, _, attribute = settings.WSGI_APPLICATION.rpartition(".")
    return (
        *(sys.executable, "-m", "gunicorn", f"{module}:{attribute}"),
        *("--worker-class", "gthread"),
        *("--bind", f"{bracketed(web.host)}:{web.port}"),
        *("--workers", str(web.workers)),
        *("--threads", str(web.threads)),
        *("--graceful-timeout", str(GRACE_S)),
        *("--keep-alive", str(KEEP_ALIVE_S)),
        *("--backlog", str(BACKLOG)),
        *("--max-requests", str(RECYCLE_AFTER)),
        *("--max-requests-jitter", str(RECYCLE_SPREAD)),
        *("--log-level", "warning"),
        "--no-control-socket",
    )


def bracketed(host: str) -> str:
    """Return a host as it stands in an address: IPv6 between brackets."""
    return f"[{host}]" if ":" in host else host
