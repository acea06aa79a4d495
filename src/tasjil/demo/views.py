"""The pages of the demonstration; they do not exist anywhere else."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tasjil.demo import showing
from tasjil.demo.country import PARTNER_KEY
from tasjil.demo.gateway import received
from tasjil.demo.staff import PASSWORD

View = Callable[[HttpRequest], HttpResponse]


def _only_in_the_demo(view: View) -> View:
    """Guard again what config/urls.py guards: a slip there must not show these pages."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request)

    return guarded


@require_safe
@_only_in_the_demo
def home(request: HttpRequest) -> HttpResponse:
    """Show who can sign in, families to meet, and every message that arrived."""
    context = {
        "accounts": showing.accounts(),
        "password": PASSWORD,
        # In pieces, between which a narrow page may break the line.
        "partner_key": [PARTNER_KEY[at : at + 16] for at in range(0, len(PARTNER_KEY), 16)],
        "families": showing.families(),
        "boxes": showing.boxes(),
        "language": get_language() or settings.LANGUAGE_CODE,
    }
    return render(request, "demo/home.html", context)


@require_safe
@_only_in_the_demo
def messages(request: HttpRequest) -> HttpResponse:
    """Give every message that arrived, the oldest first."""
    return JsonResponse(received(), safe=False, json_dumps_params={"ensure_ascii": False})
