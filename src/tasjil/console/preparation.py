"""What must be true before the product serves: tables, static files, and the demo's country."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.db import connection, connections

from tasjil.applications.selectors import grounds_on
from tasjil.applications.services import lay_grounds
from tasjil.core.clock import local_date, now
from tasjil.messaging.services import lay_texts
from tasjil.territory.selectors import academies
from tasjil.territory.services import lay_foundations

# Any number does, as long as every machine of one installation uses the same.
_PREPARING = 7_301_955


def prepare() -> None:
    """Bring the database up to date, collect static files, and fill an empty demonstration.

    Safe to run on several machines at once: they take turns. The job queue's tables come with
    its migrations.
    """
    with _taking_turns():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO and "demo" in get_commands():
            if not get_user_model()._default_manager.exists():
                # Not on standard output: `serve` prints there where the product is and no more.
                call_command("demo", stdout=sys.stderr)
        else:
            lay_down(now())
    _let_go()


def lay_down(moment: datetime) -> None:
    """Lay down what every installation starts from, as far as it is not there yet."""
    if not academies().exists():
        lay_foundations(now=moment)
    if not grounds_on(local_date(moment)):
        lay_grounds(valid_from=local_date(moment))
    lay_texts(now=moment)


@contextmanager
def _taking_turns() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_PREPARING])
    try:
        yield
    finally:
        # Where the connection broke meanwhile, the lock went with it.
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_PREPARING])


def _let_go() -> None:
    """Close what this process held: from now on it only watches its children."""
    connections.close_all()
    close_pool = getattr(connection, "close_pool", None)
    if close_pool is not None:
        close_pool()
