"""Writing a family: called inside the transaction that submits its request."""

from datetime import datetime

from tasjil.core.text import skeleton
from tasjil.families.models import Child, Family, Parent
from tasjil.families.types import ChildFacts, FamilyFacts


def register_family(
    *, facts: FamilyFacts, child: ChildFacts, contact_id: int, now: datetime
) -> Child:
    """Write the family, its parents and its child; return the child.

    Must run inside a transaction of the caller: a family without a request means nothing.
    """
    family = Family.objects.create(
        contact_id=contact_id,
        capacity=facts.capacity.value,
        guardian_family_name=facts.guardian_family_name,
        guardian_first_name=facts.guardian_first_name,
        identity_kind=facts.identity_kind.value,
        identity_number=facts.identity_number,
        mobile=facts.mobile,
        second_mobile=facts.second_mobile,
        email=facts.email,
        commune_id=facts.commune_id,
        locality_id=facts.locality_id,
        locality_text=facts.locality_text,
        address=facts.address,
        created_at=now,
    )
    Parent.objects.bulk_create(
        Parent(
            family=family,
            role=parent.role.value,
            status=parent.status.value,
            family_name=parent.family_name,
            first_name=parent.first_name,
        )
        for parent in (facts.father, facts.mother)
    )
    status = child.civil_status
    return Child.objects.create(
        family=family,
        family_name_ar=child.family_name_ar,
        first_name_ar=child.first_name_ar,
        family_name_lat=child.family_name_lat,
        first_name_lat=child.first_name_lat,
        sex=child.sex.value,
        birth_date=child.birth_date,
        birth_place=child.birth_place,
        nationality=child.nationality,
        civil_status_kind=status.kind.value,
        act_number=status.act_number,
        register_number=status.register_number,
        act_year=status.act_year,
        civil_office=status.office,
        record_number=status.record_number,
        civil_declaration=status.declared,
        first_skeleton=skeleton(child.first_name_ar or child.first_name_lat)[:80],
        family_skeleton=skeleton(child.family_name_ar or child.family_name_lat)[:80],
        mother_skeleton=skeleton(facts.mother.first_name + facts.mother.family_name)[:160],
    )
