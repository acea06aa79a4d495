"""Pages for what goes wrong: each says what happened and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tasjil.core.errors import DomainError


def problem_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Show a domain error as a page in the reader's language."""
    return _page(request, _("This is not possible now"), str(error), error.status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing lives at this address, or not for this person."""
    return _page(
        request,
        _("Page not found"),
        _(
            "The address may be mistyped, or the page is not yours to open. "
            "Go back to the home page."
        ),
        404,
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request itself makes no sense."""
    return _page(request, _("This request could not be read"), _("Go back and try again."), 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke on our side. Needs no database."""
    return _page(
        request,
        _("Something broke on our side"),
        _("What you had saved is kept. Wait a minute, then try again, or call the free help line."),
        500,
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's seal did not come back: an old tab, or cookies refused."""
    return _page(
        request,
        _("This page was open for too long"),
        _("Go back, reload the page and send again. Cookies must be allowed for this site."),
        403,
    )


def _page(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    context = {"title": title, "sentence": sentence}
    return render(request, "layout/problem.html", context, status=status)
