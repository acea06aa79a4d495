"""The trail: append-only, chained, and it shows who touched it."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from tasjil.applications.models import HistoryEvent
from tasjil.core import audit
from tasjil.core.audit import Link
from tasjil.core.models import AuditEntry, AuditSeal
from tasjil.core.types import Actor, ActorKind
from tests.conftest import NOT_EMPTIED
from tests.factories import Country, file_request


def write(now: datetime, count: int = 5) -> list[AuditEntry]:
    for number in range(count):
        audit.record(
            actor=Actor(ActorKind.STAFF, 7), action="application.read", object_kind="application",
            object_id=number, now=now, data={"from": "desk"},
        )  # fmt: skip
    return list(AuditEntry.objects.order_by("id"))


def tamper(sql: str) -> None:
    """Change the trail as somebody with the database's keys would."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditentry DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE core_auditseal DISABLE TRIGGER USER")
        cursor.execute(sql)


def test_an_untouched_trail_holds(db: None, now: datetime) -> None:
    write(now)
    assert audit.chain() == 5
    write(now, 2)
    assert audit.chain() == 2
    assert audit.chain() == 0
    assert list(audit.verify()) == []


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_the_database_refuses_to_touch_the_trail(db: None, now: datetime, deed: str) -> None:
    write(now, 1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        if deed == "update":
            AuditEntry.objects.update(action="nothing")
        else:
            AuditEntry.objects.all().delete()


@pytest.mark.parametrize(("table", "trigger"), NOT_EMPTIED.items())
def test_the_database_refuses_to_empty_it(db: None, table: str, trigger: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
        with pytest.raises(DatabaseError, match="append-only"):
            cursor.execute(f"TRUNCATE {table}")


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_nor_is_the_history_of_a_request_changed(
    country: Country, now: datetime, deed: str
) -> None:
    file_request(country, now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        if deed == "update":
            HistoryEvent.objects.update(move="accept")
        else:
            HistoryEvent.objects.all().delete()


def test_an_end_that_was_cut_off_is_seen_by_who_noted_it(db: None, now: datetime) -> None:
    write(now)
    audit.chain()
    noted = Link.read(str(audit.last_link()))
    write(now)
    audit.chain()
    assert list(audit.verify(noted)) == []
    tamper(
        "DELETE FROM core_auditentry WHERE id IN (SELECT entry_id FROM core_auditseal WHERE number > 3)"
    )
    tamper("DELETE FROM core_auditseal WHERE number > 3")
    assert list(audit.verify()) == []
    assert [fault.entry_id for fault in audit.verify(noted)] == [None]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_auditentry SET actor_id = 8 WHERE object_id = 2",
        "UPDATE core_auditentry SET data = '{}' WHERE object_id = 2",
        "DELETE FROM core_auditentry WHERE object_id = 2",
        "UPDATE core_auditentry SET object_id = 9 - object_id",
        "DELETE FROM core_auditseal WHERE number = 3",
    ],
)
def test_a_changed_removed_or_moved_entry_is_named(db: None, now: datetime, sql: str) -> None:
    write(now)
    audit.chain()
    tamper(sql)
    assert list(audit.verify())


def test_the_chain_starts_where_the_last_link_ended(db: None, now: datetime) -> None:
    write(now, 3)
    audit.chain(limit=2)
    audit.chain()
    assert list(AuditSeal.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
