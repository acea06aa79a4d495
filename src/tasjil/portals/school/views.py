"""The head's desk and a child's file."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tasjil.applications.services import open_file
from tasjil.applications.types import Move, State
from tasjil.applications.wording import check_sentence, check_title
from tasjil.core.clock import local_date, now
from tasjil.core.identifiers import parse_number, show_number
from tasjil.core.types import Actor
from tasjil.monitoring.selectors import desk_clock, units_held
from tasjil.portals.doors import EXAMINE, shown, staff_only, staff_page
from tasjil.portals.listing import Line, Listing, Sieve, keep_search, list_requests
from tasjil.portals.school.case import WAITING
from tasjil.portals.school.file import Check, file_page
from tasjil.portals.school.wording import DONE

SIEVES: tuple[Sieve, ...] = (
    Sieve("waiting", _("Waiting for me"), WAITING),
    Sieve("family", _("Waiting for the family"), (State.AWAITING_FAMILY,)),
    Sieve(
        "decided",
        _("Decided"),
        (State.ACCEPTED, State.REFUSED, State.WAITLISTED, State.ENROLLED),
    ),
    Sieve("all", _("All")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(EXAMINE)
def desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the head's list: what waits, the shortest time left first; or search it."""
    if request.method == "POST":
        return keep_search(request)
    today = local_date(now())
    listing = list_requests(request, actor, SIEVES, today)
    schools = units_held(actor, EXAMINE)
    first = listing.lines[0] if listing.sieve.key == "waiting" and listing.lines else None
    context = {
        "listing": listing,
        "schools": [shown(school.name_ar, school.name_fr) for school in schools],
        "clock": desk_clock(actor, today=today),
        "accepted": _accepted(listing),
        "done": done_notice(request),
        "next": first,
        "next_checks": _checks(first) if first else [],
    }
    return staff_page(request, actor, "school/desk.html", context, here="school:desk")


@require_safe
@staff_only()
def request_file(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """Show a child's file; whoever opens it is written in the trail."""
    moment = now()
    application = open_file(number=number, actor=actor, now=moment)
    return file_page(
        request, actor, application, today=local_date(moment), done=done_notice(request)
    )


def done_notice(request: HttpRequest) -> str:
    """Return in words what was just done to another request, as the address tells it."""
    number = parse_number(request.GET.get("of", ""))
    try:
        sentence = DONE[Move(request.GET.get("done", ""))]
    except (KeyError, ValueError):
        return ""
    return str(sentence) % {"number": show_number(number)} if number else ""


def _accepted(listing: Listing) -> int:
    return sum(listing.counts.get(state, 0) for state in (State.ACCEPTED, State.ENROLLED))


def _checks(line: Line) -> list[Check]:
    return [Check(c["outcome"], check_title(c), check_sentence(c)) for c in line.checks]
