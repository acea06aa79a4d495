"""Health for machines: is the process up, may it be sent work, how does it do."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from tasjil.api.metrics import CONTENT_TYPE, exposition
from tasjil.core import outbox
from tasjil.core.clock import now

# Events are delivered in well under a second. After this long nobody delivers them: families
# are told nothing, and somebody must look.
OUTBOX_PATIENCE = timedelta(minutes=10)

_migrated = False


@csrf_exempt
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@csrf_exempt
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether work may be sent here: 200, or 503 with the reasons."""
    reasons = []
    age = None
    try:
        reasons += _schema()
        if not reasons:
            age = outbox.backlog(now=now()).oldest_age
            reasons += _queue() + (["outbox_stuck"] if age > OUTBOX_PATIENCE else [])
    except DatabaseError:
        reasons.append("database_unreachable")
    told = {
        "ready": not reasons,
        "reasons": reasons,
        "outbox_oldest_seconds": None if age is None else round(age.total_seconds(), 1),
    }
    return JsonResponse(told, status=503 if reasons else 200)


@csrf_exempt
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give gauges and counters as Prometheus reads them."""
    return HttpResponse(exposition(now()), content_type=CONTENT_TYPE)


def _schema() -> list[str]:
    """Return what the schema lacks. Once complete it stays so: asked until then, and no more."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return ["migrations_missing"]
        _migrated = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return []


def _queue() -> list[str]:
    try:
        return [] if app.check_connection() else ["queue_missing"]
    except ConnectorException:
        return ["queue_unreachable"]
