"""The administration's door: e-mail and password, with a lock after repeated failures."""

from datetime import datetime, timedelta

from axes.helpers import get_client_ip_address, get_cool_off
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tasjil.accounts.models import StaffMember
from tasjil.accounts.rules import STAFF_PER_HOST, Tally, host_of
from tasjil.accounts.services.rates import spend
from tasjil.accounts.types import SignInStep
from tasjil.core import audit
from tasjil.core.errors import DomainError, TooMany
from tasjil.core.text import clean
from tasjil.core.types import ANONYMOUS, Actor, ActorKind

_LONGEST_EMAIL = 254
_LONGEST_PASSWORD = 1024


class WrongCredentials(DomainError):
    """No such e-mail, a wrong password or a closed account: the answer does not say which."""

    code = "wrong_credentials"
    status = 422
    sentence = _("The e-mail address or the password is not right.")


class LockedOut(TooMany):
    """Too many failures for this e-mail from this address; `data['retry_after']` in seconds."""

    code = "locked_out"
    sentence = _(
        "Too many wrong passwords. Signing in is closed for a quarter of an hour. "
        "If you forgot your password, ask whoever manages accounts in your directorate."
    )


def sign_in_staff(*, request: HttpRequest, email: str, password: str, now: datetime) -> SignInStep:
    """Open a staff session on `request`; return what is still wanted, today always DONE.

    Raises WrongCredentials, LockedOut, TooMany. The failure is kept although an error follows, so
    this must not be called inside a transaction.
    """
    address = clean(email).lower()[:_LONGEST_EMAIL]
    spend((Tally(STAFF_PER_HOST, host_of(get_client_ip_address(request) or "")),), now=now)
    # The name `email` matters: axes looks for the user model's own field in the credentials.
    staff = authenticate(request, email=address, password=password[:_LONGEST_PASSWORD])
    if not isinstance(staff, StaffMember):
        raise _refused(request, address, now)
    # A second factor goes here: keep the staff id in the session without `login`, return
    # SECOND_FACTOR, and let a second function call `_enter` once it was proved.
    _enter(request, staff, now)
    return SignInStep.DONE


def sign_out_staff(*, request: HttpRequest, now: datetime) -> None:
    """Close the staff session of `request`, if there is one."""
    if isinstance(request.user, StaffMember):
        _trail("staff.signed_out", request.user.pk, Actor(ActorKind.STAFF, request.user.pk), now)
    logout(request)


@transaction.atomic
def _enter(request: HttpRequest, staff: StaffMember, now: datetime) -> None:
    login(request, staff)
    _trail("staff.signed_in", staff.pk, Actor(ActorKind.STAFF, staff.pk), now)


def _refused(request: HttpRequest, address: str, now: datetime) -> DomainError:
    # Asked in every case, so that a known address takes no longer than an unknown one.
    known = StaffMember.objects.filter(email=address).values_list("pk", flat=True).first()
    failures = getattr(request, "axes_failures_since_start", None) or 0
    if not getattr(request, "axes_locked_out", False):
        _trail("staff.sign_in_refused", known, ANONYMOUS, now)
        return WrongCredentials()
    if failures == settings.AXES_FAILURE_LIMIT:  # told once, not for each knock on a closed door
        _trail("staff.locked_out", known, ANONYMOUS, now)
    # Axes' middleware would put its own bare page in the place of ours.
    request.axes_locked_out = False  # type: ignore[attr-defined]
    wait: timedelta = get_cool_off(request) or timedelta(minutes=15)
    return LockedOut(retry_after=int(wait.total_seconds()))


def _trail(action: str, staff_id: int | None, actor: Actor, now: datetime) -> None:
    audit.record(actor=actor, action=action, object_kind="staff", object_id=staff_id, now=now)
