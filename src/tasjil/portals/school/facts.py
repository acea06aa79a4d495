"""A child's file as sections of short facts, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tasjil.applications import wording
from tasjil.applications.types import FilingChannel, SchoolWish
from tasjil.core.phones import show_phone
from tasjil.core.text import show_date
from tasjil.families.types import (
    Capacity,
    CivilStatusKind,
    IdentityKind,
    ParentRole,
    ParentStatus,
    Sex,
)
from tasjil.portals.school.wording import CHANNELS
from tasjil.seasons.types import Level

NOT_GIVEN = "—"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; `ltr` for digits, codes and Latin text."""

    label: str
    value: str
    ltr: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of facts."""

    title: str
    items: list[Fact]


def sections_of(application: Any) -> list[Section]:
    """Return all that the family told, in the order in which a head reads it."""
    child, family = application.child, application.family
    return [
        Section(_("The child"), _child(child)),
        Section(_("The child's civil status"), _civil_status(child)),
        Section(_("The parents and the guardian"), _parents(family)),
        Section(_("The home"), _home(family)),
        Section(_("The school asked for"), _school(application)),
    ]


def _given(*facts: Fact) -> list[Fact]:
    return [fact for fact in facts if fact.value]


def _words(label: str | Promise) -> str:
    return str(label)


def _child(child: Any) -> list[Fact]:
    return _given(
        Fact(_("Name in Arabic"), f"{child.first_name_ar} {child.family_name_ar}".strip()),
        Fact(
            _("Name in Latin letters"),
            f"{child.first_name_lat} {child.family_name_lat}".strip(),
            ltr=True,
        ),
        Fact(_("Sex"), _words(wording.SEXES[Sex(child.sex)])),
        Fact(_("Birth date"), show_date(child.birth_date)),
        Fact(_("Place of birth"), child.birth_place),
        Fact(
            _("Nationality"),
            _("Moroccan") if child.nationality == "MA" else child.nationality,
            ltr=child.nationality != "MA",
        ),
    )


def _civil_status(child: Any) -> list[Fact]:
    kind = CivilStatusKind(child.civil_status_kind)
    return _given(
        Fact(_("Kind of record"), _words(wording.CIVIL_STATUS_KINDS[kind])),
        Fact(_("Act number"), child.act_number, ltr=True),
        Fact(_("Register"), child.register_number, ltr=True),
        Fact(_("Year of the act"), str(child.act_year or ""), ltr=True),
        Fact(_("Record number"), child.record_number, ltr=True),
        Fact(_("Civil-status office"), child.civil_office),
        Fact(
            _("Declaration"),
            _("The family declared on its honour.") if child.civil_declaration else "",
        ),
    )


def _parents(family: Any) -> list[Fact]:
    by_role = {ParentRole(parent.role): parent for parent in family.parents.all()}
    facts = [
        Fact(_words(wording.PARENT_ROLES[role]), _parent(by_role[role]))
        for role in (ParentRole.MOTHER, ParentRole.FATHER)
        if role in by_role
    ]
    identity = IdentityKind(family.identity_kind)
    return _given(
        *facts,
        Fact(
            _("Who files"),
            _("%(name)s (%(capacity)s)")
            % {
                "name": f"{family.guardian_first_name} {family.guardian_family_name}",
                "capacity": wording.CAPACITIES[Capacity(family.capacity)],
            },
        ),
        Fact(_("Identity document"), _words(wording.IDENTITY_KINDS[identity])),
        Fact(_("Number of the document"), family.identity_number, ltr=True),
    )


def _parent(parent: Any) -> str:
    name = f"{parent.first_name} {parent.family_name}".strip()
    status = ParentStatus(parent.status)
    if status is ParentStatus.LIVING:
        return name
    words = _words(wording.PARENT_STATUSES[ParentRole(parent.role)][status])
    return f"{name} ({words})" if name else words


def _home(family: Any) -> list[Fact]:
    locality = family.locality.name if family.locality else family.locality_text
    return _given(
        Fact(_("Commune"), family.commune.name),
        Fact(_("Neighbourhood or hamlet"), locality),
        Fact(_("Address"), family.address),
        Fact(_("Mobile phone"), _phone(family.mobile), ltr=True),
        Fact(_("Second phone"), _phone(family.second_mobile), ltr=True),
        Fact(_("E-mail address"), family.email, ltr=True),
    )


def _phone(number: str) -> str:
    return format_html('<a href="tel:{}">{}</a>', number, show_phone(number)) if number else ""


def _school(application: Any) -> list[Fact]:
    level = Level(application.level.level)
    wish = SchoolWish(application.wish)
    school = application.school
    named = school.name if school else _words(wording.WISHES[wish])
    return _given(
        Fact(_("School"), named),
        Fact(_("Main school"), school.parent.name if school and school.parent else ""),
        Fact(_("Level"), _words(wording.LEVELS[level])),
        Fact(_("School year"), application.level.season.code, ltr=True),
        Fact(_("Why this school"), _why(application)),
        Fact(_("Directorate"), application.directorate.name),
        Fact(_("How it was filed"), _words(CHANNELS[FilingChannel(application.channel)])),
        Fact(
            _("Filed late"),
            _("Yes: decide on the seats that are left.") if application.is_late else "",
        ),
        Fact(
            _("Documents"),
            _("None is asked for now. Originals are seen when the registration is completed."),
        ),
    )


def _why(application: Any) -> str:
    for check in application.checks:
        if check["rule"] == "residence":
            return wording.check_sentence(check)
    return ""
