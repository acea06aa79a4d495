"""The family's door: one field for a phone or a mailbox, then the code, then back to the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tasjil.accounts.services import (
    open_guardian_session,
    prove_code,
    read_address,
    read_guardian_session,
    request_code,
)
from tasjil.accounts.types import GUARDIAN_COOKIE, Channel
from tasjil.core.clock import now
from tasjil.core.errors import DomainError, NotFound
from tasjil.portals.fields import typed
from tasjil.portals.guardian.door import code_page, start_page
from tasjil.portals.guardian.gate import Visitor, set_family_cookie, to, visitor_of
from tasjil.portals.guardian.restoring import restore
from tasjil.portals.guardian.ticket import Ticket, forget, read_ticket, set_ticket
from tasjil.portals.guardian.untouched import untouched_page
from tasjil.portals.keeping import KEPT_COOKIE, read_kept, set_kept
from tasjil.portals.layout import client_ip, guardian_session_of


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask for a phone or a mailbox, and have a code sent to it."""
    moment = now()
    if request.method != "POST":
        if guardian_session_of(request, moment):
            return redirect(_safe_next(request.GET.get("next", "")))
        if not request.GET:
            return untouched_page(request, f"start.{get_language()}", lambda: start_page(request))
        return start_page(request, "", next_path=request.GET.get("next", ""))
    address = typed(request.POST, ["contact"])["contact"][:300]
    next_path, kept = request.POST.get("next", ""), _kept(request)
    page = {"next_path": next_path, "kept": kept}
    try:
        found = read_address(address)
        if found is None:
            problem = _("Write a mobile number with ten digits, or an e-mail address.")
            return start_page(request, address, problem=problem, status=422, **page)
        channel, normal = found
        _send(request, channel, normal)
    except DomainError as error:
        return start_page(request, address, problem=str(error), status=error.status, **page)
    back = _safe_next(next_path)
    response: HttpResponse = to("code")
    if kept and not set_kept(response, kept):
        response = code_page(request, channel, normal, kept=kept)
    set_ticket(response, channel=channel, address=normal, next_path=back, now=moment)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code that was received."""
    moment = now()
    ticket = read_ticket(request, moment)
    if ticket is None:
        return redirect("guardian:start")
    if request.method != "POST":
        sent_again = "again" in request.GET
        return code_page(request, ticket.channel, ticket.address, sent_again=sent_again)
    typed_code = typed(request.POST, ["code"])["code"][:60]
    try:
        contact = prove_code(
            channel=ticket.channel,
            address=ticket.address,
            code=typed_code,
            ip=client_ip(request),
            now=moment,
        )
    except DomainError as error:
        return code_page(
            request, ticket.channel, ticket.address, typed_code=typed_code, problem=str(error),
            kept=_kept(request), status=error.status,
        )  # fmt: skip
    cookie = open_guardian_session(contact, now=moment)
    session = read_guardian_session(cookie, now=moment)
    if session is None:
        return to("start")
    try:
        response = _back(request, visitor_of(session, moment), ticket)
        forget(response)
    except NotFound:  # signed in with another phone: the form waits for the first one
        response = redirect(f"{reverse('guardian:requests')}?elsewhere")
        forget(response, form_too=False)
    set_family_cookie(response, cookie)
    return response


def again(request: HttpRequest) -> HttpResponse:
    """Send another code to the same address; those sent before stay good."""
    moment = now()
    ticket = read_ticket(request, moment)
    if request.method != "POST":  # the language switch of a page that answered a POST
        return redirect("guardian:code")
    if ticket is None:
        return redirect("guardian:start")
    kept = _kept(request)
    try:
        _send(request, ticket.channel, ticket.address)
    except DomainError as error:
        return code_page(
            request, ticket.channel, ticket.address, problem=str(error), kept=kept,
            status=error.status,
        )  # fmt: skip
    if kept:
        return code_page(request, ticket.channel, ticket.address, sent_again=True, kept=kept)
    return redirect(f"{reverse('guardian:code')}?again")


def leave(request: HttpRequest) -> HttpResponse:
    """Sign out on this phone."""
    if request.method != "POST":  # a link on another site must not sign anybody out
        return redirect("guardian:start")
    response = redirect("public:home")
    response.delete_cookie(GUARDIAN_COOKIE, samesite="Lax")
    forget(response, form_too=False)  # it may wait for the family that began it
    return response


def _send(request: HttpRequest, channel: Channel, address: str) -> None:
    request_code(
        channel=channel,
        address=address,
        ip=client_ip(request),
        language=get_language() or "ar",
        now=now(),
    )


def _kept(request: HttpRequest) -> str:
    """Return the sealed form that rides in the page, "" for none or for anything not ours."""
    sealed = request.POST.get("kept", "")
    return sealed if sealed and read_kept(sealed) else ""


def _back(request: HttpRequest, visitor: Visitor, ticket: Ticket) -> HttpResponse:
    """Return to where the person was, with what they had typed.

    Raises NotFound when that was another family's.
    """
    sealed = _kept(request) or request.COOKIES.get(KEPT_COOKIE, "")
    kept = read_kept(sealed) if sealed else None
    restored = restore(request, visitor, kept) if kept else None
    return restored or redirect(_safe_next(ticket.next))


def _safe_next(path: str) -> str:
    """Return a page of ours in the language now read; the list for anything else."""
    home = reverse("guardian:requests")
    parts = path.split("/", 3)
    if len(parts) < 4 or parts[0] or parts[2] != "apply" or "\\" in path:
        return home
    local = f"/{get_language()}/apply/{parts[3]}"
    try:
        match = resolve(local)
    except Resolver404:
        return home
    return home if match.url_name in ("start", "code", "again", "leave") else local
