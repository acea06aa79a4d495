"""Members of the administration and what they hold."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from tasjil.accounts.models import RoleGrant, StaffMember
from tasjil.accounts.policies import STAFF_MANAGE, holds_anywhere
from tasjil.accounts.services.addresses import read_email
from tasjil.accounts.types import ROLE_FLOOR, Role, Scope
from tasjil.core import audit
from tasjil.core.errors import DomainError, NotAllowed, NotFound
from tasjil.core.types import Actor
from tasjil.territory.models import Academy, Commune, Directorate, School
from tasjil.territory.types import ScopeKind

_UNITS: dict[ScopeKind, type[models.Model]] = {
    ScopeKind.ACADEMY: Academy,
    ScopeKind.DIRECTORATE: Directorate,
    ScopeKind.COMMUNE: Commune,
    ScopeKind.SCHOOL: School,
}


class EmailTaken(DomainError):
    """Another member of the administration signs in with this address."""

    code = "email_taken"
    sentence = _("Somebody already signs in with this e-mail address.")


class WeakPassword(DomainError):
    """`data['reasons']` says in words what is wanted of a password."""

    code = "weak_password"
    status = 422
    sentence = _("This password is too easy to guess.")


class WrongFloor(DomainError):
    """A role is held on one floor of the tree only: a head over a school, and so on."""

    code = "wrong_floor"
    status = 422
    sentence = _("This role is not held over that part of the territory.")


@transaction.atomic
def create_staff(
    *,
    email: str,
    name_ar: str,
    name_fr: str,
    mobile: str = "",
    password: str | None = None,
    actor: Actor,
    now: datetime,
) -> StaffMember:
    """Return a new member of the administration, without any role yet.

    Without `password` nobody can sign in as them until one is set. `mobile` is in E.164 or empty.
    Raises NotAllowed, NoSuchMailbox, EmailTaken, WeakPassword.
    """
    _check_may_manage(actor)
    staff = StaffMember(
        email=read_email(email), name_ar=name_ar, name_fr=name_fr, mobile=mobile, created_at=now
    )
    _put_password(staff, password)
    try:
        with transaction.atomic():
            staff.save(force_insert=True)
    except IntegrityError as error:
        raise EmailTaken from error
    _trail("staff.created", staff.pk, actor, now)
    return staff


@transaction.atomic
def set_password(*, staff_id: int, password: str, actor: Actor, now: datetime) -> None:
    """Set a password, one's own or (with the right to manage staff) another's; ends all sessions.

    Raises NotFound, NotAllowed, WeakPassword.
    """
    if not (actor.is_staff and actor.id == staff_id):
        _check_may_manage(actor)
    staff = _locked(staff_id)
    _put_password(staff, password)
    staff.save(update_fields=["password"])
    _trail("staff.password_set", staff_id, actor, now)


@transaction.atomic
def grant_role(
    *,
    staff_id: int,
    role: Role,
    scope: Scope,
    valid_from: date,
    valid_to: date | None = None,
    actor: Actor,
    now: datetime,
) -> RoleGrant:
    """Give a role over a part of the territory; granting it again sets its dates anew.

    `valid_to` is the first day on which it is no longer held. Raises NotAllowed, NotFound for the
    member or the unit, WrongFloor.
    """
    _check_may_manage(actor)
    if ROLE_FLOOR[role] is not scope.kind:
        raise WrongFloor(role=role.value, scope=scope.kind.value)
    unit = _UNITS.get(scope.kind)
    if (scope.id is None) is not (unit is None):
        raise WrongFloor(role=role.value, scope=scope.kind.value)
    if unit is not None and not unit._default_manager.filter(pk=scope.id).exists():
        raise NotFound
    _locked(staff_id)
    grant, _created = RoleGrant.objects.update_or_create(
        staff_id=staff_id,
        role=role.value,
        scope_kind=scope.kind.value,
        scope_id=scope.id,
        defaults={"valid_from": valid_from, "valid_to": valid_to},
    )
    _trail("staff.role_granted", staff_id, actor, now, _described(grant))
    return grant


@transaction.atomic
def end_role(*, grant_id: int, on: date, actor: Actor, now: datetime) -> None:
    """Have a role end: `on` is the first day on which it is no longer held.

    Raises NotAllowed, NotFound. A role that had not begun by then was never held.
    """
    _check_may_manage(actor)
    grant = RoleGrant.objects.select_for_update().filter(pk=grant_id).first()
    if grant is None:
        raise NotFound
    grant.valid_to = max(on, grant.valid_from)
    grant.save(update_fields=["valid_to"])
    _trail("staff.role_ended", grant.staff_id, actor, now, _described(grant))


@transaction.atomic
def deactivate_staff(*, staff_id: int, actor: Actor, now: datetime) -> None:
    """Shut somebody out at once, sessions included. Raises NotAllowed, NotFound."""
    _check_may_manage(actor)
    staff = _locked(staff_id)
    staff.is_active = False
    staff.save(update_fields=["is_active"])
    _trail("staff.deactivated", staff_id, actor, now)


def _check_may_manage(actor: Actor) -> None:
    if not holds_anywhere(actor, STAFF_MANAGE):
        raise NotAllowed


def _locked(staff_id: int) -> StaffMember:
    staff = StaffMember.objects.select_for_update().filter(pk=staff_id).first()
    if staff is None:
        raise NotFound
    return staff


def _put_password(staff: StaffMember, password: str | None) -> None:
    if password is not None:
        try:
            validate_password(password, staff)
        except ValidationError as error:
            raise WeakPassword(reasons=list(error.messages)) from error
    staff.set_password(password)


def _described(grant: RoleGrant) -> dict[str, Any]:
    return {
        "role": grant.role,
        "scope_kind": grant.scope_kind,
        "scope_id": grant.scope_id,
        "valid_from": grant.valid_from.isoformat(),
        "valid_to": grant.valid_to.isoformat() if grant.valid_to else None,
    }


def _trail(
    action: str, staff_id: int, actor: Actor, now: datetime, data: dict[str, Any] | None = None
) -> None:
    audit.record(
        actor=actor, action=action, object_kind="staff", object_id=staff_id, now=now, data=data
    )
