"""Where a code was sent and where to go once it is typed: sealed on the browser, no row."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse

from tasjil.accounts.types import Channel
from tasjil.portals.keeping import LIFE, forget_kept, pack, set_private_cookie, unpack

TICKET_COOKIE: Final = "tasjil_code"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Where a code was sent, and where to go once it is typed."""

    channel: Channel
    address: str
    next: str
    until: datetime


def set_ticket(
    response: HttpResponse, *, channel: Channel, address: str, next_path: str, now: datetime
) -> None:
    """Remember on the browser where the code was sent."""
    until = now + LIFE
    packed = pack({"c": channel.value, "a": address, "n": next_path, "u": until.isoformat()})
    set_private_cookie(response, TICKET_COOKIE, packed)


def read_ticket(request: HttpRequest, now: datetime) -> Ticket | None:
    """Return where the code was sent, None when too long ago or never."""
    try:
        parts = unpack(request.COOKIES.get(TICKET_COOKIE, ""))
        until = datetime.fromisoformat(parts["u"])
        ticket = Ticket(Channel(parts["c"]), str(parts["a"]), str(parts["n"]), until)
    except (ValueError, KeyError, TypeError):
        return None
    return ticket if now < ticket.until else None


def forget(response: HttpResponse, *, form_too: bool = True) -> None:
    """Forget the ticket, the person is in, and the form when it is back in its page."""
    response.delete_cookie(TICKET_COOKIE, samesite="Lax")
    if form_too:
        forget_kept(response)
