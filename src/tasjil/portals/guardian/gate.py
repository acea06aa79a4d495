"""Who stands at a family's page: the visitor, or the way to sign in and come back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from tasjil.accounts.rules import SESSION_WHOLE
from tasjil.accounts.services import actor_of_guardian, renew_guardian_session
from tasjil.accounts.types import GUARDIAN_COOKIE, GuardianSession
from tasjil.core.clock import local_date, now
from tasjil.core.types import Actor
from tasjil.portals.guardian.door import start_page
from tasjil.portals.keeping import keep_post, set_kept, set_private_cookie
from tasjil.portals.layout import guardian_session_of
from tasjil.portals.seal import from_our_page, seal_refused


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in family at one moment: everything a view needs to call services."""

    actor: Actor
    session: GuardianSession
    now: datetime
    today: date
    language: str


View = Callable[..., HttpResponse]
_METHODS = ["GET", "HEAD", "POST"]


def family_page(view: View) -> View:
    """Give the view a `Visitor`, or send the person to sign in; renew the cookie in use.

    A form without a session or without its seal changes nothing, so it is not refused: what was
    typed rides through signing in, as long as it comes from a page of ours.
    """

    @csrf_exempt  # checked here, after the session
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: object) -> HttpResponse:
        if request.method not in _METHODS:
            return HttpResponseNotAllowed(_METHODS)
        moment = now()
        session = guardian_session_of(request, moment)
        refused = seal_refused(request)
        ours = refused is None or from_our_page(request)
        if session is None or (refused is not None and ours):
            return sign_in_first(request, keep=ours)
        if refused is not None:
            return refused
        response = view(request, visitor_of(session, moment), **kwargs)
        renewed = renew_guardian_session(session, now=moment)
        if renewed and GUARDIAN_COOKIE not in response.cookies:
            set_family_cookie(response, renewed)
        return response

    return guarded


def visitor_of(session: GuardianSession, moment: datetime) -> Visitor:
    """Return the visitor behind a session."""
    return Visitor(
        actor=actor_of_guardian(session),
        session=session,
        now=moment,
        today=local_date(moment),
        language=get_language() or settings.LANGUAGE_CODE,
    )


def sign_in_first(request: HttpRequest, *, keep: bool) -> HttpResponse:
    """Ask to sign in, and come back here; with `keep`, a form that was sent rides along, sealed."""
    if request.method == "POST":
        kept = keep_post(request) if keep else ""
        response = start_page(request, next_path=request.path, kept=kept, status=401)
        if kept:  # in a cookie too: the language switch of this page forgets what it holds
            set_kept(response, kept)
        return response
    start = reverse("guardian:start")
    return redirect(f"{start}?{urlencode({'next': request.path})}")


def set_family_cookie(response: HttpResponse, value: str) -> None:
    """Set the cookie by which the family is known, until the browser or the session ends."""
    set_private_cookie(response, GUARDIAN_COOKIE, value, SESSION_WHOLE)


def to(name: str, **kwargs: object) -> HttpResponseRedirect:
    """Redirect to one of this portal's pages with 303, so that a reload asks and never sends."""
    response = HttpResponseRedirect(reverse(f"guardian:{name}", kwargs=kwargs))
    response.status_code = 303
    return response
