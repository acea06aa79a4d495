"""The words of a request: states, moves, parties, checks."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from tasjil.families.types import ChildFacts, FamilyFacts
from tasjil.seasons.types import Level


class State(StrEnum):
    """Where a request stands (domain section 5)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    AWAITING_FAMILY = "awaiting_family"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WAITLISTED = "waitlisted"
    IN_APPEAL = "in_appeal"
    ENROLLED = "enrolled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Move(StrEnum):
    """What can be done to a request."""

    SUBMIT = "submit"
    TAKE_UP = "take_up"
    ASK = "ask"
    ANSWER = "answer"
    ACCEPT = "accept"
    REFUSE = "refuse"
    PROPOSE_REDIRECT = "propose_redirect"
    REDIRECT = "redirect"
    WAITLIST = "waitlist"
    APPEAL = "appeal"
    SETTLE = "settle"
    ENROL = "enrol"
    WITHDRAW = "withdraw"
    CORRECT = "correct"
    EXPIRE = "expire"


class Party(StrEnum):
    """Who stands behind a move."""

    GUARDIAN = "guardian"
    HEAD = "head"
    DIRECTORATE = "directorate"
    AGENT = "agent"
    SYSTEM = "system"


class Clock(StrEnum):
    """What a move does to the legal clock of the school's answer."""

    NONE = "none"
    START = "start"
    RUN = "run"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


class Need(StrEnum):
    """What a move cannot be made without."""

    COMPLETE = "complete"
    SEASON_OPEN = "season_open"
    QUESTION = "question"
    ANSWER = "answer"
    DISPENSATION = "dispensation"
    GROUND = "ground"
    SCHOOL = "school"
    REASON = "reason"
    RANK = "rank"
    ORIGINALS = "originals"
    OUTCOME = "outcome"


class SchoolWish(StrEnum):
    """Which school the family asks for: one from the list, or a case for the directorate."""

    LISTED = "listed"
    NOT_LISTED = "not_listed"
    NO_FIXED_ADDRESS = "no_fixed_address"


class FilingChannel(StrEnum):
    """Through what door the request came."""

    WEB = "web"
    SCHOOL_DESK = "school_desk"
    DIRECTORATE = "directorate"
    HELP_LINE = "help_line"
    CARAVAN = "caravan"
    PAPER = "paper"


class Outcome(StrEnum):
    """What an automatic check says."""

    PASS = "pass"  # noqa: S105 - not a password
    WARN = "warn"
    FAIL = "fail"


class Section(StrEnum):
    """The pages of the form, in the order they are proposed."""

    CHILD = "child"
    CIVIL_STATUS = "civil_status"
    PARENTS = "parents"
    HOME = "home"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Check:
    """One automatic check: it advises, a person decides (domain section 7).

    `reason` with `inputs` is what the sentence is made from, in any language.
    """

    rule: str
    version: str
    outcome: Outcome
    reason: str
    inputs: dict[str, Any] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        """Return the check as kept with the request."""
        return {
            "rule": self.rule,
            "version": self.version,
            "outcome": self.outcome.value,
            "reason": self.reason,
            "inputs": self.inputs,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A complete request as the family filled it in, read from the draft's answers."""

    level: Level
    child: ChildFacts
    family: FamilyFacts
    wish: SchoolWish
    school_id: int | None
    proposal_reason: str
    dispensation_wanted: bool


@dataclass(frozen=True, slots=True)
class Submitted:
    """The receipt of a submission: the number for life and the last day for the answer."""

    application_id: int
    number: str
    due_on: date
    repeated: bool
