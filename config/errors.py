"""What goes wrong outside any view, in the form of the face that was asked: page or document."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tasjil.api import problems
from tasjil.core.errors import DomainError, NotFound
from tasjil.portals import errors as pages

Page = Callable[[HttpRequest], HttpResponse]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request itself makes no sense, or is too large."""
    return _answer(request, pages.bad_request, problems.Unreadable())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing lives at this address."""
    return _answer(request, pages.not_found, NotFound())


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke on our side."""
    return _answer(request, pages.server_error, problems.Broken())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its seal; machines send none, so that theirs is a wrong method."""
    return _answer(request, pages.csrf_failure, problems.MethodNotAllowed())


def _answer(request: HttpRequest, page: Page, problem: DomainError) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problems.problem(problem)
    return page(request)
