"""Following a request without signing in: counted, so that nobody can try their way in."""

from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings

from tasjil.accounts.rules import Limit, Tally, by_source
from tasjil.accounts.services.rates import spend
from tasjil.applications.selectors import Tracked, track
from tasjil.core.identifiers import parse_number

# A number is one of 28^7, but a birth date is one of two thousand: tries per number count most.
# The names are those of the counters: page and API share them.
PER_NUMBER: Final = Limit("track.number", 20, timedelta(hours=1))
PER_HOST: Final = Limit("track.host", 240, timedelta(hours=1))
PER_NETWORK: Final = Limit("track.network", 1200, timedelta(hours=1))


def follow(*, number: str, born: date, ip: str, now: datetime) -> Tracked | None:
    """Return what number and birth date open, None for a wrong one of either.

    Raises TooMany. Opens its own transaction: not to be called inside another one.
    """
    parsed = parse_number(number)
    scale = float(getattr(settings, "SIGN_IN_LIMITS_SCALE", 1))
    tallies = by_source(ip, PER_HOST, PER_NETWORK, scale)
    if parsed is not None:
        tallies = (Tally(PER_NUMBER, parsed), *tallies)
    spend(tallies, now=now)
    return track(number, born)
