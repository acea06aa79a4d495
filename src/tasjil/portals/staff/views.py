"""Signing in and out, and the way to each desk."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from tasjil.accounts.services import WrongCredentials, sign_in_staff, sign_out_staff
from tasjil.accounts.types import SignInStep
from tasjil.core.clock import now
from tasjil.core.errors import DomainError, NotAllowed, TooMany
from tasjil.core.types import Actor
from tasjil.monitoring.policies import BOARD
from tasjil.portals.doors import EXAMINE, doors_of, staff_only, staff_page
from tasjil.portals.layout import staff_of
from tasjil.portals.staff.forms import SignInForm

_OWN_PATH = re.compile(r"^/[a-z]{2,3}/staff/")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for e-mail and password; whoever is signed in already goes on."""
    if request.method != "POST":
        if staff_of(request).is_staff:
            return redirect(_onward(request, request.GET.get("next", "")))
        return _sign_in_page(request, SignInForm(initial={"next": request.GET.get("next", "")}))
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form, status=422)
    told = form.cleaned_data
    try:
        step = sign_in_staff(
            request=request, email=told["email"], password=told["password"], now=now()
        )
    except (WrongCredentials, TooMany) as error:
        return _sign_in_page(request, form, refusal=error, status=error.status)
    if step is not SignInStep.DONE:  # the page of the second factor comes with the factor itself
        raise NotAllowed
    return redirect(_onward(request, told["next"]))


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session; nobody signed in is no error, and a link closes nothing."""
    if request.method != "POST":
        return redirect("staff:home")
    sign_out_staff(request=request, now=now())
    return redirect("staff:sign_in")


@require_safe
@staff_only()
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Lead each member of the administration to their desk, or let them choose among several."""
    doors = doors_of(actor)
    actions = {door.action for door in doors}
    if {EXAMINE, BOARD} <= actions or not doors:
        return staff_page(request, actor, "staff/home.html", {"doors": doors})
    return redirect("school:desk" if EXAMINE in actions else "office:board")


def _onward(request: HttpRequest, wanted: str) -> str:
    """Return where to go after signing in: a staff page of ours that was asked for, or home."""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours and _OWN_PATH.match(wanted) else "staff:home"


def _sign_in_page(
    request: HttpRequest, form: SignInForm, *, refusal: DomainError | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "refusal": refusal}
    return render(request, "staff/sign_in.html", context, status=status)
