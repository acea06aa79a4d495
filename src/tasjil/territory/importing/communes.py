"""Import communes and arrondissements."""

import re
from datetime import datetime

from tasjil.core.types import Actor
from tasjil.territory.importing import places
from tasjil.territory.importing.decoding import Source
from tasjil.territory.importing.engine import (
    Candidate,
    Order,
    Progress,
    Reading,
    carry_out,
    read_candidates,
)
from tasjil.territory.importing.layouts import Layout
from tasjil.territory.importing.names import told_names
from tasjil.territory.importing.report import Finding, Report
from tasjil.territory.importing.tables import Row, read_table
from tasjil.territory.rules import identifier, milieu_of, point_of, truth
from tasjil.territory.services import store_communes
from tasjil.territory.types import CommuneDraft, Flawed, Milieu

LAYOUT = Layout(
    name="communes",
    columns={
        "commune_code": "commune_code",
        "arrondissement_code": "arrondissement_code",
        "name_ar": "name_ar",
        "name_fr": "name_fr",
        "type": "type",
        "milieu": "type",
        "has_arrondissements": "has_arrondissements",
        "province_code": "province_code",
        "directorate_code": "directorate_code",
        "lat": "lat",
        "lng": "lng",
    },
    required=(frozenset({"commune_code"}), frozenset({"name_ar", "name_fr"})),
)
_CENSUS_CODE = re.compile(r"\d\d\.\d{3}\.\d\d\.\d{1,2}")


def import_communes(
    source: Source,
    *,
    actor: Actor,
    now: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring in a list of communes, or of arrondissements with their commune.

    Raises Unreadable when nothing of the file can be taken.
    """
    table = read_table(source, [LAYOUT])
    reader = _Reader()
    candidates, flaws = read_candidates(table.numbered, reader.read)
    flaws += [Finding.at(line, flaw) for line, flaw in table.broken]
    candidates, orphans = _with_city(candidates, reader.index)
    order = Order("communes", actor, now, dry_run, progress, table.origin)
    whole = [each for each in candidates if not each.draft.city_code]
    parts = [each for each in candidates if each.draft.city_code]
    return carry_out(order, [whole, parts], store=store_communes, rejected=flaws + orphans)


class _Reader:
    """Understands one line; what is already stored fills what the line does not tell."""

    def __init__(self) -> None:
        self.index = places.CommuneIndex()
        self._provinces = places.provinces()
        self._directorates = places.directorates()

    def read(self, row: Row) -> Reading[CommuneDraft]:
        """Return what the line says. Raises Flawed."""
        is_part = bool(row.text("arrondissement_code"))
        field = "arrondissement_code" if is_part else "commune_code"
        code = self._code(row, field)
        city_code = self._code(row, "commune_code") if is_part else ""
        known = self.index.by_code(code)
        divided = self._divided(row, code, known, is_part=is_part)
        name_ar, name_fr, remarks = told_names(row)
        draft = CommuneDraft(
            code=code,
            city_code=city_code,
            province_id=self._province(row, code),
            directorate_id=self._directorate(row, code, known, divided=divided),
            milieu=self._milieu(row, known, is_part=is_part),
            is_divided=divided,
            name_ar=name_ar,
            name_fr=name_fr,
            point=point_of(row.text("lat"), row.text("lng")),
        )
        return Reading(draft, (code,), row.column(field), code, remarks)

    def _code(self, row: Row, field: str) -> str:
        column = row.column(field)
        told = identifier(row.text(field), column, limit=20)
        if told is None:
            raise Flawed(column, "", "missing_value")
        if known := self.index.by_code(told):
            return known.code
        if not _CENSUS_CODE.fullmatch(told):
            raise Flawed(column, told, "bad_code")
        return told

    def _province(self, row: Row, code: str) -> int:
        column = row.column("province_code")
        told = self._provinces.told(row.text("province_code"), column)
        # The census office's codes are the hierarchy: rr.ppp.cc.mm.
        found = told or self._provinces.id_of(code[:6])
        if found is None:
            raise Flawed(column, code[:6], "unknown_province")
        return found

    def _directorate(
        self, row: Row, code: str, known: places.KnownCommune | None, *, divided: bool
    ) -> int | None:
        column = row.column("directorate_code")
        told = self._directorates.told(row.text("directorate_code"), column)
        if told is not None or known is not None:
            return told
        found = self._directorates.id_of(code[:6])
        if found is None and not divided:
            raise Flawed(column, "", "missing_value")
        return found

    def _divided(
        self, row: Row, code: str, known: places.KnownCommune | None, *, is_part: bool
    ) -> bool:
        column = row.column("has_arrondissements")
        told = truth(row.text("has_arrondissements"), column)
        if is_part:
            return False
        if told is not None:
            return told
        return known.is_divided if known else code.endswith(".0")

    def _milieu(self, row: Row, known: places.KnownCommune | None, *, is_part: bool) -> Milieu:
        column = row.column("type")
        if told := milieu_of(row.text("type"), column):
            return told
        if known is not None:
            return known.milieu
        if is_part:
            return Milieu.URBAN
        raise Flawed(column, "", "missing_value")


def _with_city(
    candidates: list[Candidate[CommuneDraft]], index: places.CommuneIndex
) -> tuple[list[Candidate[CommuneDraft]], list[Finding]]:
    """Part the arrondissements whose commune is neither stored nor in the file."""
    in_file = {each.draft.code for each in candidates}
    kept, orphans = [], []
    for each in candidates:
        city = each.draft.city_code
        if city and city not in in_file and index.by_code(city) is None:
            flaw = Flawed("commune_code", city, "unknown_commune").flaw
            orphans.append(Finding.at(each.line, flaw))
        else:
            kept.append(each)
    return kept, orphans
