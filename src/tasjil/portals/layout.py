"""What every page has: languages, help line, who is looking."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from tasjil.accounts.selectors import actor_of_staff
from tasjil.accounts.services import actor_of_guardian, read_guardian_session
from tasjil.accounts.types import GUARDIAN_COOKIE, GuardianSession
from tasjil.core.clock import local_date, now
from tasjil.core.types import ANONYMOUS, Actor

NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Language:
    """One entry of the language switch."""

    code: str
    name: str
    url: str
    current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """Give every template its language switch and the demonstration's mark; no query."""
    return {
        "languages": languages(request),
        "demo": settings.DEMO,
        "help_line": settings.HELP_LINE,
    }


def languages(request: HttpRequest) -> list[Language]:
    """Return this page's address in each language."""
    current = get_language() or settings.LANGUAGE_CODE
    path = request.path
    rest = path.split("/", 2)[2] if path.count("/") > 1 and path.split("/")[1] in NAMES else ""
    query = request.META.get("QUERY_STRING", "") if request.method == "GET" else ""
    tail = f"{rest}?{query}" if query else rest
    return [
        Language(code, name, f"/{code}/{tail}", code == current) for code, name in NAMES.items()
    ]


def guardian_of(request: HttpRequest) -> Actor:
    """Return the guardian whose signed cookie came with the request, or nobody; no query."""
    session = guardian_session_of(request, now())
    return actor_of_guardian(session) if session else ANONYMOUS


def guardian_session_of(request: HttpRequest, moment: datetime) -> GuardianSession | None:
    """Return the family session whose signed cookie came with the request; no query."""
    return read_guardian_session(request.COOKIES.get(GUARDIAN_COOKIE, ""), now=moment)


def client_ip(request: HttpRequest) -> str:
    """Return the address that rate limits are held against; "" when it cannot be known."""
    return get_client_ip_address(request) or ""


def staff_of(request: HttpRequest) -> Actor:
    """Return the signed-in member of the administration with their roles, or nobody."""
    if not request.user.is_authenticated:
        return ANONYMOUS
    return actor_of_staff(request.user.pk, local_date(now()))
