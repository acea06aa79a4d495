"""Following a request with its number and the child's birth date, without signing in."""

from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tasjil.accounts.rules import Limit, Tally, by_source
from tasjil.accounts.services.rates import spend
from tasjil.applications import selectors
from tasjil.applications.selectors import Tracked
from tasjil.applications.types import State
from tasjil.applications.wording import problem_sentence
from tasjil.core.clock import local_date, now
from tasjil.core.errors import TooMany
from tasjil.core.identifiers import parse_number
from tasjil.core.text import parse_date, show_date, show_moment
from tasjil.portals.fields import Field, Form, Group, typed
from tasjil.portals.layout import client_ip
from tasjil.portals.words import Standing, status_said, tag_of

# A number is one of 28^7, but a birth date is one of two thousand: tries per number count most.
PER_NUMBER: Final = Limit("track.number", 20, timedelta(hours=1))
PER_HOST: Final = Limit("track.host", 240, timedelta(hours=1))
PER_NETWORK: Final = Limit("track.network", 1200, timedelta(hours=1))
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
    day = parse_date(born)
    problems = {}
    if not number.strip():
        problems["number"] = problem_sentence("required")
    if day is None:
        problems["birth_date"] = problem_sentence("not_a_date" if born.strip() else "required")
    if problems or day is None:
        return _ask(request, number, born, problems, status=422)
    moment = now()
    try:
        _count(request, number, moment)
    except TooMany as error:
        return _ask(request, number, born, {"": str(error)}, status=error.status)
    found = selectors.track(number, day)
    if found is None:
        # One answer for a wrong number and a wrong date: nobody learns which numbers exist.
        wrong = _("No request has this number and this birth date. Check both, then try again.")
        return _ask(request, number, born, {"": wrong}, status=422)
    return render(request, "public/status.html", _told(found, local_date(moment)))


def _count(request: HttpRequest, number: str, moment: datetime) -> None:
    scale = float(settings.SIGN_IN_LIMITS_SCALE)
    subject = parse_number(number) or "malformed"
    per_number = () if subject == "malformed" else (Tally(PER_NUMBER, subject),)
    spend((*per_number, *by_source(client_ip(request), PER_HOST, PER_NETWORK, scale)), now=moment)


def _told(found: Tracked, today: date) -> dict[str, object]:
    names = (found.school_name_ar, found.school_name_fr)
    grounds = (found.ground_ar, found.ground_fr)
    french = get_language() == "fr"
    school = (names[::-1] if french else names)[0] or next(filter(None, names), "")
    refused = found.state is State.REFUSED
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
        "sentence": status_said(Standing(found.state, found.due_on, found.decided_at, today)),
        "facts": facts,
        "ground": (grounds[1] if french else grounds[0]) if refused else "",
        "refused": refused,
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
