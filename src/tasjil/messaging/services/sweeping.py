"""Find what a dead worker left behind: claims without an answer, deliveries without a job."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from procrastinate.contrib.django.models import ProcrastinateJob

from tasjil.accounts.types import Channel
from tasjil.messaging.channels import provider_for
from tasjil.messaging.models import Delivery
from tasjil.messaging.services.deliver import finish, wait_until
from tasjil.messaging.services.queueing import ask_again
from tasjil.messaging.types import DeliveryState, ErrorKind, Message

# Longer than a gateway may keep the line (10 s for each of connecting, writing and reading).
STALE_AFTER = timedelta(seconds=35)
# A due delivery whose job should have run by now.
LOST_AFTER = timedelta(seconds=30)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did, in numbers of deliveries."""

    sent_again: int = 0
    unknown: int = 0
    expired: int = 0
    asked_again: int = 0


def sweep(*, now: datetime) -> Swept:
    """Settle claims that nobody answered for, and ask again for deliveries whose job was lost.

    Safe to run in several processes at once.
    """
    sent_again = unknown = 0
    with transaction.atomic():
        for row in _locked(state=DeliveryState.SENDING.value, claimed_at__lt=now - STALE_AFTER):
            row.error, row.error_code = ErrorKind.TECHNICAL.value, "worker_died"
            if provider_for(Channel(row.channel)).honours_key:
                _send_again(row, now=now)
                sent_again += 1
            else:
                finish(row, DeliveryState.UNKNOWN, now=now)
                unknown += 1
    return Swept(sent_again, unknown, _expire(now), _ask_for_lost(now))


def _send_again(row: Delivery, *, now: datetime) -> None:
    """The same key goes with it: the gateway keeps the repetition to itself."""
    if row.message == Message.CODE.value and row.give_up_at <= now:
        finish(row, DeliveryState.EXPIRED, now=now)
    else:
        wait_until(row, now)


def _expire(now: datetime) -> int:
    with transaction.atomic():
        late = list(
            _locked(
                state=DeliveryState.WAITING.value,
                message=Message.CODE.value,
                give_up_at__lte=now,
            )
        )
        for row in late:
            finish(row, DeliveryState.EXPIRED, now=now)
    return len(late)


def _ask_for_lost(now: datetime) -> int:
    waiting_job = ProcrastinateJob.objects.filter(
        status="todo",
        queueing_lock=Concat(
            Value("delivery:"),
            Cast(OuterRef("pk"), CharField()),
            output_field=CharField(),
        ),
    )
    with transaction.atomic():
        lost = list(
            _locked(
                Q(~Exists(waiting_job)),
                state=DeliveryState.WAITING.value,
                next_try_at__lt=now - LOST_AFTER,
            )
        )
        return sum(ask_again(row, at=now) for row in lost)


def _locked(*conditions: Q, **filters: object) -> QuerySet[Delivery]:
    return (
        Delivery.objects.select_for_update(skip_locked=True)
        .filter(*conditions, **filters)
        .order_by("created_at")[:_AT_ONCE]
    )
