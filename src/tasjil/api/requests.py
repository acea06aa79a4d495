"""Requests: where one stands, the table of transitions, the feed of decisions."""

import base64
import binascii
import json
from typing import Annotated, Any

from axes.helpers import get_client_ip_address
from django.http import HttpRequest
from ninja import Router
from ninja.decorators import decorate_view
from pydantic import StringConstraints

from tasjil.api.caching import public
from tasjil.api.door import ApiKey
from tasjil.api.problems import InvalidRequest, answers
from tasjil.api.schemas import Decisions, Limit, TrackAnswer, TrackQuestion, Workflow
from tasjil.applications import selectors, wording
from tasjil.applications.selectors import Decision, DecisionCursor
from tasjil.applications.services import follow
from tasjil.applications.workflow import TABLE, Transition
from tasjil.core.clock import now
from tasjil.core.errors import NotFound

router = Router(tags=["requests"])

Cursor = Annotated[str, StringConstraints(max_length=4000)]


@router.post("/requests/track", response={200: TrackAnswer, **answers(400, 404, 422, 429)})
def track(request: HttpRequest, question: TrackQuestion) -> Any:
    """Where a request stands, for whoever knows its number and the child's birth date.

    A wrong number and a wrong birth date get the same answer. Counted like the page.
    """
    found = follow(
        number=question.number,
        born=question.birth_date,
        ip=get_client_ip_address(request) or "",
        now=now(),
    )
    if found is None:
        raise NotFound
    return {
        "number": found.number,
        "state": found.state.value,
        "state_label": str(wording.STATES[found.state]),
        "submitted_at": found.submitted_at,
        "due_on": found.due_on,
        "decided_at": found.decided_at,
        "school_name_ar": found.school_name_ar,
        "school_name_fr": found.school_name_fr,
        "ground_ar": found.ground_ar,
        "ground_fr": found.ground_fr,
        "decision_text": found.decision_text,
        "question": found.question,
    }


@router.get("/workflow", response={200: Workflow, 304: None})
@decorate_view(public)
def workflow(request: HttpRequest) -> Any:
    """The table of transitions, from which buttons, rights, messages and tests are made."""
    return {
        "states": [
            {"code": state.value, "label": str(label)} for state, label in wording.STATES.items()
        ],
        "moves": [_row(row) for row in TABLE],
    }


@router.get("/decisions", auth=ApiKey(), response={200: Decisions, **answers(401, 403, 422)})
def decisions(request: HttpRequest, since: Cursor = "", limit: Limit = 100) -> Any:
    """Decisions within the key's territory, the oldest first. Needs the scope applications:read.

    Give the `next` of one answer as the `since` of the following call: no decision is skipped or
    given twice, whenever its transaction ended. A decision written this instant may come with
    the following call.
    """
    page = selectors.decisions_since(request.auth, _read_cursor(since), limit=limit)  # type: ignore[attr-defined]
    return {
        "items": [_decision(each) for each in page.decisions],
        "next": _write_cursor(page.cursor),
        "more": page.more,
    }


def _row(row: Transition) -> dict[str, Any]:
    return {
        "move": row.move.value,
        "label": str(wording.MOVES[row.move]),
        "sources": sorted(state.value for state in row.sources),
        "to": [state.value for state in row.targets],
        "by": sorted(party.value for party in row.by),
        "needs": [{"code": n.value, "label": str(wording.NEEDS[n])} for n in row.needs],
        "clock": row.clock.value,
        "tells_family": row.tells_family,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "id": str(decision.id),
        "at": decision.at,
        "move": decision.move.value,
        "state": decision.state.value,
        "ground": decision.ground,
        "request": decision.request,
    }


def _write_cursor(cursor: DecisionCursor) -> str:
    text = json.dumps([cursor.after, cursor.until, *cursor.writers], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(typed: str) -> DecisionCursor:
    if not typed:
        return DecisionCursor()
    try:
        padded = typed + "=" * (-len(typed) % 4)
        after, until, *writers = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise InvalidRequest(fields={"query.since": "unknown_cursor"}) from None
    if not all(isinstance(each, int) and 0 <= each < 2**63 for each in (after, until)):
        raise InvalidRequest(fields={"query.since": "unknown_cursor"})
    return DecisionCursor(after, until, tuple(str(each) for each in writers))
