"""Communes and arrondissements."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from tasjil.territory.models import Commune
from tasjil.territory.rules import search_form
from tasjil.territory.services.merging import Merge
from tasjil.territory.types import CommuneDraft, Flaw, Outcome

_FIELDS = [
    "name_ar", "name_fr", "city", "province", "directorate",
    "milieu", "is_divided", "lat", "lng", "search",
]  # fmt: skip


@transaction.atomic
def store_communes(
    *, drafts: Sequence[CommuneDraft], dry_run: bool = False
) -> list[Outcome | Flaw]:
    """Create or correct communes; return what became of each draft, in order.

    An arrondissement's city must be stored before it. With `dry_run` nothing is written and the
    answer is the same. Four statements at most.
    """
    codes = {draft.code for draft in drafts} | {draft.city_code for draft in drafts}
    known = {commune.code: commune for commune in Commune.objects.filter(code__in=codes)}
    merge = Merge(Commune)
    for draft in drafts:
        found = known.get(draft.code)
        city = known.get(draft.city_code)
        if draft.city_code and city is None and not dry_run:
            merge.refuse(Flaw("commune_code", draft.city_code, "unknown_commune"))
            continue
        merge.put(found, _told(draft, found, city))
    if not dry_run:
        merge.write(_FIELDS)
    return merge.outcomes


def _told(draft: CommuneDraft, found: Commune | None, city: Commune | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "code": draft.code,
        "province_id": draft.province_id,
        "milieu": draft.milieu.value,
        "is_divided": draft.is_divided,
        "city_id": city.pk if city else None,
    }
    if draft.directorate_id is not None:
        told["directorate_id"] = draft.directorate_id
    if draft.name_ar is not None:
        told["name_ar"] = draft.name_ar
    if draft.name_fr is not None:
        told["name_fr"] = draft.name_fr
    if draft.point is not None:
        told |= {"lat": draft.point.lat, "lng": draft.point.lng}
    told["search"] = search_form(
        told.get("name_ar", found.name_ar if found else ""),
        told.get("name_fr", found.name_fr if found else ""),
    )
    return told
