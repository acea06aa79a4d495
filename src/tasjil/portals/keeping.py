"""A form that was sent after the session had ended rides through signing in, without a row.

It is sealed: the browser carries it and cannot read or change it. It lives in a cookie, so that a
phone which drops the page while its owner reads a message comes back to it.
"""

import base64
import json
import zlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tasjil.core.secrets import seal, unseal

KEPT_COOKIE: Final = "tasjil_kept"
STAFF_KEPT_COOKIE: Final = "tasjil_staff_kept"  # one browser may serve a school and a family
LIFE: Final = timedelta(minutes=30)
_MOST_NAMES, _LONGEST_VALUE = 40, 1000  # no page has as many; the draft keeps no longer answer
_LARGEST_COOKIE = 3500  # browsers keep 4,096 bytes with name and attributes
_LARGEST_PACKET = 400_000  # before anything of it is unpacked


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that was sent after the session had ended."""

    path: str = ""
    data: dict[str, str] = field(default_factory=dict)

    def stood_at(self, path: str) -> bool:
        """Tell whether it was the form of this page, in whatever language."""
        return _without_language(self.path) == _without_language(path)


def keep_post(request: HttpRequest) -> str:
    """Return what was typed in this POST, sealed."""
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"][:_MOST_NAMES]
    data = {name: str(request.POST[name])[:_LONGEST_VALUE] for name in names}
    return pack({"p": request.path, "d": data})


def read_kept(sealed: str) -> Kept | None:
    """Return the form that was kept, None when there is none or it is not ours."""
    try:
        parts = unpack(sealed)
        return Kept(str(parts["p"]), {str(k): str(v) for k, v in parts["d"].items()})
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def kept_for(request: HttpRequest) -> Kept | None:
    """Return the form of the administration that waits on this browser for this page."""
    kept = read_kept(request.COOKIES.get(STAFF_KEPT_COOKIE, ""))
    return kept if kept is not None and kept.stood_at(request.path) else None


def set_kept(response: HttpResponse, sealed: str, name: str = KEPT_COOKIE) -> bool:
    """Remember the form on the browser; False when it is too large for a cookie."""
    if len(sealed) > _LARGEST_COOKIE:
        return False
    set_private_cookie(response, name, sealed)
    return True


def forget_kept(response: HttpResponse, name: str = KEPT_COOKIE) -> None:
    """Forget the form: it is back in its page."""
    response.delete_cookie(name, samesite="Lax")


def set_private_cookie(
    response: HttpResponse, name: str, value: str, life: timedelta = LIFE
) -> None:
    """Set a signed or sealed cookie that no script reads and no other site sends."""
    response.set_cookie(
        name,
        value,
        max_age=int(life.total_seconds()),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def pack(parts: dict[str, Any]) -> str:
    """Return plain values as one sealed text."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return seal(base64.b85encode(zlib.compress(text.encode(), 9)).decode())


def unpack(sealed: str) -> Any:
    """Return what was packed. Raises ValueError for anything that `pack` did not make."""
    if not sealed or len(sealed) > _LARGEST_PACKET or not sealed.isascii():
        raise ValueError("not a packet of ours")
    try:
        return json.loads(zlib.decompress(base64.b85decode(unseal(sealed))))
    except zlib.error as error:
        raise ValueError("not a packet of ours") from error


def _without_language(path: str) -> str:
    return path.split("/", 2)[-1]
