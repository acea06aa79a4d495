"""The names under which each page of the form is typed: the domain's own (applications.rules)."""

from tasjil.applications.types import Section

NAMES: dict[Section, tuple[str, ...]] = {
    Section.CHILD: (
        "birth_date",
        "level",
        "dispensation_wanted",
        "child_first_name_ar",
        "child_family_name_ar",
        "child_first_name_lat",
        "child_family_name_lat",
        "child_sex",
        "birth_place",
        "nationality",
    ),
    Section.CIVIL_STATUS: (
        "civil_status_kind",
        "act_number",
        "act_year",
        "register_number",
        "record_number",
        "civil_office",
        "civil_declaration",
    ),
    Section.PARENTS: (
        "mother_status",
        "mother_first_name",
        "mother_family_name",
        "father_status",
        "father_first_name",
        "father_family_name",
        "guardian_capacity",
        "guardian_first_name",
        "guardian_family_name",
        "guardian_id_kind",
        "guardian_id_number",
    ),
    Section.HOME: (
        "commune",
        "locality",
        "locality_text",
        "address",
        "no_fixed_address",
        "guardian_mobile",
        "second_mobile",
        "guardian_email",
    ),
    Section.SCHOOL: ("school_wish", "school"),
}
# Boxes to tick: present or not, never text.
TICKED = frozenset({"dispensation_wanted", "civil_declaration", "no_fixed_address"})
