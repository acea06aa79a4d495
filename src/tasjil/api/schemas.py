"""What the API takes and gives. Names of fields are the domain's own, as in forms and exports."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

# No database text holds a NUL; anything longer than this is no name and no code.
Text = Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\u0000]*$")]
Code = Annotated[str, StringConstraints(min_length=1, max_length=30, pattern=r"^[^\u0000]+$")]
PageNumber = Annotated[int, Field(ge=1, le=1000)]
Limit = Annotated[int, Field(ge=1, le=100)]


class Unit(Schema):
    """A part of the territory."""

    code: str
    name_ar: str
    name_fr: str


class DirectorateUnit(Unit):
    """A provincial directorate and the academy it belongs to."""

    academy: str


class CommuneUnit(Unit):
    """A commune, or an arrondissement of the commune `city`."""

    city: str | None
    milieu: str
    lat: float | None
    lng: float | None


class SchoolUnit(Unit):
    """A school; `parent` is the main school of a satellite. Empty `levels`: not known."""

    kind: str
    parent: str | None
    sector: str
    milieu: str
    levels: list[str]
    address_ar: str
    address_fr: str
    commune: Unit
    directorate: str
    lat: float | None
    lng: float | None


class Schools(Schema):
    """A page of schools; `next` is the number of the page after it."""

    items: list[SchoolUnit]
    page: int
    next: int | None


class TrackQuestion(Schema):
    """What is printed on the receipt, and the child's birth date."""

    number: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    birth_date: date


class TrackAnswer(Schema):
    """Where a request stands: no names but the school's."""

    number: str
    state: str
    state_label: str
    submitted_at: datetime
    due_on: date
    decided_at: datetime | None
    school_name_ar: str
    school_name_fr: str
    ground_ar: str
    ground_fr: str
    decision_text: str
    question: str


class Labelled(Schema):
    """A code and its words in the language asked for."""

    code: str
    label: str


class MoveRow(Schema):
    """One row of the table of transitions. Empty `to`: the state stays."""

    move: str
    label: str
    sources: list[str]
    to: list[str]
    by: list[str]
    needs: list[Labelled]
    clock: str
    tells_family: bool


class Workflow(Schema):
    """The states a request can be in and every move between them."""

    states: list[Labelled]
    moves: list[MoveRow]


class RequestFacts(Schema):
    """A request as it stands now: codes and dates, no names."""

    number: str
    state: str
    school: str | None
    directorate: str | None
    level: str | None
    season: str | None
    submitted_at: datetime | None
    due_on: date | None
    decided_at: datetime | None
    ground: str | None
    version: int


class DecisionRow(Schema):
    """One decision: the move, when, the state it led to, and the request as it stands now."""

    id: str
    at: datetime
    move: str
    state: str
    ground: str | None
    request: RequestFacts


class Decisions(Schema):
    """A page of decisions. Ask with `next` as `since`; at once when `more`, else later."""

    items: list[DecisionRow]
    next: str
    more: bool
