"""Named neighbourhoods and hamlets."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from tasjil.territory.models import Locality
from tasjil.territory.rules import search_form
from tasjil.territory.services.merging import Merge
from tasjil.territory.types import Flaw, LocalityDraft, Outcome

_FIELDS = ["name_ar", "name_fr", "kind", "school", "lat", "lng", "search"]


@transaction.atomic
def store_localities(
    *, drafts: Sequence[LocalityDraft], dry_run: bool = False
) -> list[Outcome | Flaw]:
    """Create or correct localities; return what became of each draft, in order.

    With `dry_run` nothing is written and the answer is the same. Three statements at most.
    """
    stored = Locality.objects.filter(
        commune_id__in={draft.commune_id for draft in drafts},
        skeleton__in={draft.skeleton for draft in drafts},
    )
    known = {(locality.commune_id, locality.skeleton): locality for locality in stored}
    merge = Merge(Locality)
    for draft in drafts:
        found = known.get((draft.commune_id, draft.skeleton))
        merge.put(found, _told(draft, found))
    if not dry_run:
        merge.write(_FIELDS)
    return merge.outcomes


def _told(draft: LocalityDraft, found: Locality | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "commune_id": draft.commune_id,
        "skeleton": draft.skeleton,
        "kind": draft.kind.value,
    }
    for name in ("name_ar", "name_fr", "school_id"):
        if (value := getattr(draft, name)) is not None:
            told[name] = value
    if draft.point is not None:
        told |= {"lat": draft.point.lat, "lng": draft.point.lng}
    told["search"] = search_form(
        told.get("name_ar", found.name_ar if found else ""),
        told.get("name_fr", found.name_fr if found else ""),
    )
    return told
