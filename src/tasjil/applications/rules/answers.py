"""From what a family typed to a complete filing, or to the list of what is missing.

A draft keeps every answer as it was typed; nothing is converted before it is sent. A problem is a
code, a key of `wording.PROBLEMS`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tasjil.applications.rules.fields import (
    bad_choice,
    bad_country,
    bad_date,
    bad_email,
    bad_id,
    bad_name,
    bad_number,
    bad_phone,
    bad_text,
    text_of,
    year_of,
)
from tasjil.applications.types import Filing, SchoolWish, Section
from tasjil.core.mailboxes import parse_mailbox
from tasjil.core.phones import parse_phone
from tasjil.core.text import parse_date
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
from tasjil.seasons.types import Level

Answers = Mapping[str, Any]
Problems = dict[str, str]


def all_problems(answers: Mapping[str, Answers], today: date) -> dict[Section, Problems]:
    """Return the problems of each section that is not complete yet."""
    found = {section: problems(section, answers.get(section, {}), today) for section in Section}
    if text_of(answers.get(Section.SCHOOL, {}), "school_wish") == SchoolWish.NO_FIXED_ADDRESS:
        found[Section.HOME].pop("locality_text", None)  # said there instead of on the home's page
    return {section: fields for section, fields in found.items() if fields}


def problems(section: Section, answers: Answers, today: date) -> Problems:
    """Return field name -> problem code for one section; empty when it is complete."""
    checkers = {
        Section.CHILD: _child,
        Section.CIVIL_STATUS: _civil_status,
        Section.PARENTS: _parents,
        Section.HOME: _home,
        Section.SCHOOL: _school,
    }
    found = checkers[section](answers, today)
    return {name: code for name, code in found.items() if code}


def _child(answers: Answers, today: date) -> dict[str, str | None]:
    found: dict[str, str | None] = {
        "birth_date": bad_date(answers, "birth_date", today),
        "level": bad_choice(answers, "level", Level),
        "child_sex": bad_choice(answers, "child_sex", Sex),
        "birth_place": bad_text(answers, "birth_place", 120),
        "nationality": bad_country(answers, "nationality"),
    }
    for script in ("ar", "lat"):
        for name in (f"child_first_name_{script}", f"child_family_name_{script}"):
            found[name] = bad_name(answers, name, script, required=False)
    found |= _one_script(answers)
    return found


def _one_script(answers: Answers) -> dict[str, str]:
    """A child is named in full in at least one script; half a name in a script is a slip."""
    found: dict[str, str] = {}
    whole = 0
    for script in ("ar", "lat"):
        first, family = f"child_first_name_{script}", f"child_family_name_{script}"
        given = [name for name in (first, family) if text_of(answers, name)]
        whole += len(given) == 2
        if len(given) == 1:
            found[family if given[0] == first else first] = "required"
    if not whole and not found:
        found = {"child_first_name_ar": "one_script", "child_family_name_ar": "one_script"}
    return found


def _civil_status(answers: Answers, today: date) -> dict[str, str | None]:
    found: dict[str, str | None] = {
        "civil_status_kind": bad_choice(answers, "civil_status_kind", CivilStatusKind)
    }
    match text_of(answers, "civil_status_kind"):
        case CivilStatusKind.CLASSIC:
            year = year_of(answers, "act_year")
            found["act_number"] = bad_number(answers, "act_number", 20)
            found["register_number"] = bad_text(answers, "register_number", 20, required=False)
            found["act_year"] = bad_text(answers, "act_year", 10)
            if not found["act_year"] and (year is None or not 1990 <= year <= today.year):
                found["act_year"] = "not_a_year"
            found["civil_office"] = bad_text(answers, "civil_office", 120)
        case CivilStatusKind.ELECTRONIC:
            found["record_number"] = bad_number(answers, "record_number", 30)
            found["civil_office"] = bad_text(answers, "civil_office", 120)
        case CivilStatusKind.NONE:
            found["civil_declaration"] = (
                None if answers.get("civil_declaration") else "must_declare"
            )
    return found


def _parents(answers: Answers, today: date) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for parent in ("mother", "father"):
        found[f"{parent}_status"] = bad_choice(answers, f"{parent}_status", ParentStatus)
        known = text_of(answers, f"{parent}_status") in (ParentStatus.LIVING, ParentStatus.DECEASED)
        for name in (f"{parent}_first_name", f"{parent}_family_name"):
            found[name] = bad_name(answers, name, None, required=known) if known else None
    found["guardian_capacity"] = bad_choice(answers, "guardian_capacity", Capacity)
    capacity = text_of(answers, "guardian_capacity")
    if capacity in (Capacity.MOTHER, Capacity.FATHER):
        if text_of(answers, f"{capacity}_status") not in ("", ParentStatus.LIVING):
            found["guardian_capacity"] = "not_living"
    elif capacity:
        for name in ("guardian_first_name", "guardian_family_name"):
            found[name] = bad_name(answers, name, None, required=True)
    found["guardian_id_kind"] = bad_choice(answers, "guardian_id_kind", IdentityKind)
    if text_of(answers, "guardian_id_kind") not in ("", IdentityKind.NONE):
        found["guardian_id_number"] = bad_text(answers, "guardian_id_number", 30)
    return found


def _home(answers: Answers, today: date) -> dict[str, str | None]:
    found: dict[str, str | None] = {
        "commune": bad_id(answers, "commune"),
        "locality_text": bad_text(answers, "locality_text", 160, required=False),
        "address": bad_text(answers, "address", 250, required=False),
        "guardian_mobile": bad_phone(answers, "guardian_mobile", mobile=True),
        "second_mobile": bad_phone(answers, "second_mobile"),
        "guardian_email": bad_email(answers, "guardian_email", required=False),
    }
    if text_of(answers, "locality"):
        found["locality"] = bad_id(answers, "locality")
    elif not any(
        (
            text_of(answers, "locality_text"),
            text_of(answers, "address"),
            answers.get("no_fixed_address"),
        )
    ):
        found["locality_text"] = "no_place"
    return found


def _school(answers: Answers, today: date) -> dict[str, str | None]:
    found: dict[str, str | None] = {"school_wish": bad_choice(answers, "school_wish", SchoolWish)}
    if text_of(answers, "school_wish") == SchoolWish.LISTED:
        found["school"] = bad_id(answers, "school")
    return found


def read_filing(answers: Mapping[str, Answers]) -> Filing:
    """Return the filing that complete answers make.

    Raises ValueError when they are not complete: call `all_problems` first.
    """
    child, civil = answers[Section.CHILD], answers[Section.CIVIL_STATUS]
    parents, home, school = (answers[s] for s in (Section.PARENTS, Section.HOME, Section.SCHOOL))
    wish = SchoolWish(text_of(school, "school_wish"))
    return Filing(
        level=Level(text_of(child, "level")),
        child=_read_child(child, civil),
        family=_read_family(parents, home),
        wish=wish,
        school_id=int(text_of(school, "school")) if wish is SchoolWish.LISTED else None,
        proposal_reason=text_of(school, "proposal_reason"),
        dispensation_wanted=bool(child.get("dispensation_wanted")),
    )


def _read_child(child: Answers, civil: Answers) -> ChildFacts:
    born = parse_date(text_of(child, "birth_date"))
    if born is None:
        raise ValueError("birth_date")
    kind = CivilStatusKind(text_of(civil, "civil_status_kind"))
    classic, electronic = kind is CivilStatusKind.CLASSIC, kind is CivilStatusKind.ELECTRONIC
    status = CivilStatus(
        kind=kind,
        act_number=text_of(civil, "act_number") if classic else "",
        register_number=text_of(civil, "register_number") if classic else "",
        act_year=year_of(civil, "act_year") if classic else None,
        office=text_of(civil, "civil_office") if classic or electronic else "",
        record_number=text_of(civil, "record_number") if electronic else "",
        declared=bool(civil.get("civil_declaration")) and kind is CivilStatusKind.NONE,
    )
    return ChildFacts(
        family_name_ar=text_of(child, "child_family_name_ar"),
        first_name_ar=text_of(child, "child_first_name_ar"),
        family_name_lat=text_of(child, "child_family_name_lat"),
        first_name_lat=text_of(child, "child_first_name_lat"),
        sex=Sex(text_of(child, "child_sex")),
        birth_date=born,
        birth_place=text_of(child, "birth_place"),
        nationality=text_of(child, "nationality"),
        civil_status=status,
    )


def _read_family(parents: Answers, home: Answers) -> FamilyFacts:
    capacity = Capacity(text_of(parents, "guardian_capacity"))
    owner = capacity.value if capacity in (Capacity.MOTHER, Capacity.FATHER) else "guardian"
    locality = text_of(home, "locality")
    identity = IdentityKind(text_of(parents, "guardian_id_kind"))
    return FamilyFacts(
        capacity=capacity,
        guardian_family_name=text_of(parents, f"{owner}_family_name"),
        guardian_first_name=text_of(parents, f"{owner}_first_name"),
        identity_kind=identity,
        identity_number=(
            "" if identity is IdentityKind.NONE else text_of(parents, "guardian_id_number")
        ),
        mobile=parse_phone(text_of(home, "guardian_mobile")) or "",
        second_mobile=parse_phone(text_of(home, "second_mobile")) or "",
        email=parse_mailbox(text_of(home, "guardian_email")) or "",
        commune_id=int(text_of(home, "commune")),
        locality_id=int(locality) if locality else None,
        locality_text=text_of(home, "locality_text"),
        address=text_of(home, "address"),
        father=_read_parent(parents, ParentRole.FATHER),
        mother=_read_parent(parents, ParentRole.MOTHER),
    )


def _read_parent(parents: Answers, role: ParentRole) -> ParentFacts:
    status = ParentStatus(text_of(parents, f"{role}_status"))
    known = status is not ParentStatus.UNKNOWN
    return ParentFacts(
        role=role,
        status=status,
        family_name=text_of(parents, f"{role}_family_name") if known else "",
        first_name=text_of(parents, f"{role}_first_name") if known else "",
    )
