"""The pages of the moves: take up, ask, accept, refuse."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tasjil.applications import services
from tasjil.applications.selectors import grounds_on
from tasjil.applications.types import Move, State
from tasjil.core.clock import local_date
from tasjil.core.types import Actor
from tasjil.portals.doors import staff_only
from tasjil.portals.school.case import Case
from tasjil.portals.school.forms import AcceptForm, AskForm, RefuseForm, TakeUpForm
from tasjil.portals.school.told import Words, previews

_page = require_http_methods(["GET", "HEAD", "POST"])


@_page
@staff_only()
def take_up(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """Start examining, at once. Looked at (the language switch of an answer): the request."""
    if request.method != "POST":
        return redirect("school:request", number)
    case = Case.open(request, actor, number, Move.TAKE_UP)
    return case.decide(TakeUpForm, lambda form: services.take_up(**case.call, **form.seen))


@_page
@staff_only()
def ask(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """Ask the family for what is missing, once."""
    case = Case.open(request, actor, number, Move.ASK, "school/ask.html")
    return case.decide(
        AskForm,
        lambda form: services.ask(**case.call, question=form.cleaned_data["question"], **form.seen),
    )


@_page
@staff_only()
def accept(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """Accept the child, with what the family will be told in view."""
    case = Case.open(request, actor, number, Move.ACCEPT, "school/accept.html")
    case.context["previews"] = previews(case.application, Move.ACCEPT, State.ACCEPTED, case.moment)
    make = partial(AcceptForm, asks_dispensation=case.application.needs_dispensation)
    return case.decide(
        make,
        lambda form: services.accept(
            **case.call, dispensation=form.cleaned_data.get("dispensation", False), **form.seen
        ),
    )


@_page
@staff_only()
def refuse(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """Refuse in two steps: write, then read what the family will be told and send it."""
    case = Case.open(request, actor, number, Move.REFUSE, "school/refuse.html")
    grounds = {ground.code: ground for ground in grounds_on(local_date(case.moment))}
    make = partial(RefuseForm, grounds=[(code, ground.text) for code, ground in grounds.items()])
    if request.method == "POST" and request.POST.get("step") in ("preview", "edit"):
        return _before_sending(case, make, grounds)
    return case.decide(
        make,
        lambda form: services.refuse(
            **case.call,
            ground_code=form.cleaned_data["ground"],
            text=form.cleaned_data["decision_text"],
            **form.seen,
        ),
    )


def _before_sending(case: Case, make: Any, grounds: dict[str, Any]) -> HttpResponse:
    form = make(case.request.POST)
    valid = form.is_valid()
    if valid and case.request.POST["step"] == "preview":
        told = form.cleaned_data
        ground = grounds[told["ground"]]
        case.template = "school/refuse_preview.html"
        case.context |= {
            "ground": ground.text,
            "previews": previews(
                case.application,
                Move.REFUSE,
                State.REFUSED,
                case.moment,
                Words(ground.text_ar, ground.text_fr, told["decision_text"]),
            ),
        }
    return case.show(form, status=200 if valid else 422)
