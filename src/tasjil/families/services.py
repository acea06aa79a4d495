"""Writing a family: called inside the transaction that submits its request."""

import dataclasses
from datetime import datetime
from typing import Any

from tasjil.families.models import Child, Family, Parent
from tasjil.families.rules import family_skeleton, first_skeleton, mother_skeleton
from tasjil.families.types import ChildFacts, FamilyFacts, ParentFacts


def register_family(
    *, facts: FamilyFacts, child: ChildFacts, contact_id: int, now: datetime
) -> Child:
    """Write the family, its parents and its child; return the child.

    Must run inside a transaction of the caller: a family without a request means nothing.
    """
    family = Family.objects.create(
        contact_id=contact_id, created_at=now, **_columns(facts, leaving={"father", "mother"})
    )
    Parent.objects.bulk_create(
        Parent(family=family, **_columns(parent)) for parent in (facts.father, facts.mother)
    )
    return _register_child(family, child, facts.mother)


def _register_child(family: Family, child: ChildFacts, mother: ParentFacts) -> Child:
    status = child.civil_status
    return Child.objects.create(
        family=family,
        **_columns(child, leaving={"civil_status"}),
        **_columns(status, leaving={"kind", "office", "declared"}),
        civil_status_kind=status.kind,
        civil_office=status.office,
        civil_declaration=status.declared,
        first_skeleton=first_skeleton(child),
        family_skeleton=family_skeleton(child),
        mother_skeleton=mother_skeleton(mother),
    )


def _columns(facts: Any, leaving: set[str] | frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the fields of a record that bear the same names as the columns of its table."""
    names = (field.name for field in dataclasses.fields(facts))
    return {name: getattr(facts, name) for name in names if name not in leaving}
