"""The two names of a line, one of which may be missing, never both."""

from tasjil.territory.importing.tables import Row
from tasjil.territory.rules import fitting
from tasjil.territory.types import Flawed

NAME_LIMIT = 160


def told_names(row: Row) -> tuple[str | None, str | None]:
    """Return the Arabic and the French name. Flaws: missing_name, too_long."""
    name_ar = fitting(row.text("name_ar"), row.column("name_ar"), NAME_LIMIT)
    name_fr = fitting(row.text("name_fr"), row.column("name_fr"), NAME_LIMIT)
    if name_ar is None and name_fr is None:
        raise Flawed(row.column("name_ar"), "", "missing_name")
    return name_ar, name_fr
