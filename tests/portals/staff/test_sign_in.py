"""The administration's door, as a page."""

import pytest
from django.conf import settings
from django.test import Client

from tasjil.accounts.services import create_staff, grant_role
from tasjil.accounts.types import COUNTRY, Role, Scope
from tasjil.core.types import SYSTEM
from tasjil.territory.types import ScopeKind
from tests.factories import Country
from tests.portals.desks import page, sign_in

EMAIL, PASSWORD = "head@school.example.ma", "a-long-enough-password"


@pytest.fixture
def head(country: Country, now):
    staff = create_staff(
        email=EMAIL, name_ar="أمينة", name_fr="Amina", password=PASSWORD, actor=SYSTEM, now=now
    )
    grant_role(
        staff_id=staff.pk,
        role=Role.HEAD,
        scope=Scope(ScopeKind.SCHOOL, country.school.pk),
        valid_from=now.date(),
        actor=SYSTEM,
        now=now,
    )
    return staff


def send(client: Client, email: str, password: str, **more: str):
    return client.post(
        page("staff:sign_in"), {"email": email, "password": password, "next": "", **more}
    )


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_page_opens_in_both_languages(client: Client, language: str) -> None:
    response = client.get(page("staff:sign_in", language=language))
    assert response.status_code == 200
    assert f'lang="{language}"' in response.content.decode()


@pytest.mark.django_db(transaction=True)
class TestSigningIn:
    def test_a_right_password_leads_home(self, client: Client, head) -> None:
        response = send(client, EMAIL, PASSWORD)
        assert response.status_code == 302
        assert response["Location"] == page("staff:home")

    def test_a_wrong_password_and_an_unknown_mailbox_read_the_same(self, client, head) -> None:
        wrong = send(client, EMAIL, "not-the-password").context["refusal"]
        unknown = send(client, "nobody@school.example.ma", PASSWORD).context["refusal"]
        assert str(wrong) == str(unknown)
        assert send(client, EMAIL, "not-the-password").status_code == 422

    def test_a_locked_door_says_for_how_long(self, client: Client, head) -> None:
        for _ in range(settings.AXES_FAILURE_LIMIT + 1):
            response = send(client, EMAIL, "not-the-password")
        assert response.status_code == 429
        assert response.context["refusal"].code == "locked_out"
        assert send(client, EMAIL, PASSWORD).status_code == 429

    def test_what_was_typed_stays_but_for_the_password(self, client: Client, head) -> None:
        html = send(client, EMAIL, "not-the-password").content.decode()
        assert EMAIL in html
        assert "not-the-password" not in html

    def test_it_goes_on_to_the_page_that_was_asked_for(self, client: Client, head) -> None:
        wanted = page("school:desk", show="all")
        assert send(client, EMAIL, PASSWORD, next=wanted)["Location"] == wanted

    @pytest.mark.parametrize(
        "wanted", ["https://elsewhere.example/", "//elsewhere.example/ar/staff/", "/ar/track"]
    )
    def test_it_never_goes_on_to_a_page_that_is_not_ours(self, client, head, wanted: str) -> None:
        assert send(client, EMAIL, PASSWORD, next=wanted)["Location"] == page("staff:home")

    def test_signing_out_closes_the_session(self, client: Client, head) -> None:
        send(client, EMAIL, PASSWORD)
        assert client.get(page("school:desk")).status_code == 200
        client.post(page("staff:sign_out"))
        assert client.get(page("school:desk")).status_code == 302


def test_an_anonymous_visitor_comes_back_after_signing_in(country: Country, client: Client) -> None:
    response = client.get(page("school:desk", show="all"))
    assert response["Location"].endswith("?next=%2Far%2Fstaff%2Fschool%2F%3Fshow%3Dall")


def test_signing_out_is_never_a_link(country: Country, client: Client) -> None:
    browser = sign_in(country, "head")
    assert browser.get(page("staff:sign_out"))["Location"] == page("staff:home")
    assert browser.get(page("school:desk")).status_code == 200


@pytest.mark.parametrize(
    ("key", "there"),
    [
        ("head", "school:desk"),
        ("officer", "office:board"),
        ("academy", "office:board"),
        ("ministry", "office:board"),
    ],
)
def test_home_leads_each_role_to_its_desk(country: Country, key: str, there: str) -> None:
    response = sign_in(country, key).get(page("staff:home"))
    assert response["Location"] == page(there)


def test_several_roles_choose(country: Country, now) -> None:
    grant_role(
        staff_id=country.staff["head"].pk,
        role=Role.MINISTRY,
        scope=COUNTRY,
        valid_from=now.date(),
        actor=SYSTEM,
        now=now,
    )
    html = sign_in(country, "head").get(page("staff:home")).content.decode()
    assert page("school:desk") in html
    assert page("office:board") in html


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_role_is_told_what_to_do(country: Country, language: str) -> None:
    response = sign_in(country, "auditor").get(page("staff:home", language=language))
    assert response.status_code == 200
    assert response.context["doors"] == []
