"""What happened to a request, for whoever wants to know. Ids and codes only, no names."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ApplicationMoved:
    """A request made a move of the transition table and stands in `state`."""

    topic: ClassVar[str] = "application.moved"

    application_id: int
    history_id: int
    move: str
    state: str
    tells_family: bool
