"""Builders of valid things, through services wherever one exists."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tasjil.accounts.models import Contact, RoleGrant, StaffMember
from tasjil.accounts.types import ROLE_FLOOR, Channel, Role
from tasjil.applications import services
from tasjil.applications.models import Application
from tasjil.applications.types import Section
from tasjil.core.types import SYSTEM, Actor, ActorKind, Grant
from tasjil.seasons.services import LevelPlan, set_season
from tasjil.seasons.types import Level
from tasjil.territory.models import Academy, Commune, Directorate, Locality, Province, School
from tasjil.territory.rules import place_key, search_form
from tasjil.territory.types import LocalityKind, Milieu, SchoolKind

PRIMARY = ["preschool_1", "preschool_2", "primary_1"]


@dataclass
class Country:
    """A country small enough to know by heart."""

    academy: Academy
    other_academy: Academy
    directorate: Directorate
    other_directorate: Directorate
    commune: Commune
    school: School
    neighbour: School
    satellite: School
    far_school: School
    locality: Locality
    head: Actor
    neighbour_head: Actor
    officer: Actor
    far_officer: Actor
    academy_officer: Actor
    ministry: Actor
    auditor: Actor
    staff: dict[str, StaffMember] = field(default_factory=dict)


def lay_country(now: datetime) -> Country:
    """Lay down two academies, two directorates, four schools, a season, grounds and staff."""
    academy = Academy.objects.create(
        code="04", name_ar="الرباط سلا القنيطرة", name_fr="Rabat-Salé-Kénitra"
    )
    other = Academy.objects.create(code="03", name_ar="فاس مكناس", name_fr="Fès-Meknès")
    rabat = _directorate("04.421", "الرباط", "Rabat", academy)
    meknes = _directorate("03.061", "مكناس", "Meknès", other)
    agdal = _commune("04.421.01.01", "أكدال الرياض", "Agdal Riyad", rabat)
    far = _commune("03.061.01.01", "مكناس", "Meknès", meknes)
    amal = _school("12345A", "مدرسة الأمل", "École Al Amal", rabat, agdal)
    nour = _school("12346B", "مدرسة النور", "École Annour", rabat, agdal)
    satellite = _school("12347C", "فرعية النخيل", "Satellite Annakhil", rabat, agdal, parent=amal)
    zitoun = _school("22345D", "مدرسة الزيتون", "École Zitoun", meknes, far)
    locality = Locality.objects.create(
        commune=agdal, name_ar="حي الرياض", name_fr="Hay Riad", kind=LocalityKind.DISTRICT.value,
        school=amal, skeleton=place_key("حي الرياض"),
    )  # fmt: skip
    lay_season(now)
    services.lay_grounds(valid_from=now.date() - timedelta(days=300))
    staff: dict[str, StaffMember] = {}

    def member(key: str, role: Role, scope_id: int | None) -> Actor:
        staff[key] = StaffMember.objects.create(
            email=f"{key}@demo.tasjil.invalid", name_ar="موظف(ة)", name_fr="Agent", created_at=now
        )
        return staff_actor(staff[key], role, scope_id, now)

    return Country(
        academy=academy, other_academy=other, directorate=rabat, other_directorate=meknes,
        commune=agdal, school=amal, neighbour=nour, satellite=satellite, far_school=zitoun,
        locality=locality,
        head=member("head", Role.HEAD, amal.pk),
        neighbour_head=member("neighbour", Role.HEAD, nour.pk),
        officer=member("officer", Role.DIRECTORATE, rabat.pk),
        far_officer=member("far", Role.DIRECTORATE, meknes.pk),
        academy_officer=member("academy", Role.ACADEMY, academy.pk),
        ministry=member("ministry", Role.MINISTRY, None),
        auditor=member("auditor", Role.AUDITOR, None),
        staff=staff,
    )  # fmt: skip


def lay_season(now: datetime, start_year: int | None = None) -> None:
    """Lay down the season of the next September, open since ten days, closing in twenty."""
    today = now.date()
    year = start_year or (today.year if today.month < 9 else today.year + 1)
    dates = {
        "opens_on": today - timedelta(days=10),
        "closes_on": today + timedelta(days=20),
        "late_until": today + timedelta(days=120),
        "decided_by": today + timedelta(days=35),
        "results_on": today + timedelta(days=40),
    }
    plans = [
        LevelPlan(level=Level.PRIMARY_1, born_from=date(year - 15, 1, 1), born_to=date(year - 6, 12, 31),
                  dispensation_to=date(year - 5, 3, 31), **dates),
        LevelPlan(level=Level.PRESCHOOL_2, born_from=date(year - 5, 1, 1), born_to=date(year - 5, 12, 31),
                  dispensation_to=None, **dates),
        LevelPlan(level=Level.PRESCHOOL_1, born_from=date(year - 4, 1, 1), born_to=date(year - 4, 12, 31),
                  dispensation_to=None, **dates),
    ]  # fmt: skip
    set_season(code=f"{year}-{year + 1}", start_year=year, plans=plans, actor=SYSTEM, now=now)


def staff_actor(member: StaffMember, role: Role, scope_id: int | None, now: datetime) -> Actor:
    """Give a member of staff a role and return them as an actor."""
    floor = ROLE_FLOOR[role].value
    RoleGrant.objects.create(
        staff=member, role=role.value, scope_kind=floor, scope_id=scope_id,
        valid_from=now.date() - timedelta(days=1),
    )  # fmt: skip
    return Actor(ActorKind.STAFF, member.pk, (Grant(role.value, floor, scope_id),))


def guardian(
    now: datetime, address: str = "+212612344127", channel: Channel = Channel.SMS
) -> Actor:
    """Return a guardian who proved this phone or mailbox."""
    contact, _ = Contact.objects.get_or_create(
        channel=channel.value, address=address, defaults={"created_at": now, "proved_at": now}
    )
    return Actor(ActorKind.GUARDIAN, contact.pk)


def answers(country: Country, **changes: Any) -> dict[Section, dict[str, Any]]:
    """Return complete answers; `changes` replace single fields by name, wherever they stand."""
    found: dict[Section, dict[str, Any]] = {
        Section.CHILD: {
            "birth_date": "14/09/2021", "level": "primary_1", "child_sex": "female",
            "child_first_name_ar": "سلمى", "child_family_name_ar": "العلوي",
            "child_first_name_lat": "Salma", "child_family_name_lat": "El Alaoui",
            "birth_place": "الرباط", "nationality": "MA",
        },
        Section.CIVIL_STATUS: {
            "civil_status_kind": "classic", "act_number": "214", "register_number": "12",
            "act_year": "2021", "civil_office": "الرباط أكدال", "record_number": "",
            "civil_declaration": False,
        },
        Section.PARENTS: {
            "mother_status": "living", "mother_first_name": "فاطمة", "mother_family_name": "بناني",
            "father_status": "living", "father_first_name": "يوسف", "father_family_name": "العلوي",
            "guardian_capacity": "mother", "guardian_first_name": "", "guardian_family_name": "",
            "guardian_id_kind": "cnie", "guardian_id_number": "AB123456",
        },
        Section.HOME: {
            "commune": str(country.commune.pk), "locality": str(country.locality.pk),
            "locality_text": "", "address": "", "guardian_mobile": "", "second_mobile": "",
            "guardian_email": "",
        },
        Section.SCHOOL: {"school_wish": "listed", "school": str(country.school.pk)},
    }  # fmt: skip
    for name, value in changes.items():
        next(fields for fields in found.values() if name in fields)[name] = value
    return found


def fill_draft(country: Country, actor: Actor, now: datetime, **changes: Any) -> int:
    """Return the id of a draft with complete answers, not sent."""
    draft_id = services.start_draft(actor=actor, language="ar", now=now)
    for section, fields in answers(country, **changes).items():
        services.save_section(
            draft_id=draft_id, section=section, answers=fields, actor=actor, language="ar", now=now
        )
    return draft_id


def file_request(
    country: Country, now: datetime, *, actor: Actor | None = None, **changes: Any
) -> Application:
    """Return a request that was filed the ordinary way."""
    actor = actor or guardian(now)
    sent = services.submit(
        draft_id=fill_draft(country, actor, now, **changes), actor=actor, now=now
    )
    return Application.objects.get(pk=sent.application_id)


def _directorate(code: str, ar: str, fr: str, academy: Academy) -> Directorate:
    province = Province.objects.create(code=code, name_ar=ar, name_fr=fr, academy=academy)
    return Directorate.objects.create(
        code=code, name_ar=ar, name_fr=fr, academy=academy, province=province
    )


def _commune(code: str, ar: str, fr: str, directorate: Directorate) -> Commune:
    return Commune.objects.create(
        code=code, name_ar=ar, name_fr=fr, directorate=directorate,
        province=directorate.province, milieu=Milieu.URBAN.value, search=search_form(ar, fr),
    )  # fmt: skip


def _school(
    code: str,
    ar: str,
    fr: str,
    directorate: Directorate,
    commune: Commune,
    parent: School | None = None,
) -> School:
    kind = SchoolKind.SATELLITE if parent else SchoolKind.SCHOOL
    return School.objects.create(
        code=code, name_ar=ar, name_fr=fr, directorate=directorate, commune=commune, parent=parent,
        kind=kind.value, milieu=Milieu.URBAN.value, levels=PRIMARY, search=search_form(ar, fr),
    )  # fmt: skip
