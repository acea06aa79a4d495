"""The ministry's layout of a list of schools, as its exports and public importers have it.

la / A is Arabic, ll / L Latin; CD_etabr is the main school's code, a main school's own. The
ministry numbers communes in its own way: a code is believed only when the name agrees.
"""

from tasjil.territory.importing import places
from tasjil.territory.importing.engine import Reading
from tasjil.territory.importing.layouts import Layout
from tasjil.territory.importing.names import told_names
from tasjil.territory.importing.schools.ours import ADDRESS_LIMIT, directorate_of
from tasjil.territory.importing.schools.parents import kind_and_parent
from tasjil.territory.importing.tables import Row
from tasjil.territory.rules import fitting, identifier, milieu_of, school_kind, sector_of
from tasjil.territory.types import Flawed, Milieu, SchoolDraft, SchoolKind, Sector

MINISTRY = Layout(
    name="ministry",
    columns={
        "CD_PROV": "province_code",
        "CD_MIL": "milieu",
        "cd_com": "commune_code",
        "la_com": "commune_ar",
        "ll_com": "commune_fr",
        "CD_ETAB": "code",
        "NOM_ETABL": "name_fr",
        "NOM_ETABA": "name_ar",
        "typeEtab": "type",
        "CD_etabr": "parent_code",
        "AdresseL": "address_fr",
        "AdresseA": "address_ar",
    },
    required=(
        frozenset({"code"}),
        frozenset({"name_ar", "name_fr"}),
        frozenset({"commune_code", "commune_ar", "commune_fr"}),
    ),
)
_COMMUNITY_WORDS = ("جماعاتي", "communautaire")


class MinistryReader:
    """Understands one line of the ministry's layout."""

    def __init__(self) -> None:
        self._communes = places.CommuneIndex()
        self._provinces = places.provinces()

    def read(self, row: Row) -> Reading[SchoolDraft]:
        """Return what the line says. Raises Flawed."""
        column = row.column("code")
        code = identifier(row.text("code"), column)
        if code is None:
            raise Flawed(column, "", "missing_value")
        name_ar, name_fr, remarks = told_names(row)
        sector, told_kind = _type(row)
        kind, parent_code = kind_and_parent(
            kind=told_kind or _kind_from_name(name_ar, name_fr),
            parent_code=identifier(row.text("parent_code"), row.column("parent_code")),
            own_codes=(code,),
            column=row.column("parent_code"),
        )
        milieu = milieu_of(row.text("milieu"), row.column("milieu"))
        commune = self._commune(row, milieu)
        draft = SchoolDraft(
            code=code,
            kind=kind or (SchoolKind.SCHOOL if row.has("parent_code") else None),
            parent_code=parent_code,
            sector=sector,
            commune_id=commune.id,
            directorate_id=directorate_of(commune, row.column("commune_code")),
            milieu=milieu or commune.milieu,
            name_ar=name_ar,
            name_fr=name_fr,
            address_ar=fitting(row.text("address_ar"), row.column("address_ar"), ADDRESS_LIMIT),
            address_fr=fitting(row.text("address_fr"), row.column("address_fr"), ADDRESS_LIMIT),
        )
        return Reading(draft, (code,), column, code, remarks)

    def _commune(self, row: Row, milieu: Milieu | None) -> places.KnownCommune:
        """Return the commune on which code and name agree, or the only one of that name."""
        code, column = row.text("commune_code"), row.column("commune_code")
        name_ar, name_fr = row.text("commune_ar"), row.text("commune_fr")
        by_code = self._communes.by_code(code) if code else None
        if not name_ar and not name_fr:
            return by_code or self._communes.required(code, column)
        if by_code and places.named_alike(by_code, name_ar, name_fr):
            return by_code
        province = self._provinces.code_of(row.text("province_code"))
        if by_name := self._communes.by_name(name_ar, name_fr, province, milieu):
            return by_name
        name = name_fr or name_ar
        if by_code:
            raise Flawed(column, name, "commune_doubtful", by_code=by_code.name_fr)
        raise Flawed(column, f"{code} {name}".strip(), "unknown_commune")


def _type(row: Row) -> tuple[Sector | None, SchoolKind | None]:
    """Return what `typeEtab` says: who runs the school (Public, Prive), or its kind.

    Flaw: kind_not_served, for what is not a school (non-formal classes, traditional preschools).
    """
    text, column = row.text("type"), row.column("type")
    try:
        return sector_of(text, column), None
    except Flawed:
        pass
    try:
        return None, school_kind(text, column)
    except Flawed:
        raise Flawed(column, text, "kind_not_served") from None


def _kind_from_name(name_ar: str | None, name_fr: str | None) -> SchoolKind | None:
    both = f"{name_ar or ''} {name_fr or ''}".casefold()
    return SchoolKind.COMMUNITY if any(word in both for word in _COMMUNITY_WORDS) else None
