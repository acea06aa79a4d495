"""The table of addresses and roles holds, and no address is missing from it."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tasjil.accounts.models import Contact
from tasjil.accounts.services import open_guardian_session
from tasjil.accounts.types import GUARDIAN_COOKIE
from tests.factories import Country, file_request, guardian
from tests.portals.desks import page, request_page, sign_in
from tests.portals.matrix_staff import MATRIX, SIGN_IN, STAFF, cells

NAMESPACES = {"staff", "school", "office"}


def names_of(patterns, namespace: str = "") -> set[str]:
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= names_of(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and namespace in NAMESPACES:
            found.add(f"{namespace}:{pattern.name}")
    return found


def test_every_address_of_the_administration_has_its_row() -> None:
    assert names_of(get_resolver().url_patterns) == set(MATRIX)


def browser_of(column: str, country: Country, now) -> Client:
    if column in STAFF:
        return sign_in(country, STAFF[column])
    client = Client()
    if column == "guardian":
        contact = Contact.objects.get(pk=guardian(now).id)
        client.cookies[GUARDIAN_COOKIE] = open_guardian_session(contact, now=now)
    return client


@pytest.mark.parametrize(("name", "method", "column", "expected"), cells())
def test_each_role_gets_what_the_table_says(
    country: Country, now, name: str, method: str, column: str, expected: int
) -> None:
    application = file_request(country, now)
    browser = browser_of(column, country, now)
    if name == "office:board_unit":
        url = page(name, "directorate", country.directorate.pk)
    elif name.split(":")[0] == "school" and name != "school:desk":
        url = request_page(name, application)
    else:
        url = page(name)
    told = {"seen_version": application.version, "key": "a-fresh-key"}
    response = browser.get(url) if method == "get" else browser.post(url, told)
    to_the_door = response.status_code == 302 and "/staff/sign-in" in response["Location"]
    assert (SIGN_IN if to_the_door else response.status_code) == expected
