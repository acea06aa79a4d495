"""What tests of the staff pages lean on: a signed-in browser, many requests, a still clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tasjil.accounts.models import StaffMember
from tasjil.applications import services
from tasjil.applications.models import Application
from tasjil.core.identifiers import show_number
from tests.conftest import NOW
from tests.factories import Country, file_request, guardian

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_FIRST = ("سلمى", "يوسف", "آدم", "ملاك", "ريان", "هبة", "أنس", "جنى", "ياسين", "مريم")
_LAST = ("العلوي", "بناني", "الإدريسي", "حداد", "الفاسي", "برادة")
_LATIN = ("Salma", "Youssef", "Adam", "Malak", "Rayan", "Hiba", "Anas", "Jana", "Yassine", "Meryem")


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages read the same evening as the builders of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def sign_in(country: Country, key: str) -> Client:
    """Return a browser in which this member of the administration is signed in."""
    client = Client()
    client.force_login(StaffMember.objects.get(pk=country.staff[key].pk), backend=_BACKEND)
    return client


def page(name: str, *args: Any, language: str = "ar", **query: str) -> str:
    """Return the address of a page in a language."""
    with translation.override(language):
        url = reverse(name, args=args)
    return f"{url}?{'&'.join(f'{k}={v}' for k, v in query.items())}" if query else url


def request_page(name: str, application: Application, language: str = "ar") -> str:
    """Return the address of a page about a request."""
    return page(name, show_number(application.number or ""), language=language)


def file_many(country: Country, now: datetime, count: int, **changes: Any) -> list[Application]:
    """Return requests of as many families, for children who do not look alike."""
    return [_file(country, now, n, changes) for n in range(count)]


def _file(country: Country, now: datetime, n: int, changes: dict[str, Any]) -> Application:
    serial = f"{Application.objects.count():04}"
    own = {
        "act_number": serial,
        "birth_date": f"{n % 28 + 1:02}/{n // 28 % 12 + 1:02}/2021",
        "child_first_name_ar": _FIRST[n % 10],
        "child_first_name_lat": _LATIN[n % 10],
        "child_family_name_ar": _LAST[n // 10 % 6],
        "mother_first_name": _FIRST[(n + 3) % 10],
        "mother_family_name": _LAST[(n + 1) % 6],
    }
    family = guardian(now, f"+21261230{serial}")
    return file_request(country, now, actor=family, **{**own, **changes})


def without_school(country: Country, now: datetime, **changes: Any) -> Application:
    """Return a request that no school was found for: the directorate's own case."""
    (filed,) = file_many(country, now, 1, school_wish="not_listed", school="", **changes)
    return filed


def refuse(country: Country, application: Application, now: datetime) -> Application:
    """Have the head refuse a request."""
    return services.refuse(
        application_id=application.pk,
        ground_code="school_full",
        text="المؤسسة ممتلئة",
        actor=country.head,
        now=now,
    )


@contextmanager
def counted() -> Iterator[CaptureQueriesContext]:
    """Count the queries of a block."""
    with CaptureQueriesContext(connection) as queries:
        yield queries


def queries_of(client: Client, url: str) -> int:
    """Return how many queries a page asks, once whatever may be kept is kept."""
    client.get(url)
    with counted() as queries:
        assert client.get(url).status_code == 200
    return len(queries)
