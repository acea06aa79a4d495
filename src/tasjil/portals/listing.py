"""The list of requests as those who examine or follow them read it: filters, search, pages."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tasjil.applications.selectors import desk, desk_counts
from tasjil.applications.types import State
from tasjil.applications.wording import DESK_STATES, TONES
from tasjil.core.identifiers import show_number
from tasjil.core.types import Actor
from tasjil.portals.flags import Flag, flags_of, time_left
from tasjil.portals.names import ChildName, child_name

PAGE_SIZE = 25
_LONGEST_SEARCH = 80
_SEARCHES, _MOST_SEARCHES = "searches", 8


@dataclass(frozen=True, slots=True)
class Sieve:
    """One filter of the list: the states it lets through; none for all."""

    key: str
    label: str | Promise
    states: tuple[State, ...] = ()
    without_school: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """A filter as shown: `count` is None where it would cost a query of its own."""

    label: str | Promise
    url: str
    count: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One request of the list, in words."""

    url: str
    number: str
    child: ChildName
    born: date
    home: str
    commune: str
    school: str
    left: Flag
    state: Flag
    flags: list[Flag]
    checks: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list with everything around it."""

    lines: list[Line]
    tabs: list[Tab]
    sieve: Sieve
    search: str
    flagged: bool
    found: int
    page: int
    pages: int
    previous_url: str
    next_url: str
    clear_url: str
    counts: Mapping[State, int]

    @property
    def narrowed(self) -> bool:
        """Whether a search or the flags narrow the list down."""
        return bool(self.search or self.flagged)

    @property
    def waiting(self) -> int:
        """How many requests wait for an answer, whatever is shown."""
        return self.counts.get(State.SUBMITTED, 0) + self.counts.get(State.IN_REVIEW, 0)

    @property
    def page_text(self) -> str:
        """Where one is in the list."""
        return _("Page %(page)s of %(pages)s") % {"page": self.page, "pages": self.pages}


def keep_search(request: HttpRequest) -> HttpResponse:
    """Keep what was searched for in the session, and lead to the list under a key.

    A child's name in an address would stay in the browser's history and in every proxy's log.
    """
    asked = request.POST
    kept = {name: asked[name] for name in ("show", "flagged") if asked.get(name)}
    if search := " ".join(asked.get("q", "").split())[:_LONGEST_SEARCH]:
        kept["s"] = secrets.token_hex(4)
        earlier = list(request.session.get(_SEARCHES, {}).items())
        request.session[_SEARCHES] = dict([*earlier[1 - _MOST_SEARCHES :], (kept["s"], search)])
    return redirect(f"{request.path}?{urlencode(kept)}")


def list_requests(
    request: HttpRequest, actor: Actor, sieves: tuple[Sieve, ...], today: date
) -> Listing:
    """Return the page of the list that the address asks for: 3 queries, whatever its length."""
    asked = request.GET
    sieve = next((s for s in sieves if s.key == asked.get("show")), sieves[0])
    search = request.session.get(_SEARCHES, {}).get(asked.get("s", ""), "")
    flagged = asked.get("flagged") == "1"
    found = desk(
        actor,
        states=list(sieve.states) or None,
        search=search,
        flagged=flagged,
        without_school=sieve.without_school,
    )
    page = Paginator(found, PAGE_SIZE).get_page(asked.get("page"))
    kept = {"show": sieve.key} | ({"s": asked["s"]} if search else {})
    kept |= {"flagged": "1"} if flagged else {}
    counts = desk_counts(actor)
    return Listing(
        lines=[_line(application, today) for application in page],
        tabs=[_tab(each, counts, each is sieve) for each in sieves],
        sieve=sieve,
        search=search,
        flagged=flagged,
        found=page.paginator.count,
        page=page.number,
        pages=page.paginator.num_pages,
        previous_url=_page_url(kept, page, -1),
        next_url=_page_url(kept, page, +1),
        clear_url=f"?{urlencode({'show': sieve.key})}",
        counts=counts,
    )


def home_of(family: Any) -> tuple[str, str]:
    """Return where a family lives: the place, and its commune; "" for what is not given."""
    place = family.locality.name if family.locality else family.locality_text or family.address
    return (place, family.commune.name) if place else (family.commune.name, "")


def _line(application: Any, today: date) -> Line:
    state = State(application.state)
    number = show_number(application.number)
    home, commune = home_of(application.family)
    return Line(
        url=reverse("school:request", args=[number]),
        number=number,
        child=child_name(application.child),
        born=application.child.birth_date,
        home=home,
        commune=commune,
        school=application.school.name if application.school else _("No school yet"),
        left=time_left(application, today),
        state=Flag(str(DESK_STATES[state]), TONES[state]),
        flags=flags_of(application.checks),
        checks=application.checks,
    )


def _tab(sieve: Sieve, counts: Mapping[State, int], current: bool) -> Tab:
    states = sieve.states or tuple(counts)
    count = None if sieve.without_school else sum(counts.get(state, 0) for state in states)
    return Tab(sieve.label, f"?{urlencode({'show': sieve.key})}", count, current)


def _page_url(kept: dict[str, str], page: "Page[Any]", step: int) -> str:
    there = page.number + step
    if not 1 <= there <= page.paginator.num_pages:
        return ""
    return f"?{urlencode({**kept, 'page': there})}"
