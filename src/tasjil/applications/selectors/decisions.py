"""The feed of decisions that partner systems pull: in order, and never missing one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max

from tasjil.accounts.policies import holds_anywhere, within_reach
from tasjil.applications.models import HistoryEvent
from tasjil.applications.policies import READ
from tasjil.applications.selectors.requests import facts_for_export
from tasjil.applications.types import Move, State
from tasjil.core.errors import NotAllowed
from tasjil.core.types import Actor

# The moves that end in a decision.
_DECISIONS = [
    move.value
    for move in (Move.ACCEPT, Move.REFUSE, Move.WAITLIST, Move.ENROL, Move.REDIRECT, Move.SETTLE)
]

# Transactions of others that may have been given an id of the table and have not ended.
_WRITERS = """
    SELECT DISTINCT virtualtransaction FROM pg_locks
    WHERE relation = %s::regclass AND mode = 'RowExclusiveLock' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True, slots=True)
class DecisionCursor:
    """How far a partner has read: every decision up to `after`, and what is known beyond it.

    All events up to `until` are there as soon as none of the transactions in `writers`, which
    were writing when `until` was read, is open any more.
    """

    after: int = 0
    until: int = 0
    writers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: the move, when, what it led to, and the request as it stands now."""

    id: int
    at: datetime
    move: Move
    state: State
    ground: str | None
    request: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A page of decisions, the cursor to ask with next, and whether more are waiting already."""

    decisions: list[Decision]
    cursor: DecisionCursor
    more: bool


def decisions_since(actor: Actor, cursor: DecisionCursor, *, limit: int) -> DecisionPage:
    """Return the decisions after the cursor that the actor may read, the oldest first (3 queries).

    Raises NotAllowed for whoever may read no request at all.
    """
    if not holds_anywhere(actor, READ) or actor.is_guardian:
        raise NotAllowed
    horizon, pending = _horizon(cursor)
    rows = list(
        HistoryEvent.objects.filter(
            within_reach(
                actor, READ, school="application__school", directorate="application__directorate"
            ),
            move__in=_DECISIONS,
            pk__gt=cursor.after,
            pk__lte=horizon,
        )
        .select_related(
            "application__school",
            "application__directorate",
            "application__level__season",
            "application__ground",
        )
        .order_by("pk")[: limit + 1]
    )
    kept = [_decision(row) for row in rows[:limit]]
    if len(rows) > limit:
        # The horizon is final: it needs no second look while its pages are read.
        return DecisionPage(kept, DecisionCursor(kept[-1].id, horizon), more=True)
    reached = max(horizon, cursor.after)
    return DecisionPage(kept, DecisionCursor(reached, *pending), more=False)


def _horizon(cursor: DecisionCursor) -> tuple[int, tuple[int, tuple[str, ...]]]:
    """Return up to which id the history is complete, and what to wait for beyond it.

    Ids are given out before commit: event 7 may be seen while event 6 is still being written. A
    reader that then asks for what comes after 7 would never see 6. Whoever inserts holds a
    RowExclusiveLock on the table from before its id is given out until after its commit is
    visible. So: read the highest visible id, then who holds that lock. When nobody does, every
    id up to it is settled. Else the cursor remembers both, and the next call has its answer as
    soon as those transactions (not any younger one) have ended. The highest id is read in the
    statement's snapshot, the locks after it; the page is a later statement, with a snapshot of
    its own: the order that the argument needs.
    """
    highest = HistoryEvent.objects.aggregate(highest=Max("pk"))["highest"] or 0
    with connection.cursor() as query:
        query.execute(_WRITERS, [HistoryEvent._meta.db_table])
        writers = frozenset(str(row[0]) for row in query.fetchall())
    if not writers:
        return highest, (0, ())
    settled = cursor.until if writers.isdisjoint(cursor.writers) else 0
    return max(settled, cursor.after), (highest, tuple(sorted(writers)))


def _decision(row: HistoryEvent) -> Decision:
    application = row.application
    level = application.level
    return Decision(
        id=row.pk,
        at=row.at,
        move=Move(row.move),
        state=State(row.to_state),
        ground=row.data.get("ground"),
        request={
            **facts_for_export(application),
            "season": level.season.code if level else None,
        },
    )
