"""How every decision is made: seen version and key go with it; what happened meanwhile is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tasjil.applications.policies import can_move, moves_open_to
from tasjil.applications.selectors import desk
from tasjil.applications.services import open_file
from tasjil.applications.types import Move, State
from tasjil.core.clock import local_date, now
from tasjil.core.errors import DomainError, Incomplete, InvalidMove, NotAllowed, Stale
from tasjil.core.identifiers import show_number
from tasjil.core.types import Actor
from tasjil.portals.doors import staff_page
from tasjil.portals.keeping import STAFF_KEPT_COOKIE, forget_kept, kept_for
from tasjil.portals.school.file import Problem, file_page, head_of
from tasjil.portals.school.forms import SeenForm, new_key
from tasjil.portals.school.history import events_of, since_seen

MakeForm = Callable[..., SeenForm]
WAITING = (State.SUBMITTED, State.IN_REVIEW)


@dataclass(slots=True)
class Case:
    """A request on which somebody is about to make one move, from one page."""

    request: HttpRequest
    actor: Actor
    move: Move
    moment: datetime
    application: Any
    template: str
    context: dict[str, Any]

    @classmethod
    def open(
        cls, request: HttpRequest, actor: Actor, number: str, move: Move, template: str = ""
    ) -> "Case":
        """Open the file for a move. Raises NotFound outside the territory, NotAllowed."""
        moment = now()
        application = open_file(number=number, actor=actor, now=moment)
        if not can_move(actor, move, application):
            raise NotAllowed
        return cls(request, actor, move, moment, application, template, {})

    @property
    def call(self) -> dict[str, Any]:
        """What every service is given."""
        return {"application_id": self.application.pk, "actor": self.actor, "now": self.moment}

    def decide(self, make: MakeForm, act: Callable[[Any], object]) -> HttpResponse:
        """Show the page of the move, or make the move and go on to the next request."""
        if self.request.method != "POST":
            if self.move not in moves_open_to(self.actor, self.application):
                return self._as_it_stands(InvalidMove(), Problem(str(InvalidMove.sentence)))
            return self._opened(make)
        form = make(self.request.POST)
        if not form.is_valid():
            if not form.typed or form.is_broken:
                problem = Problem(str(Stale.sentence), typed=self._words(form))
                return self._as_it_stands(Stale(), problem)
            return self.show(form, status=422)
        return self.attempt(make, form, act)

    def _opened(self, make: MakeForm) -> HttpResponse:
        """Show the page as it is first seen, or with what was typed before signing in again."""
        kept = kept_for(self.request)
        if kept is None:
            return self.show(make(initial=self.fresh()))
        typed = {name: kept.data[name] for name in make().typed if name in kept.data}
        self.context["kept"] = True
        response = self.show(make(initial={**typed, **self.fresh()}))
        forget_kept(response, STAFF_KEPT_COOKIE)
        return response

    def attempt(self, make: MakeForm, form: SeenForm, act: Callable[[Any], object]) -> HttpResponse:
        """Make the move; tell what is missing, or what happened since the page was made."""
        try:
            act(form)
        except Incomplete as error:
            form.show_problems(error.data.get("fields", {}))
            return self.show(form, status=422)
        except (Stale, InvalidMove) as error:
            return self._meanwhile(make, form, error)
        return self._onward()

    def fresh(self) -> dict[str, Any]:
        """Return what a newly made page carries."""
        return {"seen_version": self.application.version, "key": new_key()}

    def show(
        self, form: SeenForm, *, problem: Problem | None = None, status: int = 200
    ) -> HttpResponse:
        """Show the page of the move."""
        head = head_of(self.application, local_date(self.moment))
        context = {"head": head, "form": form, "problem": problem, "case": self.application}
        return staff_page(
            self.request,
            self.actor,
            self.template,
            {**context, **self.context},
            here="school:desk",
            status=status,
        )

    def _meanwhile(self, make: MakeForm, form: SeenForm, error: DomainError) -> HttpResponse:
        number = self.application.number
        self.application = open_file(number=number, actor=self.actor, now=self.moment)
        news = since_seen(events_of(self.application), form.seen["seen_version"])
        typed = form.kept()
        if self.move in moves_open_to(self.actor, self.application) and form.typed:
            again = make(initial={**typed, **self.fresh()})
            problem = Problem(str(error), news)
            return self.show(again, problem=problem, status=error.status)
        return self._as_it_stands(error, Problem(str(error), news, self._words(form)))

    def _words(self, form: SeenForm) -> str:
        """Return what had been written, for a page that has no field for it."""
        typed = form.kept()
        return "\n".join(
            str(typed[name]) for name in ("question", "decision_text") if typed.get(name)
        )

    def _as_it_stands(self, error: DomainError, problem: Problem) -> HttpResponse:
        return file_page(
            self.request,
            self.actor,
            self.application,
            today=local_date(self.moment),
            problem=problem,
            status=error.status,
        )

    def _onward(self) -> HttpResponse:
        number = head_of(self.application, local_date(self.moment)).number
        there = number if self.move is Move.TAKE_UP else _next_waiting(self.actor)
        url = reverse("school:request", args=[there]) if there else reverse("school:desk")
        done = urlencode({"done": self.move.value, "of": number})
        return redirect(f"{url}?{done}")


def _next_waiting(actor: Actor) -> str | None:
    """Return the number of the request that is to be answered next."""
    waiting = desk(actor, states=list(WAITING)).first()
    return show_number(waiting.number) if waiting is not None and waiting.number else None
