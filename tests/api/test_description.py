"""The description is true: generated requests find no surprise, and every address is in it."""

from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.generation import GenerationMode

from tests.factories import lay_country

load_all_checks()
KEPT = CHECKS.get_by_names(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "unsupported_method",
    ]
)


def test_the_description_is_whole(api: Client, db: None) -> None:
    schema = api.get("/api/v1/openapi.json").json()
    assert schema["openapi"] == "3.1.0"
    assert (schema["info"]["title"], schema["info"]["version"]) == ("Tasjil", "1.0.0")
    assert schema["info"]["contact"]["name"]
    assert set(schema["paths"]) == {
        "/api/v1/academies",
        "/api/v1/directorates",
        "/api/v1/communes",
        "/api/v1/schools",
        "/api/v1/schools/{code}",
        "/api/v1/requests/track",
        "/api/v1/workflow",
        "/api/v1/decisions",
    }
    track = schema["paths"]["/api/v1/requests/track"]["post"]["responses"]
    assert set(track) == {"200", "400", "404", "422", "429"}
    assert list(track["429"]["content"]) == ["application/problem+json"]


def test_the_page_lists_every_operation_and_loads_nothing_from_elsewhere(
    api: Client, db: None
) -> None:
    page = api.get("/api/v1/docs")
    schema = api.get("/api/v1/openapi.json").json()
    assert page.status_code == 200
    for path in schema["paths"]:
        assert path in page.text
    assert "too_many_attempts" in page.text
    assert "https://" not in page.text.replace('href="https://', "")
    assert "<script>" not in page.text


@pytest.fixture
def described(
    transactional_db: None, key: Any, now: datetime, settings: Any
) -> tuple[Any, dict[str, Any]]:
    """The schema as a machine reads it, and a key. A real handler ends its transactions."""
    settings.SIGN_IN_LIMITS_SCALE = 1000
    lay_country(now)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application()), key()


@pytest.mark.slow
def test_generated_requests_find_no_surprise(described: tuple[Any, dict[str, Any]]) -> None:
    schema, headers = described
    for result in schema.get_all_operations():
        _try(result.ok(), headers)


def _try(operation: Any, headers: dict[str, Any]) -> None:
    for mode in GenerationMode:

        @given(case=operation.as_strategy(generation_mode=mode))
        @budget(
            max_examples=25,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        def answers(case: Any) -> None:
            case.call_and_validate(headers=headers, checks=KEPT)

        # What takes nothing cannot be asked wrongly.
        with suppress(Unsatisfiable):
            answers()
