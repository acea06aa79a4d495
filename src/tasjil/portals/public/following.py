"""Following a request with its number and the child's birth date, without signing in."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tasjil.applications.rules import bad_date
from tasjil.applications.selectors import Tracked
from tasjil.applications.services import follow
from tasjil.applications.types import State
from tasjil.applications.wording import problem_sentence
from tasjil.applications.workflow import WITH_GROUND
from tasjil.core.clock import local_date, now
from tasjil.core.errors import TooMany
from tasjil.core.text import parse_date, show_date, show_moment
from tasjil.portals.fields import Field, Form, Group, typed
from tasjil.portals.layout import client_ip
from tasjil.portals.words import Standing, status_said, tag_of

_LONGEST = 60
_CODE = {
    "dir": "ltr",
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
}


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Show where a request stands. By POST only: no address holds anything personal."""
    if request.method != "POST":
        return _ask(request, "", "")
    answers = typed(request.POST, ["number", "birth_date"])
    number, born = answers["number"][:_LONGEST], answers["birth_date"][:_LONGEST]
    moment = now()
    day = parse_date(born)
    wrong_date = bad_date({"birth_date": born}, "birth_date", local_date(moment))
    problems = {"birth_date": problem_sentence(wrong_date)} if wrong_date else {}
    if not number.strip():
        problems["number"] = problem_sentence("required")
    if problems or day is None:
        return _ask(request, number, born, problems, status=422)
    try:
        found = follow(number=number, born=day, ip=client_ip(request), now=moment)
    except TooMany as error:
        return _ask(request, number, born, {"": str(error)}, status=error.status)
    if found is None:
        # One answer for a wrong number and a wrong date: nobody learns which numbers exist.
        wrong = _("No request has this number and this birth date. Check both, then try again.")
        return _ask(request, number, born, {"": wrong}, status=422)
    return render(request, "public/status.html", _told(found, local_date(moment)))


def _told(found: Tracked, today: date) -> dict[str, object]:
    names = (found.school_name_ar, found.school_name_fr)
    grounds = (found.ground_ar, found.ground_fr)
    french = get_language() == "fr"
    school = (names[::-1] if french else names)[0] or next(filter(None, names), "")
    facts = [
        {"label": _("School"), "value": school or _("The provincial directorate finds the school")},
        {"label": _("Sent on"), "value": show_moment(found.submitted_at)},
    ]
    if found.state in (State.SUBMITTED, State.IN_REVIEW):
        facts.append({"label": _("Answer by"), "value": show_date(found.due_on)})
    return {
        "nav_current": "track",
        "number": found.number,
        "tag": tag_of(found.state),
        "sentence": status_said(
            Standing(found.state, found.due_on, found.decided_at, today, placed=bool(school))
        ),
        "facts": facts,
        "ground": (grounds[1] if french else grounds[0]) if found.state in WITH_GROUND else "",
        "may_appeal": found.state is State.REFUSED,
        "question": found.question if found.state is State.AWAITING_FAMILY else "",
    }


def _ask(
    request: HttpRequest,
    number: str,
    born: str,
    problems: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    form = Form(
        [
            Group(
                [
                    Field(
                        name="number",
                        label=_("Number of the request"),
                        value=number,
                        help_text=_(
                            "Eight letters and digits, as on the receipt. For example 7K4P-29M3."
                        ),
                        attributes=_CODE,
                        ltr=True,
                    ),
                    Field(
                        name="birth_date",
                        label=_("The child's date of birth"),
                        value=born,
                        help_text=_("Day, month, year. For example 14/09/2020."),
                        attributes={"inputmode": "numeric", "autocomplete": "off"},
                        ltr=True,
                    ),
                ]
            )
        ]
    )
    form.complain(problems or {})
    return render(
        request, "public/track.html", {"form": form, "nav_current": "track"}, status=status
    )
