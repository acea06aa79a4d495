"""The two names of a line, one of which may be missing, never both."""

from typing import NamedTuple

from tasjil.territory.importing.tables import Row
from tasjil.territory.rules import fitting, name_behind_date
from tasjil.territory.types import Flaw, Flawed

NAME_LIMIT = 160


class ToldNames(NamedTuple):
    """The names as they are to be stored, and what to say about how they were read."""

    name_ar: str | None
    name_fr: str | None
    remarks: tuple[Flaw, ...]


def told_names(row: Row) -> ToldNames:
    """Return the Arabic and the French name. Flaws: missing_name, too_long."""
    remarks: list[Flaw] = []
    names: list[str | None] = []
    for language in ("ar", "fr"):
        field = f"name_{language}"
        text = row.text(field)
        if behind := name_behind_date(text, language):
            flaw = Flaw(row.column(field), text, "name_was_date", {"name": behind})
            remarks.append(flaw)
            text = behind
        names.append(fitting(text, row.column(field), NAME_LIMIT))
    if not any(names):
        raise Flawed(row.column("name_ar"), "", "missing_name")
    return ToldNames(names[0], names[1], tuple(remarks))
