"""Members of the administration: who makes them, what they hold and until when."""

from datetime import date, timedelta

import pytest

from tasjil.accounts.models import RoleGrant, StaffMember
from tasjil.accounts.selectors import actor_of_staff, staff_id_by_email
from tasjil.accounts.services import (
    EmailTaken,
    NoSuchMailbox,
    WeakPassword,
    WrongFloor,
    create_staff,
    deactivate_staff,
    end_role,
    grant_role,
    set_password,
)
from tasjil.accounts.types import COUNTRY, Role, Scope
from tasjil.core.errors import NotAllowed, NotFound
from tasjil.core.models import AuditEntry
from tasjil.core.types import ANONYMOUS, SYSTEM, Actor, ActorKind, Grant
from tasjil.territory.models import Academy
from tasjil.territory.types import ScopeKind

from .conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)


def hire(email: str = "rachid@men.example.ma", actor: Actor = SYSTEM) -> StaffMember:
    """Make somebody of the ministry."""
    return create_staff(
        email=email,
        name_ar="رشيد العلمي",
        name_fr="Rachid Alami",
        password="seven-green-doors",
        actor=actor,
        now=NOW,
    )


def give(
    staff: StaffMember, role: Role = Role.MINISTRY, scope: Scope = COUNTRY,
    since: date = TODAY, until: date | None = None, actor: Actor = SYSTEM,
) -> RoleGrant:  # fmt: skip
    """Grant a role."""
    return grant_role(
        staff_id=staff.pk, role=role, scope=scope, valid_from=since, valid_to=until,
        actor=actor, now=NOW,
    )  # fmt: skip


@pytest.fixture
def academy() -> Academy:
    """A regional academy."""
    return Academy.objects.create(code="06", name_ar="الدار البيضاء سطات")


def test_a_new_member_may_do_nothing_yet() -> None:
    staff = hire()
    assert actor_of_staff(staff.pk, TODAY) == Actor(ActorKind.STAFF, staff.pk)


def test_an_address_is_kept_in_lower_case_and_used_once() -> None:
    staff = hire("Rachid@MEN.example.ma")
    assert staff.email == "rachid@men.example.ma"
    assert staff_id_by_email("rachid@men.example.ma") == staff.pk
    with pytest.raises(EmailTaken):
        hire("RACHID@men.example.ma")
    with pytest.raises(NoSuchMailbox):
        hire("rachid")


def test_a_password_easy_to_guess_is_refused_with_reasons() -> None:
    staff = hire()
    with pytest.raises(WeakPassword) as refusal:
        set_password(staff_id=staff.pk, password="12345678", actor=SYSTEM, now=NOW)
    assert refusal.value.data["reasons"]


def test_one_sets_one_s_own_password_and_nobody_else_s() -> None:
    mine, theirs = hire(), hire("amal@men.example.ma")
    me = actor_of_staff(mine.pk, TODAY)
    set_password(staff_id=mine.pk, password="eight-blue-windows", actor=me, now=NOW)
    assert StaffMember.objects.get(pk=mine.pk).check_password("eight-blue-windows")
    with pytest.raises(NotAllowed):
        set_password(staff_id=theirs.pk, password="eight-blue-windows", actor=me, now=NOW)


def test_only_the_ministry_and_the_system_manage_staff(academy: Academy) -> None:
    minister, regional = hire(), hire("amal@men.example.ma")
    give(minister)
    give(regional, Role.ACADEMY, Scope(ScopeKind.ACADEMY, academy.pk))
    assert hire("third@men.example.ma", actor=actor_of_staff(minister.pk, TODAY))
    for actor in (actor_of_staff(regional.pk, TODAY), ANONYMOUS, Actor(ActorKind.GUARDIAN, 1)):
        with pytest.raises(NotAllowed):
            hire("fourth@men.example.ma", actor=actor)
        with pytest.raises(NotAllowed):
            give(regional, actor=actor)


def test_a_role_is_held_on_its_own_floor_over_a_unit_that_exists(academy: Academy) -> None:
    staff = hire()
    with pytest.raises(WrongFloor):
        give(staff, Role.HEAD, Scope(ScopeKind.ACADEMY, academy.pk))
    with pytest.raises(WrongFloor):
        give(staff, Role.MINISTRY, Scope(ScopeKind.COUNTRY, 3))
    with pytest.raises(WrongFloor):
        give(staff, Role.ACADEMY, Scope(ScopeKind.ACADEMY))
    with pytest.raises(NotFound):
        give(staff, Role.ACADEMY, Scope(ScopeKind.ACADEMY, academy.pk + 1))


def test_a_role_is_held_from_its_first_day_to_the_day_before_its_end() -> None:
    staff = hire()
    give(staff, since=TODAY, until=TODAY + 7 * DAY)
    held = [bool(actor_of_staff(staff.pk, TODAY + n * DAY).grants) for n in (-1, 0, 6, 7)]
    assert held == [False, True, True, False]


def test_a_role_can_be_ended_and_given_again() -> None:
    staff = hire()
    grant = give(staff, since=TODAY - 30 * DAY)
    end_role(grant_id=grant.pk, on=TODAY, actor=SYSTEM, now=NOW)
    assert actor_of_staff(staff.pk, TODAY).grants == ()
    give(staff, since=TODAY)
    assert actor_of_staff(staff.pk, TODAY).grants == (Grant("ministry", "country", None),)
    assert RoleGrant.objects.count() == 1


def test_whoever_was_shut_out_is_nobody_at_once() -> None:
    staff = hire()
    give(staff)
    deactivate_staff(staff_id=staff.pk, actor=SYSTEM, now=NOW)
    assert actor_of_staff(staff.pk, TODAY) == ANONYMOUS
    assert actor_of_staff(staff.pk + 1, TODAY) == ANONYMOUS


def test_all_roles_are_read_with_one_query(
    academy: Academy, django_assert_num_queries: object
) -> None:
    staff = hire()
    give(staff)
    give(staff, Role.AUDITOR)
    give(staff, Role.ACADEMY, Scope(ScopeKind.ACADEMY, academy.pk))
    with django_assert_num_queries(1):  # type: ignore[operator]
        actor = actor_of_staff(staff.pk, TODAY)
    assert {grant.role for grant in actor.grants} == {"ministry", "auditor", "academy"}


def test_the_trail_names_no_one() -> None:
    staff = hire()
    give(staff)
    deactivate_staff(staff_id=staff.pk, actor=SYSTEM, now=NOW)
    entries = AuditEntry.objects.order_by("id")
    assert [e.action for e in entries] == [
        "staff.created",
        "staff.role_granted",
        "staff.deactivated",
    ]
    assert not any("achid" in str(e.data) for e in entries)
