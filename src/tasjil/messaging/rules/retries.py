"""When a delivery that failed is tried again."""

from datetime import datetime, timedelta

# The wait after the first, second, ... attempt; the last one repeats until it is given up.
WAITS: tuple[timedelta, ...] = (
    timedelta(seconds=5),
    timedelta(seconds=15),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=4),
)


def next_try(
    attempts: int,
    *,
    now: datetime,
    give_up_at: datetime,
    waits: tuple[timedelta, ...] = WAITS,
) -> datetime | None:
    """Return the instant of the next attempt after `attempts` of them, or None to give up."""
    moment = now + waits[min(attempts, len(waits)) - 1]
    return moment if moment < give_up_at else None
