"""What rides through sign-in without a row in the database: the address, and a form half sent.

All of it is sealed: the browser carries it back and forth and cannot read or change it. It lives
in a cookie, so that a phone which drops the page while its owner reads the message comes back to
the code page; a form too large for a cookie rides in the page.
"""

import base64
import json
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tasjil.accounts.types import Channel
from tasjil.core.secrets import seal, unseal

TICKET_COOKIE: Final = "tasjil_code"
KEPT_COOKIE: Final = "tasjil_kept"
_TICKET_LIFE: Final = timedelta(minutes=30)
_MOST_NAMES, _LONGEST_VALUE = 40, 1000  # no page has as many; the draft keeps no longer answer
_LARGEST_COOKIE = 3500  # browsers keep 4,096 bytes with name and attributes
_LARGEST_PACKET = 400_000  # before anything of it is unpacked


@dataclass(frozen=True, slots=True)
class Ticket:
    """Where a code was sent, and where to go once it is typed."""

    channel: Channel
    address: str
    next: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that was sent after the session had ended."""

    path: str = ""
    data: dict[str, str] = field(default_factory=dict)


def keep_post(request: HttpRequest) -> str:
    """Return what was typed in this POST, sealed."""
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"][:_MOST_NAMES]
    data = {name: str(request.POST[name])[:_LONGEST_VALUE] for name in names}
    return _pack({"p": request.path, "d": data})


def read_kept(sealed: str) -> Kept | None:
    """Return the form that was kept, None when there is none or it is not ours."""
    try:
        parts = _unpack(sealed)
        return Kept(str(parts["p"]), {str(k): str(v) for k, v in parts["d"].items()})
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def set_ticket(
    response: HttpResponse, *, channel: Channel, address: str, next_path: str, now: datetime
) -> None:
    """Remember on the browser where the code was sent."""
    until = now + _TICKET_LIFE
    packed = _pack({"c": channel.value, "a": address, "n": next_path, "u": until.isoformat()})
    _set(response, TICKET_COOKIE, packed)


def read_ticket(request: HttpRequest, now: datetime) -> Ticket | None:
    """Return where the code was sent, None when too long ago or never."""
    try:
        parts = _unpack(request.COOKIES.get(TICKET_COOKIE, ""))
        until = datetime.fromisoformat(parts["u"])
        ticket = Ticket(Channel(parts["c"]), str(parts["a"]), str(parts["n"]), until)
    except (ValueError, KeyError, TypeError):
        return None
    return ticket if now < ticket.until else None


def set_kept(response: HttpResponse, sealed: str) -> bool:
    """Remember the form on the browser; False when it is too large for a cookie."""
    if len(sealed) > _LARGEST_COOKIE:
        return False
    _set(response, KEPT_COOKIE, sealed)
    return True


def forget(response: HttpResponse, *, form_too: bool = True) -> None:
    """Forget the ticket, the person is in, and the form when it is back in its page."""
    response.delete_cookie(TICKET_COOKIE, samesite="Lax")
    if form_too:
        response.delete_cookie(KEPT_COOKIE, samesite="Lax")


def _set(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(_TICKET_LIFE.total_seconds()),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _pack(parts: dict[str, Any]) -> str:
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return seal(base64.b85encode(zlib.compress(text.encode(), 9)).decode())


def _unpack(sealed: str) -> Any:
    """Raises ValueError for anything that `_pack` did not make."""
    if not sealed or len(sealed) > _LARGEST_PACKET or not sealed.isascii():
        raise ValueError("not a packet of ours")
    try:
        return json.loads(zlib.decompress(base64.b85decode(unseal(sealed))))
    except zlib.error as error:
        raise ValueError("not a packet of ours") from error
