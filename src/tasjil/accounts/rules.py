"""The numbers of sign-in: how long, how often, from where. Pure functions over them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

from tasjil.core.text import western_digits

CODE_DIGITS: Final = 6
CODE_LIFE: Final = timedelta(minutes=10)
CODE_TRIES: Final = 5
# SMS arrive late and out of order: any of the last codes sent is good, not only the newest.
CODES_HEEDED: Final = 3

SESSION_IDLE: Final = timedelta(hours=2)  # a shared machine in a cyber-café
SESSION_WHOLE: Final = timedelta(hours=12)  # a stolen cookie dies even if it is kept in use
SESSION_RENEWED_AFTER: Final = timedelta(minutes=5)
CLOCK_SKEW: Final = timedelta(minutes=1)  # between two servers


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` times in a window of time. `name` is part of the counter's key."""

    name: str
    count: int
    window: timedelta

    def start(self, now: datetime) -> datetime:
        """Return when the window that holds `now` began; windows are counted from 1970."""
        seconds = int(self.window.total_seconds())
        return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)

    def seconds_left(self, now: datetime) -> int:
        """Return after how many seconds the next window begins; at least 1."""
        return max(1, int((self.start(now) + self.window - now).total_seconds()) + 1)


@dataclass(frozen=True, slots=True)
class Tally:
    """One thing to count: a limit, and whom it is held against. Only a keyed hash is stored."""

    limit: Limit
    subject: str


_HOUR = timedelta(hours=1)
PER_ADDRESS: Final = (
    Limit("code.quarter", 3, timedelta(minutes=15)),
    Limit("code.day", 10, timedelta(days=1)),
)
CODES_PER_HOST: Final = Limit("code.host", 60, _HOUR)
CODES_PER_NETWORK: Final = Limit("code.network", 300, _HOUR)
TRIES_PER_HOST: Final = Limit("try.host", 240, _HOUR)
TRIES_PER_NETWORK: Final = Limit("try.network", 1200, _HOUR)
# A whole directorate signs in from behind one address on a Monday morning.
STAFF_PER_HOST: Final = Limit("staff.host", 300, _HOUR)


def host_of(ip: str) -> str:
    """Return what one subscriber holds: an IPv4 address, or the /64 of an IPv6 address.

    Whoever has one IPv6 address has the 2**64 beside it, so that counting single ones is void.
    An unreadable address gives "unknown": all of them share one count.
    """
    return _prefix(ip, 32, 64)


def network_of(ip: str) -> str:
    """Return the neighbourhood of an address: its IPv4 /24 or its IPv6 /48, or "unknown"."""
    return _prefix(ip, 24, 48)


def _prefix(ip: str, bits_v4: int, bits_v6: int) -> str:
    try:
        address: IPv4Address | IPv6Address = ip_address(ip)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address), bits_v6), strict=False))
    return str(IPv4Network((int(address), bits_v4), strict=False))


def by_source(ip: str, host: Limit, network: Limit, scale: float = 1) -> tuple[Tally, ...]:
    """Return the tallies of a request's origin, with both limits multiplied by `scale`."""
    return (
        Tally(replace(network, count=int(network.count * scale)), network_of(ip)),
        Tally(replace(host, count=int(host.count * scale)), host_of(ip)),
    )


def read_code(typed: str) -> str | None:
    """Return the six digits a person typed, in either form and spaced as they like, or None."""
    text = "".join(c for c in western_digits(typed) if c.isascii() and c.isalnum())
    return text if len(text) == CODE_DIGITS and text.isdecimal() else None


def tries_left(attempts: Iterable[int]) -> int:
    """Return how many wrong codes may still be typed, given the wrong tries on each live code."""
    return max((CODE_TRIES - each for each in attempts), default=0)


def mask_email(address: str) -> str:
    """Return the mailbox with most of its name hidden: f•••@example.org."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}•••@{domain}"


KEY_PREFIX_LENGTH: Final = 8
_KEY_SHAPE = re.compile(rf"tasjil_([0-9A-Z]{{{KEY_PREFIX_LENGTH}}})_([0-9a-f]{{64}})", re.ASCII)


def join_key(prefix: str, secret: str) -> str:
    """Return the API key as handed over; the word in front lets scanners of leaks find it."""
    return f"tasjil_{prefix}_{secret}"


def split_key(plain: str) -> tuple[str, str] | None:
    """Return the prefix and the secret of an API key, None when it does not have that shape."""
    match = _KEY_SHAPE.fullmatch(plain)
    return (match[1], match[2]) if match else None
