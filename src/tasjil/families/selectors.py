"""Reading a family back into the facts it gave."""

from tasjil.families.models import Child, Family
from tasjil.families.types import (
    Capacity,
    ChildFacts,
    CivilStatus,
    CivilStatusKind,
    FamilyFacts,
    IdentityKind,
    ParentFacts,
    ParentRole,
    ParentStatus,
    Sex,
)


def facts_of_child(child: Child) -> ChildFacts:
    """Return a child as its family described it; no query."""
    return ChildFacts(
        family_name_ar=child.family_name_ar,
        first_name_ar=child.first_name_ar,
        family_name_lat=child.family_name_lat,
        first_name_lat=child.first_name_lat,
        sex=Sex(child.sex),
        birth_date=child.birth_date,
        birth_place=child.birth_place,
        nationality=child.nationality,
        civil_status=CivilStatus(
            kind=CivilStatusKind(child.civil_status_kind),
            act_number=child.act_number,
            register_number=child.register_number,
            act_year=child.act_year,
            office=child.civil_office,
            record_number=child.record_number,
            declared=child.civil_declaration,
        ),
    )


def facts_of_family(family: Family) -> FamilyFacts:
    """Return a family as it described itself; one query unless its parents are loaded."""
    parents = {
        ParentRole(parent.role): ParentFacts(
            role=ParentRole(parent.role),
            status=ParentStatus(parent.status),
            family_name=parent.family_name,
            first_name=parent.first_name,
        )
        for parent in family.parents.all()
    }
    return FamilyFacts(
        capacity=Capacity(family.capacity),
        guardian_family_name=family.guardian_family_name,
        guardian_first_name=family.guardian_first_name,
        identity_kind=IdentityKind(family.identity_kind),
        identity_number=family.identity_number,
        mobile=family.mobile,
        second_mobile=family.second_mobile,
        email=family.email,
        commune_id=family.commune_id,
        locality_id=family.locality_id,
        locality_text=family.locality_text,
        address=family.address,
        father=parents[ParentRole.FATHER],
        mother=parents[ParentRole.MOTHER],
    )
