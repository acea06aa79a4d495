"""Counting tries, exactly, however many processes count at once."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from tasjil.accounts.models import RateCounter
from tasjil.accounts.rules import Tally
from tasjil.core.errors import TooMany
from tasjil.core.secrets import fingerprint


def spend(tallies: Sequence[Tally], *, now: datetime) -> None:
    """Count one try against each tally, or against none when one of them is used up.

    Raises TooMany with the longest wait. A refused try costs nothing: otherwise a stranger could
    use up somebody's whole day in a minute. Its own short transaction, so that everybody behind
    one address does not wait for everybody else's commit: not to be called inside another one.

    All tallies go in one statement and callers keep one order of kinds, so that two tries that
    share counters take their row locks in the same order and cannot deadlock.
    """
    with transaction.atomic(durable=True):
        counts = _count(tallies, now)
        waits = [
            tally.limit.seconds_left(now)
            for tally, count in zip(tallies, counts, strict=True)
            if count > tally.limit.count
        ]
        if waits:
            raise TooMany(retry_after=max(waits))  # rolls the counts back


def _count(tallies: Sequence[Tally], now: datetime) -> list[int]:
    table = connection.ops.quote_name(RateCounter._meta.db_table)
    rows: list[str | datetime] = []
    keys = []
    for tally in tallies:
        key = f"{tally.limit.name}:{fingerprint('rate', tally.limit.name, tally.subject)}"
        keys.append(key)
        rows += [key, tally.limit.start(now)]
    values = ", ".join(["(%s, %s, 1)"] * len(tallies))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS counter (key, window_start, count) VALUES {values} "  # noqa: S608
            "ON CONFLICT (key, window_start) DO UPDATE SET count = counter.count + 1 "
            "RETURNING key, count",
            rows,
        )
        counted = dict(cursor.fetchall())
    return [counted[key] for key in keys]
