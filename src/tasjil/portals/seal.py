"""The seal of a form against forgery, asked for once somebody is known behind it."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


def _never(request: HttpRequest) -> HttpResponse:
    """Stand for a view that wants its form's seal."""
    raise NotImplementedError


_MIDDLEWARE = CsrfViewMiddleware(_never)


def seal_refused(request: HttpRequest) -> HttpResponse | None:
    """Return the refusal of a form whose seal did not come back, None when it did."""
    return _MIDDLEWARE.process_view(request, _never, (), {})


def from_our_page(request: HttpRequest) -> bool:
    """Tell whether the browser itself says that the form stood on a page of ours."""
    ours = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin")
    return origin == ours if origin else request.headers.get("Referer", "").startswith(f"{ours}/")
