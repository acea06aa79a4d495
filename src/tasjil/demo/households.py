"""Invented families: what each would type on the pages of the form."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from tasjil.accounts.types import Channel
from tasjil.applications.types import Section
from tasjil.demo.names import ABROAD, BOYS, FAMILIES, FATHERS, GIRLS, MOTHERS, Name
from tasjil.demo.schools import DemoSchool
from tasjil.demo.staff import DOMAIN
from tasjil.seasons.types import Level

Answers = dict[Section, dict[str, Any]]


class Trait(StrEnum):
    """What is particular about a family."""

    PLAIN = "plain"
    WIDOWED = "widowed"
    KAFALA = "kafala"
    ABROAD = "abroad"
    NO_CARD = "no_card"
    NOT_REGISTERED = "not_registered"
    UNDER_AGE = "under_age"
    ELECTRONIC = "electronic"
    OUT_OF_ZONE = "out_of_zone"
    NOT_LISTED = "not_listed"
    NO_FIXED_ADDRESS = "no_fixed_address"


@dataclass(frozen=True, slots=True)
class Household:
    """A family with one child: how it is reached, and its answers."""

    channel: Channel
    address: str
    language: str
    trait: Trait
    school: DemoSchool
    answers: Answers = field(hash=False)

    @property
    def is_girl(self) -> bool:
        """Whether the child is a girl."""
        return bool(self.answers[Section.CHILD]["child_sex"] == "female")

    @property
    def first_name(self) -> str:
        """The child's first name in Arabic."""
        return str(self.answers[Section.CHILD]["child_first_name_ar"])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a household shall be like; what is empty is left to chance."""

    school: DemoSchool
    level: Level
    trait: Trait = Trait.PLAIN
    address: str = ""
    channel: Channel = Channel.SMS
    language: str = "ar"
    child: Name | None = None
    family: Name | None = None
    girl: bool | None = None
    elsewhere: DemoSchool | None = None


def make_household(rng: Random, wanted: Wanted, number: int, year: int) -> Household:
    """Return a family; `number` makes its phone or mailbox and its papers its own."""
    girl = rng.random() < 0.5 if wanted.girl is None else wanted.girl
    child = wanted.child or rng.choice(GIRLS if girl else BOYS)
    family = wanted.family or rng.choice(FAMILIES)
    born = _birth_date(rng, wanted, number, year)
    answers: Answers = {
        Section.CHILD: _child(wanted, child, family, girl, born),
        Section.CIVIL_STATUS: _civil_status(rng, wanted, number, born),
        Section.PARENTS: _parents(rng, wanted, number, family),
        Section.HOME: _home(rng, wanted),
        Section.SCHOOL: _school(wanted),
    }
    if wanted.trait is Trait.ABROAD:
        _from_abroad(answers, number)
    address = wanted.address or (
        f"+212600{number:06d}" if wanted.channel is Channel.SMS else f"family{number}@{DOMAIN}"
    )
    return Household(wanted.channel, address, wanted.language, wanted.trait, wanted.school, answers)


def twin_of(household: Household, name: Name, number: int) -> Household:
    """Return the request for a child's twin: same day, same parents, its own act."""
    answers = {section: dict(fields) for section, fields in household.answers.items()}
    answers[Section.CHILD]["child_first_name_ar"] = name[0]
    answers[Section.CHILD]["child_first_name_lat"] = name[1]
    if answers[Section.CIVIL_STATUS]["act_number"]:
        answers[Section.CIVIL_STATUS]["act_number"] = str(number + 1)
    return Household(
        household.channel,
        household.address,
        household.language,
        household.trait,
        household.school,
        answers,
    )


def double_of(household: Household, number: int) -> Household:
    """Return the same child filed by somebody else of the family, spelled a little differently."""
    answers = {section: dict(fields) for section, fields in household.answers.items()}
    child = answers[Section.CHILD]
    child["child_family_name_ar"] = child["child_family_name_ar"].removeprefix("ال")
    child["child_family_name_lat"] = child["child_family_name_lat"].replace("El ", "")
    answers[Section.CIVIL_STATUS] = _not_registered()
    answers[Section.PARENTS] |= {"guardian_capacity": "father", "father_status": "living"}
    return Household(
        Channel.SMS,
        f"+212600{number:06d}",
        household.language,
        household.trait,
        household.school,
        answers,
    )


def _birth_date(rng: Random, wanted: Wanted, number: int, year: int) -> date:
    if wanted.trait is Trait.UNDER_AGE:
        return date(year - 5, 1, 1) + timedelta(days=rng.randrange(90))
    age = {Level.PRIMARY_1: 6, Level.PRESCHOOL_2: 5, Level.PRESCHOOL_1: 4}[wanted.level]
    # Children from abroad have few names here and no act: the day must tell them apart.
    day = number % 365 if wanted.trait is Trait.ABROAD else rng.randrange(365)
    return date(year - age, 1, 1) + timedelta(days=day)


def _child(wanted: Wanted, child: Name, family: Name, girl: bool, born: date) -> dict[str, Any]:
    return {
        "birth_date": born.strftime("%d/%m/%Y"),
        "level": wanted.level.value,
        "child_sex": "female" if girl else "male",
        "child_first_name_ar": child[0],
        "child_family_name_ar": family[0],
        "child_first_name_lat": child[1],
        "child_family_name_lat": family[1],
        "birth_place": wanted.school.commune_name,
        "nationality": "MA",
        "dispensation_wanted": wanted.trait is Trait.UNDER_AGE,
    }


def _civil_status(rng: Random, wanted: Wanted, number: int, born: date) -> dict[str, Any]:
    if wanted.trait is Trait.NOT_REGISTERED:
        return _not_registered()
    electronic = wanted.trait is Trait.ELECTRONIC
    return {
        "civil_status_kind": "electronic" if electronic else "classic",
        "act_number": "" if electronic else str(number + 1),
        "register_number": "" if electronic else str(rng.randrange(1, 90)),
        "act_year": "" if electronic else str(born.year),
        "civil_office": wanted.school.commune_name,
        "record_number": f"{born.year}/{number}" if electronic else "",
        "civil_declaration": False,
    }


def _not_registered() -> dict[str, Any]:
    return {
        "civil_status_kind": "none",
        "act_number": "",
        "register_number": "",
        "act_year": "",
        "civil_office": "",
        "record_number": "",
        "civil_declaration": True,
    }


def _parents(rng: Random, wanted: Wanted, number: int, family: Name) -> dict[str, Any]:
    mother, father = rng.choice(MOTHERS), rng.choice(FATHERS)
    kafala = wanted.trait is Trait.KAFALA
    widowed = wanted.trait is Trait.WIDOWED
    by_mother = widowed or rng.random() < 0.6
    capacity = "kafala" if kafala else ("mother" if by_mother else "father")
    return {
        "mother_status": "unknown" if kafala else "living",
        "mother_first_name": "" if kafala else mother[0],
        "mother_family_name": "" if kafala else rng.choice(FAMILIES)[0],
        "father_status": "unknown" if kafala else ("deceased" if widowed else "living"),
        "father_first_name": "" if kafala else father[0],
        "father_family_name": "" if kafala else family[0],
        "guardian_capacity": capacity,
        "guardian_first_name": mother[0] if kafala else "",
        "guardian_family_name": rng.choice(FAMILIES)[0] if kafala else "",
        "guardian_id_kind": "none" if wanted.trait is Trait.NO_CARD else "cnie",
        "guardian_id_number": "" if wanted.trait is Trait.NO_CARD else f"DM{number:06d}",
    }


def _home(rng: Random, wanted: Wanted) -> dict[str, Any]:
    # Out of zone: the family lives where another school of the commune serves.
    served_by = wanted.elsewhere or wanted.school
    named = served_by.localities and wanted.trait not in (Trait.NOT_LISTED, Trait.NO_FIXED_ADDRESS)
    homeless = wanted.trait is Trait.NO_FIXED_ADDRESS
    somewhere = "بدون عنوان قار" if homeless else "حي جديد قرب الطريق الوطنية"
    return {
        "commune": str(served_by.commune_id),
        "locality": str(rng.choice(served_by.localities)) if named else "",
        "locality_text": "" if named else somewhere,
        "address": f"رقم {rng.randrange(1, 150)}" if named else "",
        "guardian_mobile": "",
        "second_mobile": "",
        "guardian_email": "",
    }


def _school(wanted: Wanted) -> dict[str, Any]:
    if wanted.trait in (Trait.NOT_LISTED, Trait.NO_FIXED_ADDRESS):
        return {"school_wish": wanted.trait.value, "school": ""}
    return {"school_wish": "listed", "school": str(wanted.school.id)}


def _from_abroad(answers: Answers, number: int) -> None:
    # Together with the day of birth, no two of the first 1,825 numbers give the same child.
    nationality, first, last, mother_first, mother_last = ABROAD[number // 5 % len(ABROAD)]
    answers[Section.CHILD] |= {
        "child_first_name_ar": "",
        "child_family_name_ar": "",
        "child_first_name_lat": first,
        "child_family_name_lat": last,
        "nationality": nationality,
        "birth_place": nationality,
        "child_sex": "female",
    }
    answers[Section.CIVIL_STATUS] = _not_registered()
    answers[Section.PARENTS] |= {
        "mother_status": "living",
        "mother_first_name": mother_first,
        "mother_family_name": mother_last,
        "father_status": "unknown",
        "father_first_name": "",
        "father_family_name": "",
        "guardian_capacity": "mother",
        "guardian_first_name": "",
        "guardian_family_name": "",
        "guardian_id_kind": "passport",
        "guardian_id_number": f"P{number:07d}",
    }
