"""What a family types, however it types it: read tolerantly, refused in words, never a crash."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasjil.applications.rules import all_problems, problems, read_filing
from tasjil.applications.types import Section
from tasjil.applications.wording import PROBLEMS

TODAY = date(2027, 4, 12)
CHILD: dict[str, Any] = {
    "birth_date": "14/09/2021", "level": "primary_1", "child_sex": "female",
    "child_first_name_ar": "سلمى", "child_family_name_ar": "العلوي", "birth_place": "الرباط",
    "nationality": "MA",
}  # fmt: skip


def wrong(section: Section, answers: dict[str, Any]) -> dict[str, str]:
    return problems(section, answers, TODAY)


@pytest.mark.parametrize(
    "typed", ["14/09/2021", "١٤/٠٩/٢٠٢١", "14-9-2021", "2021-09-14", " 14 9 2021"]
)
def test_a_birth_date_however_it_is_written(typed: str) -> None:
    assert wrong(Section.CHILD, CHILD | {"birth_date": typed}) == {}


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "required"),
        ("14/09/2031", "in_future"),
        ("07/02/1443", "hijri_date"),
        ("٠٧/٠٢/١٤٤٣", "hijri_date"),
        ("31/02/2021", "no_such_day"),
        ("2021-13-01", "no_such_day"),
        ("قبل الصيف", "not_a_date"),
        ("14/09/1961", "too_long_ago"),
        ("9" * 400, "not_a_date"),
    ],
)
def test_a_birth_date_that_will_not_do_is_said_so(typed: str, problem: str) -> None:
    assert wrong(Section.CHILD, CHILD | {"birth_date": typed}) == {"birth_date": problem}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("س" * 300, "too_long"),
        ("سلمى 😀", "not_a_name"),
        ("Robert'); DROP TABLE students;--", "not_a_name"),
        ("Salma", "not_arabic"),
        ("سلمى1", "not_a_name"),
        ("- -", "not_a_name"),
    ],
)
def test_a_name_that_will_not_do_is_said_so(name: str, problem: str) -> None:
    found = wrong(Section.CHILD, CHILD | {"child_first_name_ar": name})
    assert found == {"child_first_name_ar": problem}


@pytest.mark.parametrize("name", ["عبد الرحمان", "بن‌علي", "آية", "لالة-زهرة", "مُحمّد"])
def test_names_as_families_write_them(name: str) -> None:
    assert wrong(Section.CHILD, CHILD | {"child_first_name_ar": name}) == {}


@pytest.mark.parametrize("name", ["Ñandú", "Aït-Ali", "N'Diaye", "Jean-Noël", "Ömer"])
def test_latin_names_of_every_country(name: str) -> None:
    latin = {"child_first_name_lat": name, "child_family_name_lat": "X"}
    assert wrong(Section.CHILD, CHILD | latin) == {}


def test_one_script_is_enough_and_half_a_name_is_a_slip() -> None:
    none = CHILD | {"child_first_name_ar": "", "child_family_name_ar": ""}
    assert wrong(Section.CHILD, none)["child_first_name_ar"] == "one_script"
    latin = none | {"child_first_name_lat": "Aminata", "child_family_name_lat": "Diallo"}
    assert wrong(Section.CHILD, latin) == {}
    assert wrong(Section.CHILD, CHILD | {"child_first_name_lat": "Salma"}) == {
        "child_family_name_lat": "required"
    }


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"civil_status_kind": "classic", "act_number": "مئتان", "act_year": "2021", "civil_office": "x"}, {"act_number": "not_a_number"}),
        ({"civil_status_kind": "classic", "act_number": "٢١٤", "act_year": "٢٠٢١", "civil_office": "x"}, {}),
        ({"civil_status_kind": "classic", "act_number": "214/3", "act_year": "2031", "civil_office": "x"}, {"act_year": "not_a_year"}),
        ({"civil_status_kind": "electronic"}, {"record_number": "required", "civil_office": "required"}),
        ({"civil_status_kind": "none"}, {"civil_declaration": "must_declare"}),
        ({"civil_status_kind": "none", "civil_declaration": True}, {}),
        ({"civil_status_kind": "hatched"}, {"civil_status_kind": "unknown_choice"}),
    ],
)  # fmt: skip
def test_the_three_forms_of_civil_status(answers: dict[str, Any], problem: dict[str, str]) -> None:
    assert wrong(Section.CIVIL_STATUS, answers) == problem


def test_a_mother_alone_is_enough_and_an_unknown_father_is_no_obstacle() -> None:
    mother = {
        "mother_status": "living", "mother_first_name": "فاطمة", "mother_family_name": "بناني",
        "father_status": "unknown", "guardian_capacity": "mother", "guardian_id_kind": "none",
    }  # fmt: skip
    assert wrong(Section.PARENTS, mother) == {}


def test_a_deceased_parent_cannot_be_the_one_who_files() -> None:
    father = {
        "mother_status": "unknown", "father_status": "deceased", "father_first_name": "يوسف",
        "father_family_name": "العلوي", "guardian_capacity": "father", "guardian_id_kind": "none",
    }  # fmt: skip
    assert wrong(Section.PARENTS, father) == {"guardian_capacity": "not_living"}


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=60),
    st.lists(st.text(max_size=3), max_size=3),
)
FIELDS = st.sampled_from(
    ["birth_date", "level", "child_sex", "child_first_name_ar", "act_number", "act_year", "mother_status",
     "guardian_capacity", "commune", "locality", "guardian_mobile", "guardian_email", "school_wish", "school"]
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(list(Section)), st.dictionaries(FIELDS, JUNK)))
def test_no_answers_whatever_break_the_rules(answers: dict[Section, dict[str, Any]]) -> None:
    found = all_problems(answers, TODAY)
    assert all(code in PROBLEMS for fields in found.values() for code in fields.values())
    if not found:
        read_filing(answers)


HOME = {"commune": "7", "locality": "9"}


@pytest.mark.parametrize(
    ("name", "typed", "problem"),
    [
        ("guardian_mobile", "+4915112345678901", "not_a_phone"),
        ("guardian_mobile", "+49" + "1" * 15, "not_a_phone"),
        ("guardian_mobile", "0522123456", "landline"),
        ("second_mobile", "+4915112345678901", "not_a_phone"),
        ("guardian_email", "İ" * 60 + "@" + "İ" * 180 + ".com", "not_an_email"),
        ("guardian_email", 'a"b<c>,d@e.ma', "not_an_email"),
        ("guardian_email", "فاطمة@مثال.كوم", "not_an_email"),
        ("commune", "", "not_chosen"),
    ],
)
def test_a_home_that_will_not_do_is_said_so(name: str, typed: str, problem: str) -> None:
    assert wrong(Section.HOME, HOME | {name: typed}) == {name: problem}


def test_a_landline_is_good_as_the_second_phone() -> None:
    assert wrong(Section.HOME, HOME | {"second_mobile": "0522123456"}) == {}


def test_no_fixed_address_is_an_answer() -> None:
    nowhere = {"commune": "7"}
    assert wrong(Section.HOME, nowhere) == {"locality_text": "no_place"}
    assert wrong(Section.HOME, nowhere | {"no_fixed_address": True}) == {}
    school = {"school_wish": "no_fixed_address"}
    found = all_problems({Section.HOME: nowhere, Section.SCHOOL: school}, TODAY)
    assert Section.HOME not in found


@pytest.mark.parametrize("nationality", ["Q!", "ma", "MAR", "م غ"])
def test_a_nationality_is_a_country_of_the_list(nationality: str) -> None:
    assert wrong(Section.CHILD, CHILD | {"nationality": nationality}) == {
        "nationality": "unknown_choice"
    }
