"""The demonstration's pages: everything one needs to try the service, and only there."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.demo.conftest import arrive

pytestmark = pytest.mark.urls("tests.demo.urls")


def test_an_empty_demonstration_has_a_page_too(db: None, demo: Path) -> None:
    assert Client().get("/demo/").status_code == 200


def test_messages_are_given_as_they_arrived(db: None, demo: Path) -> None:
    arrive(demo, {"to": "+212600000001", "text": "واحد"}, {"to": "+212600000002", "text": "اثنان"})
    found = Client().get("/demo/messages.json").json()
    assert [each["text"] for each in found] == ["واحد", "اثنان"]
    assert set(found[0]) == {
        "to", "channel", "language", "text", "sent_at", "application_number",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/demo/", "/demo/messages.json"])
def test_outside_the_demonstration_there_is_nothing(db: None, settings: Any, path: str) -> None:
    settings.DEMO = False
    assert Client().get(path).status_code == 404


def test_the_product_does_not_mount_them(db: None, settings: Any) -> None:
    settings.ROOT_URLCONF = "config.urls"
    assert Client().get("/demo/").status_code == 404


def test_the_command_refuses_outside_the_demonstration(db: None, settings: Any) -> None:
    from django.core.management import CommandError, call_command

    settings.DEMO = settings.TESTING = False
    with pytest.raises(CommandError, match="TASJIL_DEMO"):
        call_command("demo")
