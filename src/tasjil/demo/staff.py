"""Who can sign in to the demonstration, and the heads who decided so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tasjil.accounts.models import StaffMember
from tasjil.accounts.selectors import actor_of_staff
from tasjil.accounts.services import create_staff, grant_role, set_password
from tasjil.accounts.types import ROLE_FLOOR, Role, Scope
from tasjil.core.clock import local_date
from tasjil.core.types import SYSTEM, Actor
from tasjil.demo.places import CITY, MOUNTAIN, TOWN
from tasjil.demo.schools import DemoSchool
from tasjil.territory.selectors import scope_by_code
from tasjil.territory.types import ScopeKind

DOMAIN: Final = "demo.tasjil.invalid"
PASSWORD: Final = "tasjil-demonstration"  # noqa: S105 - public on purpose, shown on /demo/
_HELD_SINCE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Member:
    """One account of the demonstration. `place` is the code of the unit, "" for the country."""

    login: str
    name_ar: str
    name_fr: str
    role: Role
    place: str = ""

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.login}@{DOMAIN}"


MEMBERS: Final[tuple[Member, ...]] = (
    Member("officer.anfa", "ليلى الشرقاوي", "Leila Cherkaoui", Role.DIRECTORATE, CITY),
    Member("officer.meknes", "خالد الإدريسي", "Khalid El Idrissi", Role.DIRECTORATE, TOWN),
    Member("officer.azilal", "إبراهيم أوعزيز", "Brahim Ouaziz", Role.DIRECTORATE, MOUNTAIN),
    Member("academy.casablanca", "سناء بنجلون", "Sanae Benjelloun", Role.ACADEMY, "06"),
    Member("academy.fes", "نبيل التازي", "Nabil Tazi", Role.ACADEMY, "03"),
    Member("academy.benimellal", "حسناء الزياني", "Hasnae Ziani", Role.ACADEMY, "05"),
    Member("ministry", "فؤاد العلمي", "Fouad Alami", Role.MINISTRY),
    Member("helpline", "غزلان برادة", "Ghizlane Berrada", Role.HELPLINE),
    Member("auditor", "كمال المنصوري", "Kamal Mansouri", Role.AUDITOR),
)
# The three heads who can sign in; the schools are chosen by `country`.
HEADS: Final[tuple[Member, ...]] = (
    Member("head.city", "نادية العمراني", "Nadia El Amrani", Role.HEAD),
    Member("head.town", "رشيد الفيلالي", "Rachid Filali", Role.HEAD),
    Member("head.rural", "لحسن أيت سعيد", "Lahcen Ait Said", Role.HEAD),
)
MARKER: Final = next(each.email for each in MEMBERS if each.role is Role.MINISTRY)


@dataclass(frozen=True, slots=True)
class Desks:
    """Who decides: the head of each main school by its id, the officer of each directorate."""

    heads: dict[int, Actor]
    officers: dict[str, Actor]


def lay_staff(
    signing_in: dict[str, DemoSchool], others: Iterable[DemoSchool], now: datetime
) -> Desks:
    """Open the accounts: those of each role, and one without password for each other head.

    `signing_in` gives the school of each of `HEADS` by its login.
    """
    officers = {
        member.place: actor
        for member in MEMBERS
        if (actor := _open(member, member.place, now)) and member.role is Role.DIRECTORATE
    }
    heads = {
        signing_in[member.login].id: _open(member, signing_in[member.login].code, now)
        for member in HEADS
    }
    for school in others:
        if school.id not in heads:
            login = f"head.{school.code.lower()}"
            member = Member(login, "مدير(ة) المؤسسة", "Chef d'établissement", Role.HEAD)
            heads[school.id] = _open(member, school.code, now)
    _share_password(now)
    return Desks(heads, officers)


def _open(member: Member, place: str, now: datetime) -> Actor:
    staff = create_staff(
        email=member.email,
        name_ar=member.name_ar,
        name_fr=member.name_fr,
        actor=SYSTEM,
        now=now,
    )
    floor: ScopeKind = ROLE_FLOOR[member.role]
    today = local_date(now)
    grant_role(
        staff_id=staff.pk,
        role=member.role,
        scope=Scope(floor, scope_by_code(floor, place)),
        valid_from=today - _HELD_SINCE,
        actor=SYSTEM,
        now=now,
    )
    return actor_of_staff(staff.pk, today)


def _share_password(now: datetime) -> None:
    """Give everyone who can sign in the same password, hashed once: the hash is slow on purpose."""
    emails = [member.email for member in (*MEMBERS, *HEADS)]
    members = StaffMember.objects.filter(email__in=emails)
    first = members.order_by("pk")[:1].get()
    set_password(staff_id=first.pk, password=PASSWORD, actor=SYSTEM, now=now)
    first.refresh_from_db(fields=["password"])
    members.update(password=first.password)
