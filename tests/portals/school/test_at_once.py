"""Two heads decide the same request at the same moment, from two browsers."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from tasjil.applications.models import Application, HistoryEvent
from tests.factories import file_request, lay_country
from tests.portals.desks import request_page, sign_in


@pytest.mark.django_db(transaction=True)
def test_two_heads_at_once_give_one_decision_and_one_clear_message(now) -> None:
    country = lay_country(now)
    filed = file_request(country, now)
    start = Barrier(2)
    clicks = [
        (sign_in(country, "head"), request_page("school:accept", filed), {"key": "first-browser"}),
        (
            sign_in(country, "head"),
            request_page("school:refuse", filed),
            {
                "key": "second-browser",
                "ground": "school_full",
                "decision_text": "ممتلئة",
                "step": "send",
            },
        ),
    ]

    def click(browser: Client, url: str, told: dict[str, str]):
        start.wait()
        try:
            return browser.post(url, {"seen_version": filed.version, **told})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(lambda each: click(*each), clicks))
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    (late,) = [answer for answer in answers if answer.status_code == 409]
    (news,) = late.context["problem"].events
    assert news.title
    assert "موظف(ة)" in news.note
    assert HistoryEvent.objects.filter(move__in=["accept", "refuse"]).count() == 1
    assert Application.objects.get(pk=filed.pk).version == filed.version + 1
