"""Satellites and their main schools."""

from tasjil.territory.importing.engine import Candidate
from tasjil.territory.importing.places import known_schools
from tasjil.territory.importing.report import Finding
from tasjil.territory.types import Flaw, Flawed, SchoolDraft, SchoolKind


def kind_and_parent(
    *,
    kind: SchoolKind | None,
    parent_code: str | None,
    own_codes: tuple[str | None, ...],
    column: str,
) -> tuple[SchoolKind | None, str]:
    """Return the kind and the main school's code, "" unless the school is a satellite.

    Lists often give a main school its own code as parent. A parent without a kind makes a
    satellite. Flaws: missing_parent, own_parent, unexpected_parent.
    """
    own = parent_code in own_codes
    if kind is SchoolKind.SATELLITE:
        if not parent_code:
            raise Flawed(column, "", "missing_parent")
        if own:
            raise Flawed(column, parent_code, "own_parent")
        return kind, parent_code
    if not parent_code or own:
        return kind, ""
    if kind is None:
        return SchoolKind.SATELLITE, parent_code
    raise Flawed(column, parent_code, "unexpected_parent")


def settle_parents(
    candidates: list[Candidate[SchoolDraft]],
) -> tuple[list[Candidate[SchoolDraft]], list[Finding]]:
    """Part the satellites whose main school is nowhere, or is itself a satellite.

    The main school may be stored, or on any line of the file. One query.
    """
    satellites = {
        code
        for each in candidates
        if each.draft.kind is SchoolKind.SATELLITE
        for code in each.reading.keys
    }
    in_file = {code for each in candidates for code in each.reading.keys}
    wanted = {each.draft.parent_code for each in candidates} - {""}
    stored = known_schools(wanted)
    kept: list[Candidate[SchoolDraft]] = []
    orphans: list[Finding] = []
    for each in candidates:
        parent = each.draft.parent_code
        code = ""
        if parent in satellites:
            code = "parent_is_satellite"
        elif parent and parent not in in_file:
            found = stored.get(parent)
            if found is None:
                code = "unknown_parent"
            elif found.kind == SchoolKind.SATELLITE.value:
                code = "parent_is_satellite"
        if code:
            orphans.append(Finding.at(each.line, Flaw("parent_code", parent, code)))
        else:
            kept.append(each)
    return kept, orphans
