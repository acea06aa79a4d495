"""The trail: record what was done or seen, chain it, prove that nobody changed it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from tasjil.core.models import AuditEntry, AuditSeal
from tasjil.core.types import Actor

_CHAIN_LOCK = 7_305_001  # advisory lock: one process chains at a time


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the trail does not hold: the entry's id and what is wrong with it."""

    entry_id: int
    what: str


def record(
    *,
    actor: Actor,
    action: str,
    object_kind: str,
    object_id: int | None,
    now: datetime,
    data: dict[str, Any] | None = None,
) -> None:
    """Write one entry in the transaction of the deed. `data` holds codes and ids, never names."""
    AuditEntry.objects.create(
        at=now,
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        action=action,
        object_kind=object_kind,
        object_id=object_id,
        data=data or {},
    )


def chain(limit: int = 5000) -> int:
    """Link entries that have no seal yet; return how many. Run by the worker after commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_CHAIN_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        last = AuditSeal.objects.order_by("-number").first()
        number, previous = (last.number, last.hash) if last else (0, "")
        sealed = AuditSeal.objects.values("entry_id")
        seals = []
        for entry in AuditEntry.objects.exclude(id__in=sealed).order_by("id")[:limit]:
            number += 1
            previous = _link(previous, entry)
            seals.append(AuditSeal(number=number, entry_id=entry.id, hash=previous))
        AuditSeal.objects.bulk_create(seals)
        return len(seals)


def verify() -> Iterator[Fault]:
    """Walk the chain and yield each entry that was changed, removed or moved."""
    previous, expected = "", 0
    for seal in AuditSeal.objects.order_by("number").iterator(chunk_size=2000):
        expected += 1
        if seal.number != expected:
            yield Fault(seal.entry_id, "a link of the chain is missing before this entry")
            expected = seal.number
        entry = AuditEntry.objects.filter(id=seal.entry_id).first()
        if entry is None:
            yield Fault(seal.entry_id, "the entry was removed")
        elif _link(previous, entry) != seal.hash:
            yield Fault(seal.entry_id, "the entry or its place in the chain was changed")
        previous = seal.hash


def _link(previous: str, entry: AuditEntry) -> str:
    content = json.dumps(
        [
            previous,
            entry.id,
            entry.at.timestamp(),
            entry.actor_kind,
            entry.actor_id,
            entry.action,
            entry.object_kind,
            entry.object_id,
            entry.data,
        ],
        sort_keys=True,
        ensure_ascii=False,
    )
    return hashlib.sha256(content.encode()).hexdigest()
