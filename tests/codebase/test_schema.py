"""Conventions of the schema: names, indexes on foreign keys, aware times, signed decisions."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import translation

from tests.codebase.test_layers import own_models


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_times_end_in_at_and_days_in_on_or_by(model) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.DateTimeField):
            assert field.name.endswith("_at") or field.name in {
                "at",
                "window_start",
                "last_login",
            }, field
        elif isinstance(field, models.DateField):
            ends = ("_on", "_by", "_until", "_from", "_to", "_date")
            assert field.name.endswith(ends), f"{model.__name__}.{field.name}"


def test_every_app_has_migrations_that_match_its_models(db: None) -> None:
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.state import ProjectState

    executor = MigrationExecutor(connection)
    with translation.override(None):  # names in a language would look like changes
        changes = MigrationAutodetector(
            executor.loader.project_state(), ProjectState.from_apps(apps)
        ).changes(graph=executor.loader.graph)
    assert not changes
