"""The only writers of requests: one function per use case, atomic, given `actor` and `now`."""

from tasjil.applications.services.correction import correct
from tasjil.applications.services.drafts import (
    discard_draft,
    save_section,
    save_sections,
    start_draft,
)
from tasjil.applications.services.grounds import lay_grounds
from tasjil.applications.services.moves import (
    accept,
    answer,
    appeal,
    ask,
    enrol,
    expire,
    expire_drafts,
    propose_redirect,
    redirect,
    refuse,
    settle,
    take_up,
    waitlist,
    withdraw,
)
from tasjil.applications.services.reading import open_file
from tasjil.applications.services.submission import submit
from tasjil.applications.services.tracking import follow

__all__ = [
    "accept",
    "answer",
    "appeal",
    "ask",
    "correct",
    "discard_draft",
    "enrol",
    "expire",
    "expire_drafts",
    "follow",
    "lay_grounds",
    "open_file",
    "propose_redirect",
    "redirect",
    "refuse",
    "save_section",
    "save_sections",
    "settle",
    "start_draft",
    "submit",
    "take_up",
    "waitlist",
    "withdraw",
]
