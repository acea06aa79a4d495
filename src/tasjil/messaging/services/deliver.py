"""Claim a delivery before the outside is talked to; record afterwards what came of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tasjil.accounts.types import Channel
from tasjil.core.phones import mask_phone
from tasjil.core.secrets import unseal
from tasjil.messaging.models import Delivery
from tasjil.messaging.rules import next_try
from tasjil.messaging.services.queueing import ask_again
from tasjil.messaging.types import (
    Claim,
    DeliveryState,
    ErrorKind,
    Failed,
    Message,
    Outcome,
    Outgoing,
    Refused,
    Sent,
)

_CAN_BE_RECORDED = {DeliveryState.SENDING.value, DeliveryState.UNKNOWN.value}


@transaction.atomic
def claim(*, delivery_id: UUID, now: datetime) -> Claim | None:
    """Take the right to send a delivery once; None when it is not due, taken, finished or late.

    The claim is committed before anything leaves: whoever dies afterwards leaves a trace.
    """
    row = (
        Delivery.objects.select_for_update(skip_locked=True)
        .filter(pk=delivery_id, state=DeliveryState.WAITING.value, next_try_at__lte=now)
        .first()
    )
    if row is None:
        return None
    if row.message == Message.CODE.value and row.give_up_at <= now:
        finish(row, DeliveryState.EXPIRED, now=now)
        return None
    row.state = DeliveryState.SENDING.value
    row.attempts += 1
    row.claimed_at = now
    row.save(update_fields=["state", "attempts", "claimed_at"])
    return Claim(row.pk, row.attempts, Channel(row.channel), _outgoing(row))


@transaction.atomic
def record(*, claim: Claim, outcome: Outcome, honours_key: bool, now: datetime) -> DeliveryState:
    """Record what the gateway answered to a claim; return how the delivery stands.

    An answer that comes after somebody else claimed the delivery changes nothing; one that comes
    after the delivery was given up as unknown still counts. `honours_key` says whether the
    gateway may be given the same message again when it may have left.
    """
    row = Delivery.objects.select_for_update().get(pk=claim.delivery_id)
    if row.attempts != claim.attempt or row.state not in _CAN_BE_RECORDED:
        return DeliveryState(row.state)
    match outcome:
        case Sent(reference):
            row.provider_ref, row.error, row.error_code = reference[:120], "", ""
            finish(row, DeliveryState.SENT, now=now)
        case Refused(code):
            row.error, row.error_code = ErrorKind.PERMANENT.value, code[:40]
            finish(row, DeliveryState.FAILED_FOR_EVER, now=now)
        case Failed(code, kind, may_have_left):
            row.error, row.error_code = kind.value, code[:40]
            if may_have_left and not honours_key:
                finish(row, DeliveryState.UNKNOWN, now=now)
            else:
                _try_later(row, now=now)
    return DeliveryState(row.state)


def _try_later(row: Delivery, *, now: datetime) -> None:
    """Put a locked delivery back to wait for its next attempt, or give it up."""
    moment = next_try(row.attempts, now=now, give_up_at=row.give_up_at)
    code = row.message == Message.CODE.value
    if moment is None or not row.body:  # a wiped code cannot be sent any more
        finish(row, DeliveryState.EXPIRED if code else DeliveryState.FAILED_FOR_EVER, now=now)
        return
    wait_until(row, moment)


def wait_until(row: Delivery, moment: datetime) -> None:
    """Have a locked delivery wait for an attempt at `moment`, with a job for it."""
    row.state = DeliveryState.WAITING.value
    row.next_try_at = moment
    row.claimed_at = row.finished_at = None
    row.save(
        update_fields=[
            "state", "next_try_at", "claimed_at", "finished_at", "error", "error_code",
        ]
    )  # fmt: skip
    ask_again(row, at=moment)


def finish(row: Delivery, state: DeliveryState, *, now: datetime) -> None:
    """End a locked delivery. A code and the whole of its address do not outlive it."""
    row.state, row.finished_at = state.value, now
    if row.message == Message.CODE.value:
        row.subject = row.body = ""
        row.address = _masked(row)
    row.save(
        update_fields=[
            "state", "finished_at", "subject", "body", "address",
            "provider_ref", "error", "error_code",
        ]
    )  # fmt: skip


def _outgoing(row: Delivery) -> Outgoing:
    subject, text = row.subject, row.body
    if row.message == Message.CODE.value:
        subject, text = unseal(subject), unseal(text)
    return Outgoing(row.pk, row.address, subject, text, row.language)


def _masked(row: Delivery) -> str:
    if "•" in row.address:
        return row.address
    if row.channel == Channel.SMS.value:
        return mask_phone(row.address)
    name, _, domain = row.address.rpartition("@")
    return f"{name[:1]}•••@{domain}"
