"""What the demonstration's page shows: who can sign in, families to meet, what they received."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from tasjil.accounts.models import StaffMember
from tasjil.accounts.types import Role
from tasjil.applications.models import Application
from tasjil.applications.types import State
from tasjil.applications.wording import DESK_STATES, TONES
from tasjil.core.identifiers import show_number
from tasjil.core.phones import show_phone
from tasjil.core.text import show_moment
from tasjil.demo.gateway import Row, received
from tasjil.demo.staff import HEADS, MEMBERS
from tasjil.demo.stories import ADDRESSES
from tasjil.territory.selectors import scope_name
from tasjil.territory.types import ScopeKind


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the list of accounts."""

    role: str
    place: str
    name_ar: str
    name_fr: str
    email: str


@dataclass(frozen=True, slots=True)
class Met:
    """One request of a family to meet."""

    address: str
    child: str
    number: str
    birth_date: str
    state: str
    tone: str
    school: str


@dataclass(frozen=True, slots=True)
class Box:
    """A phone or a mailbox with what it received, the newest first."""

    address: str
    messages: list[Row]


def accounts() -> list[Account]:
    """Return who can sign in, heads of schools first (a query for each, few as they are)."""
    logins = [member.email for member in (*HEADS, *MEMBERS)]
    order = {email: place for place, email in enumerate(logins)}
    found = StaffMember.objects.filter(email__in=logins).prefetch_related("role_grants")
    lines = []
    for member in sorted(found, key=lambda each: order[each.email]):
        for grant in member.role_grants.all():
            place = scope_name(ScopeKind(grant.scope_kind), grant.scope_id)
            role = _roles()[Role(grant.role)]
            lines.append(Account(role, place, member.name_ar, member.name_fr, member.email))
    return lines


def families() -> list[Met]:
    """Return the requests of the families to meet, in the order of their phones (1 query)."""
    rows = Application.objects.filter(contact__address__in=ADDRESSES).select_related(
        "contact", "child", "school"
    )
    order = {address: place for place, address in enumerate(ADDRESSES)}
    return [
        _met(row) for row in sorted(rows, key=lambda each: (order[each.contact.address], each.pk))
    ]


def boxes() -> list[Box]:
    """Return every phone and mailbox that received something, the latest first (1 query)."""
    found: dict[str, list[Row]] = {}
    for message in reversed(received()):
        found.setdefault(message["to"], []).append(message)
    return [
        Box(shown(address), [_dated(each) for each in messages])
        for address, messages in found.items()
    ]


def shown(address: str) -> str:
    """Return a phone as Moroccans write it; a mailbox as it is."""
    return address if "@" in address else show_phone(address)


def _dated(message: Row) -> Row:
    at: datetime | None = parse_datetime(message["sent_at"])
    return {**message, "sent_at": show_moment(at) if at else message["sent_at"]}


def _met(row: Application) -> Met:
    child, state = row.child, State(row.state)
    first = (child.first_name_ar or child.first_name_lat) if child else _("Not sent yet")
    return Met(
        address=shown(row.contact.address),
        child=first,
        number=show_number(row.number) if row.number else "",
        birth_date=child.birth_date.strftime("%d/%m/%Y") if child else "",
        state=str(DESK_STATES[state]),
        tone=TONES[state],
        school=row.school.name if row.school else "",
    )


def _roles() -> dict[Role, str]:
    # A function, so that the catalogue is asked in the language of the page.
    return {
        Role.HEAD: _("School head"),
        Role.DIRECTORATE: _("Provincial directorate"),
        Role.ACADEMY: _("Regional academy"),
        Role.MINISTRY: _("Ministry"),
        Role.HELPLINE: _("Help line"),
        Role.AUDITOR: _("Auditor"),
    }
