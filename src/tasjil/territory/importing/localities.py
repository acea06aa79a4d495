"""Import named neighbourhoods (حي) and hamlets (دوار), each with the school that serves it."""

from collections.abc import Iterable
from datetime import datetime

from tasjil.core.types import Actor
from tasjil.territory.importing import places
from tasjil.territory.importing.decoding import Source
from tasjil.territory.importing.engine import (
    Order,
    Progress,
    Reading,
    carry_out,
    read_candidates,
)
from tasjil.territory.importing.layouts import Layout
from tasjil.territory.importing.names import NAME_LIMIT, told_names
from tasjil.territory.importing.report import Finding, Report
from tasjil.territory.importing.tables import Row, read_table
from tasjil.territory.rules import identifier, locality_kind, place_key, point_of
from tasjil.territory.services import store_localities
from tasjil.territory.types import Flawed, LocalityDraft, LocalityKind, Milieu

LAYOUT = Layout(
    name="localities",
    columns={
        "commune_code": "commune_code",
        "name_ar": "name_ar",
        "name_fr": "name_fr",
        "kind": "kind",
        "school_code": "school_code",
        "lat": "lat",
        "lng": "lng",
    },
    required=(frozenset({"commune_code"}), frozenset({"name_ar", "name_fr"})),
)
_KIND_BY_MILIEU = {Milieu.URBAN: LocalityKind.DISTRICT, Milieu.RURAL: LocalityKind.DOUAR}


def import_localities(
    source: Source,
    *,
    actor: Actor,
    now: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring in a list of localities; a line without a school only makes its name known.

    Raises Unreadable when nothing of the file can be taken.
    """
    table = read_table(source, [LAYOUT])
    reader = _Reader(table.rows)
    candidates, flaws = read_candidates(table.numbered, reader.read)
    flaws += [Finding.at(line, flaw) for line, flaw in table.broken]
    order = Order("localities", actor, now, dry_run, progress, table.origin)
    return carry_out(order, [candidates], store=store_localities, rejected=flaws)


class _Reader:
    """Understands one line."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._communes = places.CommuneIndex()
        self._schools = places.known_schools(
            row.text("school_code").upper().replace(" ", "") for row in rows
        )

    def read(self, row: Row) -> Reading[LocalityDraft]:
        """Return what the line says. Raises Flawed."""
        column = row.column("commune_code")
        commune = self._communes.required(row.text("commune_code"), column)
        name_ar, name_fr, remarks = told_names(row)
        skeleton = (place_key(name_ar or "") or place_key(name_fr or ""))[:NAME_LIMIT]
        if not skeleton:
            raise Flawed(row.column("name_ar"), name_ar or name_fr or "", "missing_name")
        kind = locality_kind(row.text("kind"), row.column("kind"))
        draft = LocalityDraft(
            commune_id=commune.id,
            skeleton=skeleton,
            kind=kind or _KIND_BY_MILIEU[commune.milieu],
            name_ar=name_ar,
            name_fr=name_fr,
            school_id=self._school(row),
            point=point_of(row.text("lat"), row.text("lng")),
        )
        name = name_ar or name_fr or ""
        return Reading(draft, (f"{commune.code} {skeleton}",), row.column("name_ar"), name, remarks)

    def _school(self, row: Row) -> int | None:
        column = row.column("school_code")
        code = identifier(row.text("school_code"), column)
        if code is None:
            return None
        if code not in self._schools:
            raise Flawed(column, code, "unknown_school")
        return self._schools[code].pk
