"""A filing written back as the answers that make it: the other way round of `read_filing`."""

from typing import Any

from tasjil.applications.types import Filing, SchoolWish, Section
from tasjil.core.phones import show_phone
from tasjil.families.types import Capacity, ChildFacts, FamilyFacts, ParentFacts


def answers_from(filing: Filing) -> dict[str, dict[str, Any]]:
    """Return complete answers, by section, that `read_filing` reads as this filing."""
    return {
        Section.CHILD.value: _child(filing),
        Section.CIVIL_STATUS.value: _civil_status(filing.child),
        Section.PARENTS.value: _parents(filing.family),
        Section.HOME.value: _home(filing),
        Section.SCHOOL.value: {
            "school_wish": filing.wish.value,
            "school": str(filing.school_id or ""),
        },
    }


def _child(filing: Filing) -> dict[str, Any]:
    child = filing.child
    return {
        "birth_date": f"{child.birth_date:%d/%m/%Y}",
        "level": filing.level.value,
        "child_first_name_ar": child.first_name_ar,
        "child_family_name_ar": child.family_name_ar,
        "child_first_name_lat": child.first_name_lat,
        "child_family_name_lat": child.family_name_lat,
        "child_sex": child.sex.value,
        "birth_place": child.birth_place,
        "nationality": child.nationality,
        "dispensation_wanted": filing.dispensation_wanted,
    }


def _civil_status(child: ChildFacts) -> dict[str, Any]:
    status = child.civil_status
    return {
        "civil_status_kind": status.kind.value,
        "act_number": status.act_number,
        "act_year": str(status.act_year or ""),
        "register_number": status.register_number,
        "record_number": status.record_number,
        "civil_office": status.office,
        "civil_declaration": status.declared,
    }


def _parents(family: FamilyFacts) -> dict[str, Any]:
    apart = family.capacity not in (Capacity.MOTHER, Capacity.FATHER)
    return {
        **_parent(family.mother),
        **_parent(family.father),
        "guardian_capacity": family.capacity.value,
        "guardian_first_name": family.guardian_first_name if apart else "",
        "guardian_family_name": family.guardian_family_name if apart else "",
        "guardian_id_kind": family.identity_kind.value,
        "guardian_id_number": family.identity_number,
    }


def _parent(parent: ParentFacts) -> dict[str, str]:
    return {
        f"{parent.role}_status": parent.status.value,
        f"{parent.role}_first_name": parent.first_name,
        f"{parent.role}_family_name": parent.family_name,
    }


def _home(filing: Filing) -> dict[str, Any]:
    family = filing.family
    placed = family.locality_id or family.locality_text or family.address
    return {
        "commune": str(family.commune_id),
        "locality": str(family.locality_id or ""),
        "locality_text": family.locality_text,
        "address": family.address,
        "no_fixed_address": not placed or filing.wish is SchoolWish.NO_FIXED_ADDRESS,
        "guardian_mobile": show_phone(family.mobile) if family.mobile else "",
        "second_mobile": show_phone(family.second_mobile) if family.second_mobile else "",
        "guardian_email": family.email,
    }
