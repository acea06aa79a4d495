"""Reading deliveries: what reached a family, how the sending goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min

from tasjil.accounts.types import Channel
from tasjil.applications.models import Application
from tasjil.applications.policies import visible_to
from tasjil.core.errors import NotFound
from tasjil.core.identifiers import parse_number, show_number
from tasjil.core.types import Actor
from tasjil.messaging.models import Delivery
from tasjil.messaging.types import DeliveryState, Message

_NOT_ENDED = [DeliveryState.WAITING.value, DeliveryState.SENDING.value]


@dataclass(frozen=True, slots=True)
class Told:
    """What a family was told, or was to be told, and whether it left.

    `at` is when the gateway took it over, or when it was planned while it has not.
    """

    message: Message
    channel: Channel
    address: str
    language: str
    subject: str
    text: str
    state: DeliveryState
    attempts: int
    at: datetime
    error_code: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a delivery was about."""

    language: str
    application_number: str


def deliveries_of(actor: Actor, number: str) -> list[Told]:
    """Return every message about a request, the newest first (2 queries).

    Raises NotFound when the actor may not open the request.
    """
    stored = parse_number(number)
    if stored is None or not Application.objects.filter(visible_to(actor), number=stored).exists():
        raise NotFound
    rows = Delivery.objects.filter(application_number=show_number(stored)).order_by("-created_at")
    return [_told(row) for row in rows]


def counts_by_state(*, since: datetime | None = None) -> dict[DeliveryState, int]:
    """Return how many deliveries stand in each state, of those planned since an instant.

    Every state is there, with 0 for none (1 query, from the index alone).
    """
    rows = (
        Delivery.objects.all() if since is None else Delivery.objects.filter(created_at__gte=since)
    )
    counts = dict.fromkeys(DeliveryState, 0)
    for state, count in rows.values_list("state").annotate(n=Count("*")).order_by():
        counts[DeliveryState(state)] = count
    return counts


def oldest_waiting_age(*, now: datetime) -> timedelta | None:
    """Return for how long the oldest unfinished delivery has waited, None when none does."""
    oldest: datetime | None = Delivery.objects.filter(state__in=_NOT_ENDED).aggregate(
        oldest=Min("created_at")
    )["oldest"]
    return None if oldest is None else now - oldest


def labels_of(delivery_ids: Iterable[UUID]) -> dict[UUID, Label]:
    """Return language and request number of deliveries, those that exist (1 query)."""
    rows = Delivery.objects.filter(pk__in=list(delivery_ids)).values_list(
        "pk", "language", "application_number"
    )
    return {key: Label(language, number) for key, language, number in rows}


def _told(row: Delivery) -> Told:
    sent = row.state == DeliveryState.SENT.value and row.finished_at is not None
    return Told(
        message=Message(row.message),
        channel=Channel(row.channel),
        address=row.address,
        language=row.language,
        subject=row.subject,
        text=row.body,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        at=row.finished_at if sent and row.finished_at else row.created_at,
        error_code=row.error_code,
    )
