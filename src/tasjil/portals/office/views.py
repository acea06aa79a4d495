"""Boards of counts up and down the tree, and the directorate's list of requests."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tasjil.accounts.policies import holds_anywhere
from tasjil.applications.types import State
from tasjil.core.clock import local_date, now
from tasjil.core.errors import NotFound
from tasjil.core.types import Actor
from tasjil.monitoring.policies import BOARD, FOLLOW
from tasjil.monitoring.selectors import board as board_of
from tasjil.monitoring.selectors import desk_clock, units_held
from tasjil.monitoring.types import Unit
from tasjil.portals.doors import shown, staff_only, staff_page
from tasjil.portals.listing import Sieve, keep_search, list_requests
from tasjil.portals.office.boards import Step, name_of, table_of, url_of
from tasjil.seasons.selectors import current_calendars
from tasjil.territory.types import ScopeKind

SIEVES: tuple[Sieve, ...] = (
    Sieve(
        "no_school",
        _("Without a school"),
        (State.SUBMITTED, State.IN_REVIEW, State.AWAITING_FAMILY),
        without_school=True,
    ),
    Sieve("waiting", _("Waiting for a school"), (State.SUBMITTED, State.IN_REVIEW)),
    Sieve("family", _("Waiting for the family"), (State.AWAITING_FAMILY,)),
    Sieve("appeals", _("Appeals"), (State.IN_APPEAL,)),
    Sieve(
        "decided",
        _("Decided"),
        (State.ACCEPTED, State.REFUSED, State.WAITLISTED, State.ENROLLED),
    ),
    Sieve("all", _("All")),
)


@require_safe
@staff_only(BOARD)
def board(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the board of the reader's own unit, the widest where there are several."""
    mine = units_held(actor, BOARD)
    if not mine:
        raise NotFound
    others = [Step(name_of(unit), url_of(unit)) for unit in mine[1:]]
    return _board_page(request, actor, mine[0], others)


@require_safe
@staff_only(BOARD)
def board_unit(request: HttpRequest, actor: Actor, kind: str, unit_id: int) -> HttpResponse:
    """Show the board of one unit of the reader's territory."""
    if kind not in set(ScopeKind):
        raise NotFound
    return _board_page(request, actor, Unit(ScopeKind(kind), unit_id), [])


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(FOLLOW)
def requests(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the requests of the directorate, those without a school first; nothing is decided."""
    if request.method == "POST":
        return keep_search(request)
    today = local_date(now())
    context = {
        "listing": list_requests(request, actor, SIEVES, today),
        "directorates": [shown(u.name_ar, u.name_fr) for u in units_held(actor, FOLLOW)],
        "clock": desk_clock(actor, today=today),
    }
    return staff_page(request, actor, "office/requests.html", context, here="office:requests")


def _board_page(request: HttpRequest, actor: Actor, unit: Unit, others: list[Step]) -> HttpResponse:
    calendars = current_calendars()
    if not calendars:
        return staff_page(request, actor, "office/no_season.html", {}, here="office:board")
    found = board_of(
        actor, unit.kind, unit.id, season_id=calendars[0].season_id, today=local_date(now())
    )
    follows = holds_anywhere(actor, FOLLOW)
    unplaced_url = f"{reverse('office:requests')}?show=no_school" if follows else ""
    context = {
        "table": table_of(found, unplaced_url=unplaced_url),
        "unplaced_url": unplaced_url,
        "season": calendars[0].season,
        "others": others,
    }
    return staff_page(request, actor, "office/board.html", context, here="office:board")
