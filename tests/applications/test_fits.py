"""Whatever passes the rules fits the tables: a family never meets an error when it sends."""

from datetime import date
from typing import Any

import pytest
from django.db.models import CharField
from hypothesis import given
from hypothesis import strategies as st

from tasjil.applications.rules import all_problems, read_filing
from tasjil.applications.types import Section
from tasjil.families.models import Child, Family, Parent
from tasjil.families.rules import family_skeleton, first_skeleton, mother_skeleton

TODAY = date(2027, 4, 12)
WHOLE: dict[Section, dict[str, Any]] = {
    Section.CHILD: {
        "birth_date": "14/09/2021", "level": "primary_1", "child_sex": "female",
        "child_first_name_ar": "سلمى", "child_family_name_ar": "العلوي", "birth_place": "الرباط",
        "child_first_name_lat": "Salma", "child_family_name_lat": "El Alaoui", "nationality": "MA",
    },
    Section.CIVIL_STATUS: {
        "civil_status_kind": "classic", "act_number": "214", "register_number": "12",
        "act_year": "2021", "civil_office": "أكدال", "record_number": "7",
    },
    Section.PARENTS: {
        "mother_status": "living", "mother_first_name": "فاطمة", "mother_family_name": "بناني",
        "father_status": "living", "father_first_name": "يوسف", "father_family_name": "العلوي",
        "guardian_capacity": "guardian", "guardian_first_name": "أمينة",
        "guardian_family_name": "بناني", "guardian_id_kind": "cnie", "guardian_id_number": "AB1",
    },
    Section.HOME: {
        "commune": "7", "locality": "9", "locality_text": "حي", "address": "7",
        "guardian_mobile": "", "second_mobile": "", "guardian_email": "",
    },
    Section.SCHOOL: {"school_wish": "listed", "school": "3"},
}  # fmt: skip
TYPED = [
    (section, name)
    for section, fields in WHOLE.items()
    for name in fields
    if not name.endswith(("_status", "_capacity", "_kind", "_wish", "level", "_sex"))
]
# Letters that grow when they are folded, and numbers of every length.
LETTERS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="İﬃßﷺلاًǆ\u0344e\u0301", max_size=260),
    st.from_regex(r"(\+|00)[0-9]{4,22}", fullmatch=True),
    st.from_regex(r"[0-9/ .-]{1,40}", fullmatch=True),
    st.from_regex(r"[a-zİ.]{1,200}@[a-zİ.]{1,200}", fullmatch=True),
)


def assert_fits(model: type, facts: Any) -> None:
    limits = {
        field.name: field.max_length
        for field in model._meta.get_fields()
        if isinstance(field, CharField)
    }  # type: ignore[attr-defined]
    for name, limit in limits.items():
        value = getattr(facts, name, None)
        if isinstance(value, str) and limit:
            assert len(value) <= limit, name


@pytest.mark.parametrize("field", TYPED, ids=lambda field: field[1])
@given(typed=LETTERS)
def test_what_passes_the_rules_fits(field: tuple[Section, str], typed: str) -> None:
    section, name = field
    answers = {**WHOLE, section: {**WHOLE[section], name: typed}}
    if all_problems(answers, TODAY):
        return
    filing = read_filing(answers)
    child, family = filing.child, filing.family
    assert_fits(Family, family)
    assert_fits(Child, child)
    assert_fits(Child, child.civil_status)
    for parent in (family.father, family.mother):
        assert_fits(Parent, parent)
    assert len(child.civil_status.office) <= 120
    assert len(first_skeleton(child)) <= 80
    assert len(family_skeleton(child)) <= 80
    assert len(mother_skeleton(family.mother)) <= 160
    for number in (family.commune_id, family.locality_id or 0, filing.school_id or 0):
        assert number < 2**63
