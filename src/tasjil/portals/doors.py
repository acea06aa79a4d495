"""The way into the pages of the administration: who may enter, and the doors shown to them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from tasjil.accounts.policies import holds_anywhere
from tasjil.accounts.types import Action
from tasjil.applications.policies import MOVES
from tasjil.applications.types import Move
from tasjil.core.errors import NotAllowed
from tasjil.core.types import Actor
from tasjil.monitoring.policies import BOARD, FOLLOW
from tasjil.portals.keeping import STAFF_KEPT_COOKIE, keep_post, set_kept
from tasjil.portals.layout import staff_of
from tasjil.portals.seal import from_our_page, seal_refused

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]
Answer = Callable[Concatenate[HttpRequest, P], HttpResponse]

# The right to examine requests is what makes a desk one's own.
EXAMINE = MOVES[Move.TAKE_UP]


@dataclass(frozen=True, slots=True)
class Door:
    """One entry of the staff menu: the right that opens it, where it leads, what it is called."""

    action: Action
    url_name: str
    label: str | Promise


DOORS: tuple[Door, ...] = (
    Door(EXAMINE, "school:desk", _("School desk")),
    Door(FOLLOW, "office:requests", _("Requests")),
    Door(BOARD, "office:board", _("Board")),
)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A door as the menu shows it."""

    label: str | Promise
    url: str
    current: bool


def staff_only(action: Action | None = None) -> Callable[[Page[P]], Answer[P]]:
    """Let only signed-in staff in, and give the view its Actor.

    Others are led to the sign-in page and back, and so is a form whose seal did not come back:
    signed in still, one is at once where one was. Without `action` held anywhere: NotAllowed.
    """

    def guard(view: Page[P]) -> Answer[P]:
        @csrf_exempt  # checked here, so that nothing typed is lost
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            actor = staff_of(request)
            refused = seal_refused(request)
            ours = refused is None or from_our_page(request)
            if not actor.is_staff or (refused is not None and ours):
                return _sign_in_first(request, keep=ours)
            if refused is not None:
                return refused
            if action is not None and not holds_anywhere(actor, action):
                raise NotAllowed
            return view(request, actor, *args, **kwargs)

        update_wrapper(guarded, view)
        return guarded

    return guard


def doors_of(actor: Actor) -> list[Door]:
    """Return the doors that are open to this member of the administration."""
    return [door for door in DOORS if holds_anywhere(actor, door.action)]


def staff_page(
    request: HttpRequest,
    actor: Actor,
    template: str,
    context: dict[str, Any],
    *,
    here: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show a page with the staff menu; `here` is the door behind which the page lies."""
    menu = [
        MenuEntry(door.label, reverse(door.url_name), door.url_name == here)
        for door in doors_of(actor)
    ]
    frame = {"menu": menu, "staff_name": _name_of(request)}
    return render(request, template, {**frame, **context}, status=status)


def shown(name_ar: str, name_fr: str) -> str:
    """Return whichever of two names is in the reader's language."""
    return name_fr if get_language() == "fr" else name_ar


def _name_of(request: HttpRequest) -> str:
    return shown(getattr(request.user, "name_ar", ""), getattr(request.user, "name_fr", ""))


def _sign_in_first(request: HttpRequest, *, keep: bool) -> HttpResponse:
    """Lead to the sign-in page and back; what was typed in a form waits on the browser."""
    path = request.path if request.method == "POST" else request.get_full_path()
    response = redirect(f"{reverse('staff:sign_in')}?{urlencode({'next': path})}")
    if request.method == "POST" and keep:
        set_kept(response, keep_post(request), STAFF_KEPT_COOKIE)
    return response
