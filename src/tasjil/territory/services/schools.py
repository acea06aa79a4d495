"""Schools and their satellites."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from tasjil.territory.models import School
from tasjil.territory.rules import search_form
from tasjil.territory.services.merging import Merge
from tasjil.territory.types import Flaw, Outcome, SchoolDraft, SchoolKind

_FIELDS = [
    "code", "reference", "parent", "kind", "sector", "directorate", "commune", "name_ar",
    "name_fr", "address_ar", "address_fr", "milieu", "levels", "lat", "lng", "search",
]  # fmt: skip
_TEXTS = ("reference", "name_ar", "name_fr", "address_ar", "address_fr")


@transaction.atomic
def store_schools(*, drafts: Sequence[SchoolDraft], dry_run: bool = False) -> list[Outcome | Flaw]:
    """Create or correct schools; return what became of each draft, in order.

    A satellite's main school must be stored before it. A school known by the reference of an
    older list takes the GRESA code when one comes with that reference. With `dry_run` nothing is
    written and the answer is the same. Four statements at most.
    """
    known = _known(drafts)
    mothers = _with_satellites(known.values())
    merge = Merge(School)
    for draft in drafts:
        found = known.get(draft.code) or known.get(draft.reference or "")
        parent = known.get(draft.parent_code)
        if draft.kind is SchoolKind.SATELLITE:
            if parent is None and not dry_run:
                merge.refuse(Flaw("parent_code", draft.parent_code, "unknown_parent"))
                continue
            if found is not None and found.pk in mothers:
                merge.refuse(Flaw("kind", draft.code, "has_satellites"))
                continue
        merge.put(found, _told(draft, found, parent))
    if not dry_run:
        merge.write(_FIELDS)
    return merge.outcomes


def _known(drafts: Iterable[SchoolDraft]) -> dict[str, School]:
    """Return the stored schools that the drafts speak of, by code and by reference."""
    codes = {code for draft in drafts for code in (draft.code, draft.reference, draft.parent_code)}
    codes -= {None, ""}
    found = list(School.objects.filter(Q(code__in=codes) | Q(reference__in=codes)))
    by_reference = {school.reference: school for school in found if school.reference}
    return by_reference | {school.code: school for school in found}


def _with_satellites(schools: Iterable[School]) -> set[int | None]:
    ids = {school.pk for school in schools}
    return set(School.objects.filter(parent_id__in=ids).values_list("parent_id", flat=True))


def _told(draft: SchoolDraft, found: School | None, parent: School | None) -> dict[str, Any]:
    # An older list may still name the school by the reference it had before its GRESA code.
    by_reference = found is not None and found.reference == draft.code
    told: dict[str, Any] = {
        "code": found.code if found and by_reference else draft.code,
        "commune_id": draft.commune_id,
        "directorate_id": draft.directorate_id,
        "milieu": draft.milieu.value,
    }
    for name in _TEXTS:
        if (text := getattr(draft, name)) is not None:
            told[name] = text
    kind = draft.kind or (None if found else SchoolKind.SCHOOL)
    if kind is not None:
        told |= {"kind": kind.value, "parent_id": parent.pk if parent else None}
    if draft.sector is not None:
        told["sector"] = draft.sector.value
    if draft.levels is not None:
        told["levels"] = list(draft.levels)
    if draft.point is not None:
        told |= {"lat": draft.point.lat, "lng": draft.point.lng}
    names = ("name_ar", "name_fr", "address_ar", "address_fr")
    told["search"] = search_form(
        *(told.get(name, getattr(found, name) if found else "") for name in names)
    )
    return told
