"""Our layout of a list of schools (design, section 6)."""

from tasjil.territory.importing import places
from tasjil.territory.importing.engine import Reading
from tasjil.territory.importing.layouts import Layout
from tasjil.territory.importing.names import told_names
from tasjil.territory.importing.schools.parents import kind_and_parent
from tasjil.territory.importing.tables import Row
from tasjil.territory.rules import (
    fitting,
    identifier,
    levels_of,
    milieu_of,
    point_of,
    school_kind,
    sector_of,
)
from tasjil.territory.types import Flawed, SchoolDraft

OURS = Layout(
    name="tasjil",
    columns={
        "gresa_code": "gresa_code",
        "school_ref": "school_ref",
        "name_ar": "name_ar",
        "name_fr": "name_fr",
        "address_ar": "address_ar",
        "address_fr": "address_fr",
        "kind": "kind",
        "kind_guess": "kind",
        "parent_code": "parent_code",
        "sector": "sector",
        "directorate_code": "directorate_code",
        "commune_code": "commune_code",
        "arrondissement_code": "arrondissement_code",
        "milieu": "milieu",
        "lat": "lat",
        "lng": "lng",
        "levels": "levels",
    },
    required=(
        frozenset({"gresa_code", "school_ref"}),
        frozenset({"name_ar", "name_fr"}),
        frozenset({"commune_code", "arrondissement_code"}),
    ),
)
ADDRESS_LIMIT = 250


class OurReader:
    """Understands one line of our layout."""

    def __init__(self) -> None:
        self._communes = places.CommuneIndex()
        self._directorates = places.directorates()

    def read(self, row: Row) -> Reading[SchoolDraft]:
        """Return what the line says. Raises Flawed."""
        code, reference, column = _codes(row)
        name_ar, name_fr, remarks = told_names(row)
        commune = self._commune(row)
        kind, parent_code = kind_and_parent(
            kind=school_kind(row.text("kind"), row.column("kind")),
            parent_code=identifier(row.text("parent_code"), row.column("parent_code")),
            own_codes=(code, reference),
            column=row.column("parent_code"),
        )
        draft = SchoolDraft(
            code=code,
            reference=reference,
            kind=kind,
            parent_code=parent_code,
            sector=sector_of(row.text("sector"), row.column("sector")),
            commune_id=commune.id,
            directorate_id=self._directorate(row, commune),
            milieu=milieu_of(row.text("milieu"), row.column("milieu")) or commune.milieu,
            name_ar=name_ar,
            name_fr=name_fr,
            address_ar=_address(row, "address_ar"),
            address_fr=_address(row, "address_fr"),
            levels=levels_of(row.text("levels"), row.column("levels")),
            point=point_of(row.text("lat"), row.text("lng")),
        )
        keys = (code, reference) if reference else (code,)
        return Reading(draft, keys, column, code, remarks)

    def _commune(self, row: Row) -> places.KnownCommune:
        """Return the arrondissement where there is one, else the commune."""
        part, column = row.text("arrondissement_code"), row.column("arrondissement_code")
        if not part:
            code = row.text("commune_code")
            return self._communes.required(code, row.column("commune_code"))
        found = self._communes.required(part, column)
        if whole := row.text("commune_code"):
            city = self._communes.required(whole, row.column("commune_code"))
            if city.code not in (found.city_code, found.code):
                raise Flawed(column, part, "wrong_arrondissement", commune=whole)
        return found

    def _directorate(self, row: Row, commune: places.KnownCommune) -> int:
        column = row.column("directorate_code")
        told = self._directorates.told(row.text("directorate_code"), column)
        return told or directorate_of(commune, column)


def directorate_of(commune: places.KnownCommune, column: str) -> int:
    """Return the directorate a commune's schools are under. Flaw: needs_arrondissement."""
    if commune.directorate_id is None:
        raise Flawed(column, commune.code, "needs_arrondissement")
    return commune.directorate_id


def _codes(row: Row) -> tuple[str, str | None, str]:
    """Return the code, the other reference if the line has both, and the code's column."""
    gresa_column, ref_column = row.column("gresa_code"), row.column("school_ref")
    gresa = identifier(row.text("gresa_code"), gresa_column)
    reference = identifier(row.text("school_ref"), ref_column)
    if gresa:
        return gresa, reference if reference != gresa else None, gresa_column
    if reference:
        return reference, None, ref_column
    raise Flawed(gresa_column if row.has("gresa_code") else ref_column, "", "missing_value")


def _address(row: Row, field: str) -> str | None:
    return fitting(row.text(field), row.column(field), ADDRESS_LIMIT)
