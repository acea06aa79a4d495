"""The pages of the form: everything typed is kept, then looked at; nothing is ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tasjil.accounts.types import Channel
from tasjil.applications.rules import all_problems, problems
from tasjil.applications.selectors import Draft, draft_of
from tasjil.applications.services import save_section
from tasjil.applications.types import Section, State
from tasjil.applications.wording import SECTIONS, problem_sentence
from tasjil.core.errors import InvalidMove
from tasjil.core.identifiers import show_number
from tasjil.core.phones import show_phone
from tasjil.core.text import parse_date
from tasjil.portals.fields import Form, id_in, typed
from tasjil.portals.guardian.forms import (
    NAMES,
    CommuneStep,
    HomeStep,
    SchoolStep,
    child_form,
    civil_status_form,
    home_form,
    parents_form,
    school_form,
)
from tasjil.portals.guardian.forms.names import TICKED
from tasjil.portals.guardian.gate import Visitor, family_page, to
from tasjil.portals.guardian.places import home_step, school_step
from tasjil.portals.guardian.untouched import SAME_FOR_ALL, untouched_page
from tasjil.portals.words import age_refused
from tasjil.seasons.rules import judge_age
from tasjil.seasons.selectors import current_calendars
from tasjil.seasons.types import AgeVerdict

Answers = Mapping[str, Any]
_ORDER = list(Section)
# What is typed on a page only to find something: kept, so that it shows again, never sent.
_SEARCHES = {
    Section.HOME: ("locality_search", "commune_search"),
    Section.SCHOOL: ("school_search",),
}
_TEMPLATES = {Section.HOME: "guardian/home.html", Section.SCHOOL: "guardian/school.html"}
STAYING = frozenset({"search", "choose", "commune"})


@dataclass(slots=True)
class Page:
    """One page of the form as it is to be drawn."""

    form: Form
    step: CommuneStep | HomeStep | SchoolStep | None = None


@family_page
def section(
    request: HttpRequest, visitor: Visitor, *, draft_id: int, section: Section
) -> HttpResponse:
    """Show one page of the form, or keep what was typed on it and go on."""
    if request.method == "POST":
        return _save(request, visitor, draft_id, section)
    draft = draft_of(visitor.actor, draft_id)
    if draft.state is not State.DRAFT:
        return to("request", number=show_number(draft.number or ""))
    answers = dict(draft.answers)
    if section is Section.HOME and section.value not in answers:
        answers[section.value] = _known_contact(draft)

    def draw() -> HttpResponse:
        page = build_page(section, answers)
        return _show(request, visitor, draft_id, section, page, kept="kept" in request.GET)

    if section in SAME_FOR_ALL and section.value not in answers and not request.GET:
        return untouched_page(request, f"{section}.{visitor.language}", draw, draft_id=draft_id)
    return draw()


def _save(request: HttpRequest, visitor: Visitor, draft_id: int, section: Section) -> HttpResponse:
    action = request.POST.get("action", "")
    answers, step = typed_answers(request, section, action)
    try:
        kept = keep(visitor, draft_id, section, answers)
    except InvalidMove:  # sent meanwhile, perhaps from another phone
        draft = draft_of(visitor.actor, draft_id)
        return to("request", number=show_number(draft.number or ""))
    if action == "later":
        return to("requests")
    page = build_page(section, kept, step)
    unanswered = action == "choose" and not request.POST.get("commune", "").strip()
    if unanswered and isinstance(page.step, CommuneStep):
        code = "unknown_choice" if page.step.matches else "required"
        page.form.complain({"commune": problem_sentence(code)})
    if action not in STAYING:
        told = complaints(section, kept[section.value], visitor.today)
        page.form.complain(page_complaints(told, page.step))
        if not page.form.errors:
            return _onwards(visitor, draft_id, section, kept)
    status = 422 if page.form.errors else 200
    return _show(request, visitor, draft_id, section, page, status=status)


def typed_answers(
    request: HttpRequest, section: Section, action: str
) -> tuple[dict[str, Any], CommuneStep | HomeStep | None]:
    """Return what was typed, and for the home where its page stands after a commune was named."""
    answers = read_answers(section, request.POST)
    if section is not Section.HOME:
        return answers, None
    posted, words = answers["commune"].strip(), answers["commune_search"].strip()
    if posted and ("commune_in_words" in request.POST or id_in(posted) is None):
        posted, words = "", posted  # digits that somebody typed are no row of ours
    elif posted and action != "search":
        words = ""
    answers |= {"commune": "" if words else posted, "commune_search": words}
    step = home_step(answers, asking=action == "commune")
    if isinstance(step, HomeStep):
        answers |= {"commune": str(step.commune_id), "commune_search": ""}
    return answers, step


def read_answers(section: Section, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return one section's answers as they were typed; a box is ticked or not."""
    answers: dict[str, Any] = typed(data, (*NAMES[section], *_SEARCHES.get(section, ())))
    return answers | {name: bool(answers[name]) for name in TICKED if name in answers}


def keep(visitor: Visitor, draft_id: int, section: Section, answers: Answers) -> dict[str, Any]:
    """Keep one page of a draft as it was typed. Raises NotFound, InvalidMove."""
    return save_section(
        draft_id=draft_id,
        section=section,
        answers=answers,
        actor=visitor.actor,
        language=visitor.language,
        now=visitor.now,
    )


def build_page(
    section: Section,
    answers: Mapping[str, Answers],
    step: CommuneStep | HomeStep | None = None,
) -> Page:
    """Return a page filled with what was typed so far."""
    own = answers.get(section.value, {})
    match section:
        case Section.CHILD:
            return Page(child_form(own, current_calendars()))
        case Section.CIVIL_STATUS:
            return Page(civil_status_form(own))
        case Section.PARENTS:
            return Page(parents_form(own))
        case Section.HOME:
            place = step or home_step(own)
            return Page(home_form(own, place), place)
        case Section.SCHOOL:
            schools = school_step(answers, own)
            return Page(school_form(own, schools), schools)


def complaints(section: Section, answers: Answers, today: date) -> dict[str, str]:
    """Return field name -> what to do about it, in words; the age rule's answer at the level."""
    found = {
        name: problem_sentence(code) for name, code in problems(section, answers, today).items()
    }
    if section is Section.CHILD and not found.keys() & {"birth_date", "level"}:
        refused = _age_refused(answers)
        if refused:
            found["level"] = refused
    return found


def page_complaints(
    told: dict[str, str], step: CommuneStep | HomeStep | SchoolStep | None
) -> dict[str, str]:
    """While the commune is asked for, only it is wrong; and there may be no list to choose from.

    A neighbourhood that was only looked for is to be chosen from what was found.
    """
    if isinstance(step, HomeStep) and step.many and step.localities and "locality_text" in told:
        rest = {name: said for name, said in told.items() if name != "locality_text"}
        return {**rest, "locality": problem_sentence("unknown_choice")}
    if not isinstance(step, CommuneStep):
        return told
    if step.missing:
        return {"commune": no_commune()}
    return {"commune": told.get("commune", problem_sentence("required"))}


def no_commune() -> str:
    """Say that nothing has the name that was typed."""
    return _(
        "No commune of this name was found. Check the spelling, or write the name of the town."
    )


def _age_refused(answers: Answers) -> str:
    born = parse_date(str(answers.get("birth_date", "")))
    calendars = current_calendars()
    asked = next((c for c in calendars if c.level.value == answers.get("level")), None)
    if born is None or asked is None:
        return ""
    answer = judge_age(born, asked, calendars)
    fits = answer.verdict in (AgeVerdict.RIGHT, AgeVerdict.DISPENSATION)
    return "" if fits else age_refused(answer)


def _known_contact(draft: Draft) -> dict[str, str]:
    """Fill in the phone or mailbox that was just proved, so that nobody types it twice."""
    if draft.channel is Channel.SMS:
        return {"guardian_mobile": show_phone(draft.address)}
    return {"guardian_email": draft.address}


def _onwards(
    visitor: Visitor, draft_id: int, section: Section, answers: Mapping[str, Answers]
) -> HttpResponse:
    """Go to the next page that is not complete, looking forwards first; then to the review."""
    missing = all_problems(answers, visitor.today)
    place = _ORDER.index(section)
    for other in (*_ORDER[place + 1 :], *_ORDER[:place]):
        if other in missing:
            return to("section", draft_id=draft_id, section=other)
    return to("review", draft_id=draft_id)


def _show(
    request: HttpRequest,
    visitor: Visitor,
    draft_id: int,
    section: Section,
    page: Page,
    *,
    kept: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "draft_id": draft_id,
        "action_url": section_url(draft_id, section),
        "position": _ORDER.index(section) + 1,
        "total": len(_ORDER) + 1,
    }
    return show_page(request, visitor, section, page, context, kept=kept, status=status)


def show_page(
    request: HttpRequest,
    visitor: Visitor,
    section: Section,
    page: Page,
    context: Mapping[str, Any],
    *,
    kept: bool,
    status: int,
) -> HttpResponse:
    """Show a page of answers, of a draft or of a correction: `context` says which."""
    shown = {
        "visitor": visitor,
        "title": SECTIONS[section],
        "section": section.value,
        "form": page.form,
        "step": page.step,
        "asking_commune": isinstance(page.step, CommuneStep),
        "no_commune": no_commune(),
        "kept": kept,
        **context,
    }
    template = _TEMPLATES.get(section, "guardian/section.html")
    return render(request, template, shown, status=status)


def section_url(draft_id: int, section: Section) -> str:
    """Return the address of one page of the form."""
    return reverse("guardian:section", kwargs={"draft_id": draft_id, "section": section})
