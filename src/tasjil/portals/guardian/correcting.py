"""Correcting a request that was sent: page by page, until the school examines it."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tasjil.applications import services
from tasjil.applications.policies import moves_open_to
from tasjil.applications.selectors import answers_of, family_request
from tasjil.applications.services.correction import NothingChanged
from tasjil.applications.services.filing import AlreadyRequested, WrongLevel
from tasjil.applications.types import Move, Section
from tasjil.applications.wording import SECTIONS, problem_sentence
from tasjil.core.errors import Incomplete, InvalidMove, Stale
from tasjil.core.identifiers import show_number
from tasjil.portals.guardian.answered import answered_form, items_of
from tasjil.portals.guardian.following import move_of, refused_page
from tasjil.portals.guardian.gate import Visitor, family_page, to
from tasjil.portals.guardian.pages import (
    STAYING,
    Page,
    build_page,
    complaints,
    page_complaints,
    show_page,
    typed_answers,
)

Answers = Mapping[str, Any]


@family_page
def correct(request: HttpRequest, visitor: Visitor, *, number: str) -> HttpResponse:
    """Show all that was sent, with a way to correct each page of it."""
    found = family_request(visitor.actor, number)
    if Move.CORRECT not in moves_open_to(visitor.actor, found):
        return to("request", number=show_number(found.number or ""))
    answers = answers_of(found)
    shown = show_number(found.number or "")
    sections = [
        {
            "title": SECTIONS[section],
            "change_url": _url(shown, section),
            "items": items_of(section, answered_form(section, answers), {}, ""),
        }
        for section in Section
    ]
    context = {"visitor": visitor, "number": shown, "sections": sections}
    return render(request, "guardian/correct.html", context)


@family_page
def correct_section(
    request: HttpRequest, visitor: Visitor, *, number: str, section: Section
) -> HttpResponse:
    """Show one page of what was sent, or correct it."""
    found = family_request(visitor.actor, number)
    if Move.CORRECT not in moves_open_to(visitor.actor, found):
        shown = show_number(found.number or "")
        if request.method == "POST":
            return refused_page(request, visitor, shown, InvalidMove())
        return to("request", number=shown)
    if request.method != "POST":
        return _show(request, visitor, found, section, build_page(section, answers_of(found)))
    return _correct(request, visitor, found, section)


def correction_page(
    request: HttpRequest, visitor: Visitor, number: str, section: Section, typed: Answers
) -> HttpResponse:
    """Show a page of a request filled with what was typed before the session ended."""
    found = family_request(visitor.actor, number)
    page = build_page(section, {**answers_of(found), section.value: typed})
    return _show(request, visitor, found, section, page, kept=True)


def _correct(request: HttpRequest, visitor: Visitor, found: Any, section: Section) -> HttpResponse:
    typed, step = typed_answers(request, section, request.POST.get("action", ""))
    before = answers_of(found)
    # What is typed only to find something is shown again and never sent.
    page = build_page(section, {**before, section.value: {**before[section.value], **typed}}, step)
    if request.POST.get("action") in STAYING:
        return _show(request, visitor, found, section, page, seen=_seen(request))
    page.form.complain(page_complaints(complaints(section, typed, visitor.today), page.step))
    if not page.form.errors:
        try:
            return _send(request, visitor, found, section, typed)
        except Incomplete as error:
            page.form.complain(_refused(section, error))
        except (WrongLevel, AlreadyRequested) as error:
            page.form.complain({"": str(error)})
        except Stale as error:
            return _meanwhile(request, visitor, found, section, page, error)
    return _show(request, visitor, found, section, page, seen=_seen(request), status=422)


def _send(
    request: HttpRequest, visitor: Visitor, found: Any, section: Section, typed: Answers
) -> HttpResponse:
    """Correct the request and go back to it.

    Raises Incomplete, WrongLevel, AlreadyRequested, Stale.
    """
    number = show_number(found.number or "")
    try:
        services.correct(section=section, answers=typed, **move_of(request, visitor, found))
    except NothingChanged:
        pass
    except InvalidMove as error:
        return refused_page(request, visitor, number, error)
    return to("request", number=number)


def _meanwhile(
    request: HttpRequest, visitor: Visitor, found: Any, section: Section, page: Page, error: Stale
) -> HttpResponse:
    """Show the page again with what was typed, to be sent over what changed meanwhile."""
    number = show_number(found.number or "")
    now_standing = family_request(visitor.actor, number)
    if Move.CORRECT not in moves_open_to(visitor.actor, now_standing):
        return refused_page(request, visitor, number, error)
    again = _("The request changed since you opened this page. Read it again, then send it.")
    page.form.complain({"": again})
    return _show(request, visitor, now_standing, section, page, status=error.status)


def _seen(request: HttpRequest) -> dict[str, str]:
    """Return what the page carried: asked once more, it must not hide what happened since."""
    return {name: request.POST[name] for name in ("seen_version", "key") if name in request.POST}


def _refused(section: Section, error: Incomplete) -> dict[str, str]:
    """Return what the service found wrong with this page, or that another page is."""
    codes = error.data.get("sections", {}).get(section, {})
    own = {name: problem_sentence(code) for name, code in codes.items()}
    elsewhere = _("Another page of the request is not complete any more. Correct it too.")
    return own or {"": elsewhere}


def _show(
    request: HttpRequest,
    visitor: Visitor,
    found: Any,
    section: Section,
    page: Page,
    *,
    kept: bool = False,
    seen: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    number = show_number(found.number or "")
    context = {
        "number": number,
        "action_url": _url(number, section),
        "seen_version": found.version,
        "key": secrets.token_hex(16),
        **(seen or {}),
    }
    return show_page(request, visitor, section, page, context, kept=kept, status=status)


def _url(number: str, section: Section) -> str:
    return reverse("guardian:correct_section", kwargs={"number": number, "section": section})
