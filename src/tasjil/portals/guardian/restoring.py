"""Putting back what was typed into a form that was sent after the session had ended."""

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from tasjil.applications.selectors import draft_of, family_request
from tasjil.core.errors import InvalidMove
from tasjil.portals.guardian.correcting import correction_page
from tasjil.portals.guardian.following import answer_page
from tasjil.portals.guardian.gate import Visitor, to
from tasjil.portals.guardian.pages import keep, read_answers
from tasjil.portals.keeping import Kept


def restore(request: HttpRequest, visitor: Visitor, kept: Kept) -> HttpResponse | None:
    """Show the page again with what was typed.

    None when it was no form that holds anything, or was sent meanwhile: the page itself is next.
    Raises NotFound when its draft or request is not this family's.
    """
    try:
        match = resolve(kept.path)
    except Resolver404:
        return None
    told = match.kwargs
    match match.url_name:
        case "answer":
            return answer_page(request, visitor, told["number"], text=kept.data.get("text", ""))
        case "correct_section":
            section = told["section"]
            typed = read_answers(section, kept.data)
            return correction_page(request, visitor, told["number"], section, typed)
        case "section":
            section, draft_id = told["section"], told["draft_id"]
            try:
                keep(visitor, draft_id, section, read_answers(section, kept.data))
            except InvalidMove:
                return None
            response = to("section", draft_id=draft_id, section=section)
            response["Location"] += "?kept"
            return response
        case "review" | "discard":
            draft_of(visitor.actor, told["draft_id"])  # raises NotFound for another family's
            return None
        case "withdraw" | "appeal":
            family_request(visitor.actor, told["number"])
            return None
        case _:
            return None
