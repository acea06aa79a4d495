"""The words of a season: levels, late policies, the age rule's question and answer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """The levels a family can ask for (ISCED 020, 020, 100)."""

    PRESCHOOL_1 = "preschool_1"
    PRESCHOOL_2 = "preschool_2"
    PRIMARY_1 = "primary_1"


class LatePolicy(StrEnum):
    """What becomes of a request after the closing day: decided on capacity, or not taken."""

    ON_CAPACITY = "on_capacity"
    CLOSED = "closed"


class Phase(StrEnum):
    """Where a day stands in the calendar of a level."""

    NOT_YET_OPEN = "not_yet_open"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


class AgeVerdict(StrEnum):
    """What the age rule says of a child for a level."""

    RIGHT = "right"
    DISPENSATION = "dispensation"
    OTHER_LEVEL = "other_level"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"


@dataclass(frozen=True, slots=True)
class LevelCalendar:
    """One level of one season: calendar and birth window, as the ministry set them.

    Born from `born_from` to `born_to` is the right (and the duty); from then to `dispensation_to`
    the head may take the child, seats permitting (domain section 2; dossier section 4.1).
    """

    level_id: int
    season_id: int
    season: str
    start_year: int
    level: Level
    opens_on: date
    closes_on: date
    late_until: date
    late_policy: LatePolicy
    decided_by: date
    results_on: date
    reply_days: int
    born_from: date
    born_to: date
    dispensation_to: date | None
    rule_version: str


@dataclass(frozen=True, slots=True)
class AgeAnswer:
    """The age rule's answer: verdict, the level and school year that are right, and why.

    `level` and `start_year` say which level of which year is the right one (for RIGHT and
    DISPENSATION the one asked for); None when there is none (TOO_OLD).
    """

    verdict: AgeVerdict
    level: Level | None
    start_year: int | None
    born_from: date
    born_to: date
    dispensation_to: date | None
