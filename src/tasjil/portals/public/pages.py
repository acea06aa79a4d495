"""The home page, the age question, and the pages that only say something."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, cache_page
from django.views.decorators.http import require_http_methods, require_safe

from tasjil.applications.rules.fields import bad_date
from tasjil.applications.wording import LEVELS, problem_sentence
from tasjil.core.clock import local_date, now
from tasjil.core.text import parse_date, show_date
from tasjil.portals.fields import Field, Form, Group, typed
from tasjil.portals.words import age_said, season_said
from tasjil.seasons.selectors import current_calendars
from tasjil.seasons.types import LevelCalendar

# The same for everybody: drawn once a minute here, and a cache on the way may keep them too.
_CROWD_SECONDS = 60
_LONGEST_DATE = 60


def _for_everybody(view: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    return cache_page(_CROWD_SECONDS)(cache_control(public=True)(view))


@require_safe
@_for_everybody
def home(request: HttpRequest) -> HttpResponse:
    """Say whether registration is open, and lead to the one thing to do."""
    season = season_said(current_calendars(), local_date(now()))
    context = {"season": season, "form": _birth_form("")}
    return render(request, "public/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def eligibility(request: HttpRequest) -> HttpResponse:
    """Say in words which level a birth date leads to."""
    data = request.POST if request.method == "POST" else request.GET
    born = typed(data, ["birth_date"])["birth_date"][:_LONGEST_DATE]
    today, calendars = local_date(now()), current_calendars()
    form = _birth_form(born)
    asked = "birth_date" in data
    problem = bad_date({"birth_date": born}, "birth_date", today) if asked else None
    form.complain({"birth_date": problem_sentence(problem)} if problem else {})
    day = parse_date(born) if asked and not problem else None
    context = {
        "form": form,
        "born": show_date(day) if day else "",
        "answers": age_said(day, calendars) if day else [],
        "season": season_said(calendars, today),
        "levels": _levels(calendars) if not day else [],
    }
    return render(request, "public/eligibility.html", context, status=422 if problem else 200)


@require_safe
@_for_everybody
def help_page(request: HttpRequest) -> HttpResponse:
    """Answer the questions that families ask."""
    return render(request, "public/help.html", {"nav_current": "help"})


@require_safe
@_for_everybody
def privacy(request: HttpRequest) -> HttpResponse:
    """The notice that law 09-08 asks for, in plain words."""
    return render(request, "public/privacy.html")


@require_safe
@_for_everybody
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far the service can be used by everybody, and whom to tell when it cannot."""
    return render(request, "public/accessibility.html")


def _birth_form(value: str) -> Form:
    return Form(
        [
            Group(
                [
                    Field(
                        name="birth_date",
                        label=_("The child's date of birth"),
                        value=value,
                        help_text=_("Day, month, year. For example 14/09/2020."),
                        attributes={"inputmode": "numeric", "autocomplete": "off"},
                        ltr=True,
                    )
                ]
            )
        ]
    )


def _levels(calendars: list[LevelCalendar]) -> list[dict[str, str]]:
    """Return each level with the births it takes, for whoever would rather read than ask."""
    return [
        {"label": str(LEVELS[c.level]), "value": _births(c.born_from, c.born_to)} for c in calendars
    ]


def _births(first: date, last: date) -> str:
    return _("Born from %(from)s to %(to)s") % {"from": show_date(first), "to": show_date(last)}
