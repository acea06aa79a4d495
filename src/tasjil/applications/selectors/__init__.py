"""Reading requests: for the family, for the desk, for the message, for the check, for machines."""

from tasjil.applications.selectors.decisions import (
    Decision,
    DecisionCursor,
    DecisionPage,
    decisions_since,
)
from tasjil.applications.selectors.messages import MessageFacts, message_facts
from tasjil.applications.selectors.requests import (
    Draft,
    Tracked,
    answers_of,
    desk,
    desk_counts,
    draft_of,
    family_request,
    family_requests,
    grounds_on,
    history_of,
    near_matches,
    numbers_open_to,
    open_request_of_child,
    track,
    whole_request,
)

__all__ = [
    "Decision",
    "DecisionCursor",
    "DecisionPage",
    "Draft",
    "MessageFacts",
    "Tracked",
    "answers_of",
    "decisions_since",
    "desk",
    "desk_counts",
    "draft_of",
    "family_request",
    "family_requests",
    "grounds_on",
    "history_of",
    "message_facts",
    "near_matches",
    "numbers_open_to",
    "open_request_of_child",
    "track",
    "whole_request",
]
