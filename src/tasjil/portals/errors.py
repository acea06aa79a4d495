"""Pages for what goes wrong: each says what happened and what to do."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tasjil.core.errors import DomainError
from tasjil.portals.doors import staff_page
from tasjil.portals.layout import staff_of

_RETRY_S = 10


def problem_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Show a domain error as a page in the reader's language."""
    titles = {403: _("This page is not open to you"), 404: _("Page not found")}
    title = titles.get(error.status, _("This is not possible now"))
    return _page(request, title, str(error), error.status)


def not_found(request: HttpRequest) -> HttpResponse:
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


def bad_request(request: HttpRequest) -> HttpResponse:
    """The request itself makes no sense."""
    return _page(request, _("This request could not be read"), _("Go back and try again."), 400)


def wrong_method(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """The address takes forms only, or takes none: an old link, or a reloaded answer."""
    title, sentence = _("Page not found"), _("Go back and try again.")
    response = _page(request, title, sentence, refused.status_code)
    response.headers["Allow"] = refused.headers["Allow"]
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke on our side. Needs no database."""
    return _bare(request, _("Something broke on our side"), _wait_a_minute(), 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away for a moment. Needs none."""
    response = _bare(request, _("The service is away for a moment"), _wait_a_minute(), 503)
    response.headers["Retry-After"] = str(_RETRY_S)
    return response


def csrf_failure(request: HttpRequest) -> HttpResponse:
    """The form's seal did not come back: an old tab, or cookies refused."""
    return _page(
        request,
        _("This page was open for too long"),
        _("Go back, reload the page and send again. Cookies must be allowed for this site."),
        403,
    )


def _wait_a_minute() -> str:
    return _(
        "What you had saved is kept. Wait a minute, then try again, or call the free help line."
    )


def _page(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    """Show the page inside the frame of whoever is looking."""
    known = hasattr(request, "user")  # a wrong host is refused before anybody is looked up
    try:
        actor = staff_of(request) if known and _of_staff(request.path) else None
    except DatabaseError:
        actor = None
    if actor is None or not actor.is_staff:
        return _bare(request, title, sentence, status)
    context = {"title": title, "sentence": sentence, "frame": "layout/staff.html"}
    return staff_page(request, actor, "layout/problem.html", context, status=status)


def _bare(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    context = {"title": title, "sentence": sentence, "frame": "layout/base.html"}
    return render(request, "layout/problem.html", context, status=status)


def _of_staff(path: str) -> bool:
    return path.split("/")[2:3] == ["staff"]
