"""What a family has: its drafts and its requests, and a new one."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tasjil.applications.rules import all_problems
from tasjil.applications.selectors import draft_of, family_requests
from tasjil.applications.services import discard_draft, start_draft
from tasjil.applications.types import Section, State
from tasjil.core.errors import NotFound, TooMany
from tasjil.core.identifiers import show_number
from tasjil.core.text import clean
from tasjil.portals.guardian.gate import Visitor, family_page, to
from tasjil.portals.names import child_name
from tasjil.portals.words import Said, Standing, season_said, status_said, tag_of
from tasjil.seasons.selectors import current_calendars

_MOST_SHOWN = 50
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Row:
    """One child in the list: who, how it stands, where to go on."""

    name: str
    number: str
    tag: Said
    sentence: str
    url: str
    discard_url: str


@family_page
def requests(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List drafts and requests, and offer to start one."""
    if "elsewhere" in request.GET:
        problem = _(
            "What you had typed belongs to a request of another phone or mailbox. It is kept on "
            "this phone for half an hour: sign out, then sign in with the one you began with."
        )
        return _list(request, visitor, problem=problem)
    return _list(request, visitor)


def _list(
    request: HttpRequest, visitor: Visitor, *, problem: str = "", status: int = 200
) -> HttpResponse:
    season = season_said(current_calendars(), visitor.today)
    rows = [_row(each, visitor) for each in family_requests(visitor.actor)[:_MOST_SHOWN]]
    context = {"visitor": visitor, "season": season, "rows": rows, "problem": problem}
    return render(request, "guardian/requests.html", context, status=status)


@family_page
def new(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Start a request for a child; an untouched draft is taken up again."""
    if request.method != "POST":
        return to("requests")
    try:
        draft_id = start_draft(actor=visitor.actor, language=visitor.language, now=visitor.now)
    except TooMany:
        problem = _("There are already many requests that were not sent. Send or delete one first.")
        return _list(request, visitor, problem=problem, status=409)
    except NotFound:
        problem = _("The dates of the next school year are not announced yet.")
        return _list(request, visitor, problem=problem, status=409)
    return to("section", draft_id=draft_id, section=Section.CHILD)


@family_page
def discard(request: HttpRequest, visitor: Visitor, *, draft_id: int) -> HttpResponse:
    """Ask whether a draft is really not wanted any more, then delete it."""
    if request.method == "POST":
        discard_draft(draft_id=draft_id, actor=visitor.actor)
        return to("requests")
    draft = draft_of(visitor.actor, draft_id)
    if draft.state is not State.DRAFT:
        return to("request", number=show_number(draft.number or ""))
    context = {"visitor": visitor, "draft_id": draft_id, "name": draft_name(draft.answers)}
    return render(request, "guardian/discard.html", context)


def _row(found: Any, visitor: Visitor) -> Row:
    state = State(found.state)
    if state is State.DRAFT:
        return _draft_row(found, visitor)
    standing = Standing(
        state, found.due_on, found.decided_at, visitor.today, placed=found.school_id is not None
    )
    number = show_number(found.number or "")
    url = reverse("guardian:request", kwargs={"number": number})
    return Row(child_name(found.child).name, number, tag_of(state), status_said(standing), url, "")


def _draft_row(draft: Any, visitor: Visitor) -> Row:
    missing = all_problems(draft.answers, visitor.today)
    kwargs: dict[str, Any] = {"draft_id": draft.pk}
    if missing:
        url = reverse("guardian:section", kwargs={**kwargs, "section": next(iter(missing))})
        sentence = _("Not sent yet. Go on where you stopped.")
    else:
        url = reverse("guardian:review", kwargs=kwargs)
        sentence = _("Not sent yet. Everything is filled in: read it again and send it.")
    return Row(
        name=draft_name(draft.answers),
        number="",
        tag=tag_of(State.DRAFT),
        sentence=sentence,
        url=url,
        discard_url=reverse("guardian:discard", kwargs=kwargs),
    )


def draft_name(answers: dict[str, Any]) -> str:
    """Return what to call a draft: the child's first name once it was typed."""
    child = answers.get(Section.CHILD.value, {})
    names = [clean(str(child.get(f"child_first_name_{script}", ""))) for script in ("ar", "lat")]
    found = (names[::-1] if get_language() == "fr" else names) + [_("A child")]
    return next(name for name in found if name)[:_LONGEST_NAME]
