"""Whatever is sent to a page: never a 500, and what was typed comes back."""

import html
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasjil.applications.models import Application
from tasjil.applications.types import Section
from tasjil.portals.guardian.forms.names import NAMES, TICKED
from tests.factories import Country

_LONGEST = 1000
ODD = st.sampled_from(
    [
        "", " ", "\x00", "\u202e", "٠٦١٢٣٤", "14/09/2021", "١٤/٠٩/٢٠٢١", "15/04/1441", "1/1/9999",
        "listed", "classic", "none", "mother", "living", "primary_1", "1", "-1", "9" * 30, "1e9",
        "'; DROP TABLE x; --", "<script>", '"><img src=x>', "😀", "ل" * 300, "x" * 3000, "%s",
        "{{ x }}",
    ]
)  # fmt: skip
TEXT = ODD | st.text(max_size=60)
SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def fields(section: Section) -> st.SearchStrategy[dict[str, Any]]:
    """Any of the page's fields, missing, once or several times, beside some that it has not."""
    names = st.sampled_from([*NAMES[section], "action", "commune_search", "school_search", "other"])
    return st.dictionaries(names, TEXT | st.lists(TEXT, min_size=1, max_size=3), max_size=14)


def last(value: Any) -> str:
    """What a browser's repeated field means: the last one counts."""
    return str(value[-1] if isinstance(value, list) else value)


@pytest.mark.parametrize("section", list(Section))
def test_no_post_breaks_a_page(
    phone: Client, country: Country, draft: int, section: Section
) -> None:
    @SLOW
    @given(form=fields(section))
    def check(form: dict[str, Any]) -> None:
        url = f"/fr/apply/requests/{draft}/{section.value}"
        page = phone.post(url, form)
        assert page.status_code in (200, 303, 422)
        kept = Application.objects.get(pk=draft).answers[section.value]
        shown = phone.get(url).content.decode()
        for name in NAMES[section]:
            if (
                name in form
                and name not in TICKED
                and name not in ("commune", "locality", "school")
            ):
                typed = last(form[name]).replace("\x00", "")[:_LONGEST]
                assert kept[name] == typed
                if _is_text(section, name):
                    assert html.escape(typed) in shown
        assert phone.get(url.replace(section.value, "review")).status_code == 200
        assert phone.get("/fr/apply/requests/").status_code == 200

    check()


def _is_text(section: Section, name: str) -> bool:
    """Whether the field is a line of text on the page that is shown whatever else was answered."""
    chosen = ("level", "nationality", "school_wish", "child_sex", "civil_status_kind")
    return not name.endswith(("_status", "_kind", "_capacity")) and name not in chosen


def test_no_post_breaks_sending(phone: Client, country: Country, draft: int) -> None:
    @SLOW
    @given(section=st.sampled_from(list(Section)), name=st.data(), value=TEXT)
    def check(section: Section, name: Any, value: str) -> None:
        field = name.draw(st.sampled_from(NAMES[section]))
        saved = Application.objects.get(pk=draft)
        if saved.state != "draft":
            return
        before = saved.answers[section.value].get(field, "")
        saved.answers[section.value][field] = value.replace("\x00", "")
        saved.save()
        assert phone.post(f"/fr/apply/requests/{draft}/review").status_code in (303, 409, 422)
        saved = Application.objects.get(pk=draft)
        if saved.state == "draft":
            saved.answers[section.value][field] = before
            saved.save()

    check()


def test_no_post_breaks_the_door(country: Country, now: datetime) -> None:
    @SLOW
    @given(contact=TEXT, next_path=TEXT, kept=TEXT, code=TEXT)
    def check(contact: str, next_path: str, kept: str, code: str) -> None:
        client = Client()
        form = {"contact": contact, "next": next_path, "kept": kept}
        assert client.post("/fr/apply/", form).status_code in (200, 303, 422, 429)
        assert client.get("/fr/apply/", {"next": next_path}).status_code == 200
        page = client.post("/fr/apply/code", {"code": code, "kept": kept})
        assert page.status_code in (302, 422, 429)

    check()


def test_a_body_that_is_too_large_is_a_page(phone: Client, draft: int) -> None:
    page = phone.post(f"/fr/apply/requests/{draft}/child", {"birth_place": "x" * 2_000_000})
    assert page.status_code in (400, 413)
    many = phone.post(f"/fr/apply/requests/{draft}/child", {f"f{n}": "x" for n in range(500)})
    assert many.status_code in (400, 413)
