"""The demonstration country: every state, every kind of family, real places, few messages."""

from collections import Counter
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.test import Client

from tasjil.accounts.models import StaffMember
from tasjil.accounts.selectors import actor_of_key, actor_of_staff
from tasjil.accounts.types import Role
from tasjil.applications.models import Application, HistoryEvent
from tasjil.applications.selectors import desk
from tasjil.applications.types import Move, State
from tasjil.core.identifiers import show_number
from tasjil.core.models import AuditEntry, OutboxEvent
from tasjil.demo.country import PARTNER_KEY, Loaded, is_loaded
from tasjil.demo.staff import HEADS, MEMBERS, PASSWORD
from tasjil.demo.stories import ADDRESSES
from tasjil.families.models import Family, Parent
from tasjil.seasons.selectors import current_calendars
from tasjil.seasons.types import Level
from tasjil.territory.models import Academy, Commune, Directorate, Locality, School, Zone
from tests.demo.conftest import DAY, arrive

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("loaded", "db")]


def test_every_state_is_there() -> None:
    states = Counter(Application.objects.values_list("state", flat=True))
    assert set(states) == {state.value for state in State}
    assert sum(states.values()) == 421


def test_every_move_was_made_but_correction() -> None:
    made = set(HistoryEvent.objects.values_list("move", flat=True))
    assert made == {move.value for move in Move} - {Move.CORRECT.value}


def test_the_territory_is_the_real_one_with_invented_schools() -> None:
    assert Academy.objects.count() == 12
    assert Directorate.objects.count() == 82
    assert Commune.objects.count() == 1503 + 41
    assert School.objects.count() == 303
    assert School.objects.exclude(reference__startswith="DEMO-").count() == 0
    assert School.objects.values("directorate").distinct().count() == 3
    assert School.objects.filter(parent__isnull=False).count() > 90
    assert Zone.objects.filter(valid_to__isnull=True).count() > 200
    assert Locality.objects.filter(school__isnull=True).count() == 0


def test_the_season_is_around_the_day_of_loading() -> None:
    [primary] = [each for each in current_calendars() if each.level is Level.PRIMARY_1]
    assert primary.season == "2027-2028"
    assert primary.opens_on == DAY.date() - timedelta(days=21)
    assert primary.closes_on == DAY.date() + timedelta(days=30)
    assert primary.late_until == primary.closes_on + timedelta(days=45)
    assert primary.decided_by == primary.closes_on + timedelta(days=15)
    assert primary.results_on == primary.decided_by + timedelta(days=5)
    window = (primary.born_from.isoformat(), primary.born_to.isoformat())
    assert window == ("2012-01-01", "2021-12-31")
    assert primary.dispensation_to is not None
    assert primary.dispensation_to.isoformat() == "2022-03-31"


def test_families_differ() -> None:
    assert Parent.objects.filter(role="father", status="deceased").exists()
    assert {"kafala", "mother", "father"} <= set(Family.objects.values_list("capacity", flat=True))
    kinds = set(Family.objects.values_list("identity_kind", flat=True))
    assert {"cnie", "passport", "none"} <= kinds
    civil = set(Application.objects.values_list("child__civil_status_kind", flat=True))
    assert {"classic", "electronic", "none"} <= civil
    assert set(Application.objects.values_list("wish", flat=True)) == {
        "listed", "not_listed", "no_fixed_address",
    }  # fmt: skip
    assert Application.objects.filter(needs_dispensation=True, state="accepted").exists()
    assert set(Application.objects.values_list("language", flat=True)) == {"ar", "fr"}


def test_automatic_checks_have_something_to_say() -> None:
    said = Counter(
        (check["rule"], check["reason"])
        for checks in Application.objects.values_list("checks", flat=True)
        for check in checks
    )
    for rule, reason in (
        ("residence", "locality"),
        ("residence", "not_listed"),
        ("residence", "no_fixed_address"),
        ("duplicate", "near_match"),
        ("civil_status", "declared"),
        ("identity", "none"),
        ("age", "dispensation"),
    ):
        assert said[rule, reason], (rule, reason)
    out_of_zone = said["residence", "chosen_by_family"] + said["residence", "commune"]
    assert out_of_zone + said["residence", "nearest"] > 10


def test_everything_happened_in_order_and_before_today() -> None:
    moments = list(HistoryEvent.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[0].date() >= DAY.date() - timedelta(days=21)
    assert moments[-1] < DAY
    assert AuditEntry.objects.filter(action="application.submit").count() > 350


def test_only_families_to_meet_are_told_of_the_past(loaded: Loaded) -> None:
    waiting = OutboxEvent.objects.filter(handled_at__isnull=True)
    told = set(waiting.values_list("payload__application_id", flat=True))
    theirs = Application.objects.filter(contact__address__in=ADDRESSES, number__isnull=False)
    assert told == set(theirs.values_list("pk", flat=True))
    assert 20 <= waiting.count() <= 40
    assert set(waiting.values_list("created_at", flat=True)) == {DAY}
    assert loaded.messages_kept_back > 800


def test_each_role_can_sign_in_with_the_one_password() -> None:
    held = set()
    for member in StaffMember.objects.prefetch_related("role_grants"):
        if member.has_usable_password():
            assert check_password(PASSWORD, member.password)
            held |= {Role(grant.role) for grant in member.role_grants.all()}
    assert held == set(Role)


def test_heads_have_work_before_them() -> None:
    for login in ("head.city", "head.town", "head.rural"):
        member = StaffMember.objects.get(email=f"{login}@demo.tasjil.invalid")
        actor = actor_of_staff(member.pk, DAY.date())
        assert desk(actor, states=[State.SUBMITTED, State.IN_REVIEW]).count() >= 2, login


def test_the_head_of_a_rural_school_sees_its_satellites() -> None:
    member = StaffMember.objects.get(email="head.rural@demo.tasjil.invalid")
    seen = desk(actor_of_staff(member.pk, DAY.date()))
    assert seen.filter(school__parent__isnull=False).exists()


def test_the_partners_key_opens_the_decisions() -> None:
    actor = actor_of_key(PARTNER_KEY)
    assert actor is not None
    assert actor.scopes == {"applications:read"}


def test_a_second_load_changes_nothing() -> None:
    before = (Application.objects.count(), AuditEntry.objects.count(), School.objects.count())
    out = StringIO()
    call_command("demo", stdout=out)
    assert "already" in out.getvalue()
    after = (Application.objects.count(), AuditEntry.objects.count(), School.objects.count())
    assert after == before


@pytest.mark.parametrize("options", [[], ["--force"]])
def test_data_that_is_not_the_demonstrations_is_never_touched(options: list[str]) -> None:
    StaffMember.objects.create(
        email="real@men.gov.ma", name_ar="موظف", name_fr="Agent", created_at=DAY
    )
    with pytest.raises(CommandError, match="not the demonstration"):
        call_command("demo", *options)
    assert is_loaded()


@pytest.mark.urls("tests.demo.urls")
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_page_shows_accounts_families_and_messages(demo: Path, language: str) -> None:
    arrive(
        demo, {"to": ADDRESSES[0], "text": "وصل طلبكم"}, {"to": "a@b.ma", "text": "رمزكم 123456"}
    )
    page = Client(headers={"Accept-Language": language}).get("/demo/")
    assert page.status_code == 200
    for member in (*HEADS, *MEMBERS):
        assert member.email in page.text
    assert PASSWORD in page.text
    requests = Application.objects.filter(contact__address__in=ADDRESSES, number__isnull=False)
    for request in requests:
        assert show_number(request.number or "") in page.text
    assert "06 00 00 00 01" in page.text
    assert "رمزكم 123456" in page.text
    assert page.text.index("a@b.ma") < page.text.index("وصل طلبكم")  # the newest first
    assert 'http-equiv="refresh"' not in page.text  # no page moves by itself (WCAG 2.2.1)
