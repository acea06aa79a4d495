"""The administration's door."""

from collections.abc import Callable

import pytest
from axes.middleware import AxesMiddleware
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from tasjil.accounts.models import StaffMember
from tasjil.accounts.rules import STAFF_PER_HOST, Tally, host_of
from tasjil.accounts.services import (
    LockedOut,
    WrongCredentials,
    create_staff,
    deactivate_staff,
    sign_in_staff,
    sign_out_staff,
)
from tasjil.accounts.services.rates import spend
from tasjil.accounts.types import SignInStep
from tasjil.core.errors import TooMany
from tasjil.core.models import AuditEntry
from tasjil.core.types import SYSTEM

from .conftest import HOME, NOW

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "rachid@men.example.ma", "seven-green-doors"
Visit = Callable[..., HttpRequest]


@pytest.fixture
def staff() -> StaffMember:
    """Somebody with a password."""
    return create_staff(
        email=EMAIL, name_ar="رشيد", name_fr="Rachid", password=PASSWORD, actor=SYSTEM, now=NOW
    )


def knock(request: HttpRequest, email: str = EMAIL, password: str = PASSWORD) -> SignInStep:
    """Try to sign in."""
    return sign_in_staff(request=request, email=email, password=password, now=NOW)


def test_the_right_password_opens_a_session(staff: StaffMember, visit: Visit) -> None:
    request = visit()
    assert knock(request, "  Rachid@MEN.example.ma ") is SignInStep.DONE
    assert request.session[SESSION_KEY] == str(staff.pk)
    assert request.user == staff


def test_signing_in_changes_the_session_s_key(staff: StaffMember, visit: Visit) -> None:
    request = visit()
    request.session["seen"] = "before"
    request.session.save()
    before = request.session.session_key
    knock(request)
    assert request.session.session_key != before


def test_signing_out_empties_the_session(staff: StaffMember, visit: Visit) -> None:
    request = visit()
    knock(request)
    sign_out_staff(request=request, now=NOW)
    assert SESSION_KEY not in request.session
    sign_out_staff(request=request, now=NOW)  # whoever is already out may go again


@pytest.mark.parametrize("email", [EMAIL, "nobody@men.example.ma", "", "a" * 400, "nul\0@x.ma"])
def test_a_wrong_password_and_an_unknown_address_get_one_answer(
    staff: StaffMember, visit: Visit, email: str
) -> None:
    with pytest.raises(WrongCredentials) as refusal:
        knock(visit(), email, "wrong")
    assert refusal.value.data == {}


def test_known_and_unknown_addresses_cost_the_same_work(
    staff: StaffMember, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    work = []
    for email in (EMAIL, "nobody@men.example.ma"):
        hashed.clear()
        with pytest.raises(WrongCredentials):
            knock(visit(), email, "wrong")
        work.append(len(hashed))
    assert work[0] == work[1] == 1


def test_a_closed_account_gets_the_same_answer(staff: StaffMember, visit: Visit) -> None:
    deactivate_staff(staff_id=staff.pk, actor=SYSTEM, now=NOW)
    with pytest.raises(WrongCredentials):
        knock(visit())


def test_eight_failures_close_the_door_even_to_the_right_password(
    staff: StaffMember, visit: Visit
) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        with pytest.raises(WrongCredentials):
            knock(visit(), password="wrong")
    with pytest.raises(LockedOut) as refusal:
        knock(visit(), password="wrong")
    assert refusal.value.data == {"retry_after": 900}
    with pytest.raises(LockedOut):
        knock(visit())


def test_an_unknown_address_is_locked_like_a_known_one(visit: Visit) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        with pytest.raises(WrongCredentials):
            knock(visit(), "nobody@men.example.ma")
    with pytest.raises(LockedOut):
        knock(visit(), "nobody@men.example.ma")


def test_the_lock_is_for_one_address_at_one_place(staff: StaffMember, visit: Visit) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        with pytest.raises((WrongCredentials, LockedOut)):
            knock(visit(ip="41.140.1.1"), password="wrong")
    assert knock(visit(ip="196.200.10.5")) is SignInStep.DONE


def test_the_lock_opens_after_a_quarter_of_an_hour(staff: StaffMember, visit: Visit) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        with pytest.raises((WrongCredentials, LockedOut)):
            knock(visit(), password="wrong")
    attempt = AccessAttempt.objects.get()
    AccessAttempt.objects.update(attempt_time=attempt.attempt_time.replace(year=2020))
    assert knock(visit()) is SignInStep.DONE


def test_our_page_is_shown_to_the_locked_out_not_the_library_s(
    staff: StaffMember, visit: Visit
) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT + 1):
        request = visit()
        with pytest.raises((WrongCredentials, LockedOut)):
            knock(request, password="wrong")
    ours = HttpResponse("in words")
    assert AxesMiddleware(lambda _request: ours)(request) is ours


def test_trying_many_addresses_from_one_place_ends(staff: StaffMember, visit: Visit) -> None:
    for _ in range(STAFF_PER_HOST.count):
        spend([Tally(STAFF_PER_HOST, host_of(HOME))], now=NOW)
    with pytest.raises(TooMany):
        knock(visit())


def test_logs_and_trail_hold_no_address(
    staff: StaffMember, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    knock(visit())
    for _ in range(settings.AXES_FAILURE_LIMIT + 2):
        with pytest.raises((WrongCredentials, LockedOut)):
            knock(visit(email=EMAIL, password="wrong-and-secret"), password="wrong-and-secret")
    for secret in (EMAIL, "rachid", HOME, "secret"):
        assert secret not in caplog.text
    actions = list(AuditEntry.objects.order_by("id").values_list("action", "object_id"))
    refused = [("staff.sign_in_refused", staff.pk)] * (settings.AXES_FAILURE_LIMIT - 1)
    assert actions[1:] == [("staff.signed_in", staff.pk), *refused, ("staff.locked_out", staff.pk)]
    assert not AccessAttempt.objects.filter(post_data__contains="secret").exists()
