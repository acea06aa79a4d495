"""The trail: record what was done or seen, chain it, prove that nobody changed it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

from tasjil.core.models import AuditEntry, AuditSeal
from tasjil.core.types import Actor

_AT_ONCE = 2000
_CHAIN_LOCK = 7_305_001  # advisory lock: one process chains at a time


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the trail does not hold: the entry's id, None for a lost end, and what is wrong."""

    entry_id: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain, as noted outside the database: "986:5d41402abc…"."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> "Link":
        """Return the link that was noted. Raises ValueError."""
        number, _, digest = text.partition(":")
        return cls(int(number), digest)


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


def last_link() -> Link:
    """Return the end of the chain; kept elsewhere, it proves later that nothing before it went."""
    seal = AuditSeal.objects.order_by("-number").first()
    return Link(seal.number, seal.hash) if seal else Link(0, "")


def verify(anchor: Link | None = None) -> Iterator[Fault]:
    """Walk the chain and yield each entry that was changed, removed or moved.

    The chain cannot see that its own end is gone: `anchor`, a last link noted earlier, can.
    """
    previous, expected = "", 0
    seals = AuditSeal.objects.order_by("number").iterator(chunk_size=_AT_ONCE)
    while batch := list(islice(seals, _AT_ONCE)):
        entries = AuditEntry.objects.in_bulk([seal.entry_id for seal in batch])
        for seal in batch:
            expected += 1
            if seal.number != expected:
                yield Fault(seal.entry_id, "a link of the chain is missing before this entry")
                expected = seal.number
            entry = entries.get(seal.entry_id)
            if entry is None:
                yield Fault(seal.entry_id, "the entry was removed")
            elif _link(previous, entry) != seal.hash:
                yield Fault(seal.entry_id, "the entry or its place in the chain was changed")
            previous = seal.hash
    if anchor and not AuditSeal.objects.filter(number=anchor.number, hash=anchor.hash).exists():
        yield Fault(None, f"link {anchor.number} is gone or is another one than was noted")


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
