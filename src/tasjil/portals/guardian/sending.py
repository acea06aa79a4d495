"""Reading everything again, and sending it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tasjil.applications.selectors import draft_of
from tasjil.applications.services import submit
from tasjil.applications.services.submission import AlreadyRequested, SeasonClosed, WrongLevel
from tasjil.applications.types import Section, State
from tasjil.applications.wording import SECTIONS, problem_sentence
from tasjil.core.errors import Incomplete, InvalidMove
from tasjil.core.identifiers import show_number
from tasjil.core.text import parse_date
from tasjil.portals.fields import Form
from tasjil.portals.guardian.answered import answered_form, items_of
from tasjil.portals.guardian.gate import Visitor, family_page, to
from tasjil.portals.guardian.pages import complaints, section_url
from tasjil.portals.words import age_said, season_said
from tasjil.seasons.selectors import current_calendars

Answers = Mapping[str, Any]


@family_page
def review(request: HttpRequest, visitor: Visitor, *, draft_id: int) -> HttpResponse:
    """Show all answers with a way to change each, and send them: as often as the phone retries."""
    if request.method == "POST":
        return _send(request, visitor, draft_id)
    draft = draft_of(visitor.actor, draft_id)
    if draft.state is not State.DRAFT:
        return to("request", number=show_number(draft.number or ""))
    return _show(request, visitor, draft)


def _send(request: HttpRequest, visitor: Visitor, draft_id: int) -> HttpResponse:
    notice: dict[str, Any] = {}
    try:
        sent = submit(draft_id=draft_id, actor=visitor.actor, now=visitor.now)
        return to("receipt", number=show_number(sent.number))
    except Incomplete as error:
        notice = {"refused": error.data.get("sections", {})}
    except WrongLevel as error:
        notice = {"text": str(error), "url": section_url(draft_id, Section.CHILD),
                  "action": _("Go to the child's page")}  # fmt: skip
    except SeasonClosed as error:
        said = season_said(current_calendars(), visitor.today)
        notice = {"text": f"{error} {said.text}.", "url": reverse("guardian:requests"),
                  "action": _("Go back to your requests")}  # fmt: skip
    except AlreadyRequested as error:
        notice = _already(error, draft_id)
    except InvalidMove as error:
        notice = {"text": str(error)}
    return _show(request, visitor, draft_of(visitor.actor, draft_id), notice=notice)


def _already(error: AlreadyRequested, draft_id: int) -> dict[str, Any]:
    """Lead to the family's own request; of anybody else's nothing is said but that there is one."""
    number = error.data.get("number")
    if not number:
        return {"text": str(error)}
    shown = show_number(number)
    if error.data["other_name"]:
        text = _(
            "Your request %(number)s has the same act or record number for another first name. "
            "If this is another child, a twin for example, write that child's own number."
        )
        return {
            "text": text % {"number": shown},
            "url": section_url(draft_id, Section.CIVIL_STATUS),
            "action": _("Go to the civil-status page"),
        }
    return {
        "text": _("You have already sent a request for this child this season."),
        "url": reverse("guardian:request", kwargs={"number": shown}),
        "action": _("Open request %(number)s") % {"number": shown},
    }


def _show(
    request: HttpRequest, visitor: Visitor, draft: Any, notice: dict[str, Any] | None = None
) -> HttpResponse:
    notice = notice or {}
    forms = {section: answered_form(section, draft.answers) for section in Section}
    wrong = _problems(draft, visitor, notice.get("refused", {}))
    context = {
        "visitor": visitor,
        "draft_id": draft.pk,
        "sections": [
            {
                "title": SECTIONS[section],
                "change_url": section_url(draft.pk, section),
                "items": items_of(section, form, wrong[section], section_url(draft.pk, section)),
            }
            for section, form in forms.items()
        ],
        "problems": _named(forms, wrong, draft.pk),
        "notice": notice if notice.get("text") else None,
        "ages": _ages(draft.answers.get(Section.CHILD.value, {})),
    }
    status = 200 if request.method != "POST" else 422 if "refused" in notice else 409
    return render(request, "guardian/review.html", context, status=status)


def _problems(
    draft: Any, visitor: Visitor, refused: Mapping[Section, Mapping[str, str]]
) -> dict[Section, dict[str, str]]:
    found = {}
    for section in Section:
        found[section] = complaints(section, draft.answers.get(section.value, {}), visitor.today)
        for name, code in refused.get(section, {}).items():
            found[section].setdefault(name, problem_sentence(code))
    return found


def _named(
    forms: Mapping[Section, Form], wrong: Mapping[Section, Mapping[str, str]], draft_id: int
) -> list[dict[str, str]]:
    """Return every problem with the address of its field."""
    found = []
    for section, problems in wrong.items():
        labels = forms[section].labels()
        for name, sentence in problems.items():
            url = f"{section_url(draft_id, section)}#id_{name}"
            where = labels.get(name, str(SECTIONS[section]))
            found.append({"where": where, "sentence": sentence, "url": url})
    return found


def _ages(child: Answers) -> list[Any]:
    """Return the age rule's remark for the level asked for, when it is not simply the right one."""
    born = parse_date(str(child.get("birth_date", "")))
    asked = [c for c in current_calendars() if c.level.value == child.get("level")]
    said = age_said(born, asked) if born and asked else []
    return [each for each in said if each.tone == "wait"]
