"""A line of the log names nobody: no path, no query, no values of a row."""

import json
import logging
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client, RequestFactory, override_settings
from django.urls import resolve
from django.utils import translation

from tasjil.core.logs import formatter

NAME = "SECRETCHILD"


def line_of(record: logging.LogRecord) -> dict[str, Any]:
    text = formatter().format(record)
    assert NAME not in text
    return dict(json.loads(text))


def test_a_failed_request_is_named_by_its_route() -> None:
    path = "/fr/staff/school/"
    request = RequestFactory().get(path, {"q": NAME})
    with translation.override("fr"):
        request.resolver_match = resolve(path)
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 1, "Internal Server Error: %s", (path + NAME,), None
    )
    record.request = request
    line = line_of(record)
    assert line["event"] == "Internal Server Error: %s"
    assert line["route"].endswith("staff/school/")
    assert "request" not in line


def test_an_error_of_the_database_keeps_the_row_to_itself(db: None) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE t (name text PRIMARY KEY)")
            cursor.execute("INSERT INTO t VALUES (%s)", [NAME])
            cursor.execute("INSERT INTO t VALUES (%s)", [NAME])
    except IntegrityError as error:
        known = (type(error), error, error.__traceback__)
        record = logging.LogRecord("tasjil", logging.ERROR, "", 1, "broke", (), known)
        assert "DETAIL" not in json.dumps(line_of(record))
        assert line_of(record)["exception"][0]["exc_type"] == "IntegrityError"


@pytest.mark.parametrize("much", [{"q": NAME}, {f"n{n}": NAME for n in range(400)}])
def test_nothing_that_a_browser_sends_is_repeated(
    db: None, caplog: pytest.LogCaptureFixture, much: dict[str, str]
) -> None:
    client = Client(enforce_csrf_checks=True)
    with override_settings(DEBUG=False), caplog.at_level(logging.WARNING):
        client.post("/fr/staff/sign-in", much, QUERY_STRING=f"q={NAME}")
    assert caplog.records
    for record in caplog.records:
        line_of(record)
