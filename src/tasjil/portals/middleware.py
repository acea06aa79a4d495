"""What happens to every request on its way in and out."""

import secrets
import time
from collections.abc import Callable
from http import HTTPStatus

import structlog
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from tasjil.core.errors import DomainError
from tasjil.portals.errors import problem_page, unavailable, wrong_method
from tasjil.portals.layout import NAMES

log = structlog.get_logger("tasjil.requests")
Next = Callable[[HttpRequest], HttpResponse]

# Everything comes from ourselves; no inline script or style, no frame, no form sent elsewhere.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)


class RequestLog:
    """One line a request: method, route, status, time. Never the path: it may be personal."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = secrets.token_hex(8)
        started = time.perf_counter()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            response = self.get_response(request)
        finally:
            structlog.contextvars.clear_contextvars()
        route = request.resolver_match.route if request.resolver_match else "-"
        log.info(
            "request",
            request_id=request_id,
            method=request.method,
            route=route,
            status=response.status_code,
            ms=round((time.perf_counter() - started) * 1000, 1),
        )
        response.headers["X-Request-ID"] = request_id
        return response


class ContentSecurityPolicy:
    """Pages load only from ourselves, are never framed and, when personal, never stored."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(self)"
        )
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class DomainErrors:
    """Turn what a view did not expect into a page that says what to do: a domain error, a database
    that is away, an address asked in a way that it does not take."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        empty = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content
        return wrong_method(request, response) if empty and _is_page(request) else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer what is understood; anything else goes on to the 500 page and the log."""
        if isinstance(error, DomainError):
            return problem_page(request, error)
        if isinstance(error, OperationalError) and _is_page(request):
            log.error("database_away", error=type(error).__name__)
            return unavailable(request)
        return None


def _is_page(request: HttpRequest) -> bool:
    return request.path.split("/")[1] in NAMES
