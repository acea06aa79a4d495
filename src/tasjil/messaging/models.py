"""Texts in their versions, and one delivery per event and recipient."""

import uuid

from django.db import models
from django.db.models import Q

from tasjil.accounts.types import Channel
from tasjil.messaging.types import FINISHED, DeliveryState, ErrorKind, Message

_CHANNELS = [(c.value, c.value) for c in Channel]
_MESSAGES = [(m.value, m.value) for m in Message]
_UNFINISHED = [DeliveryState.WAITING.value, DeliveryState.SENDING.value]


class MessageText(models.Model):
    """One version of a text. Never edited once laid: deliveries point at what they said.

    `packaged` is True for a text that came with the program.
    """

    message = models.CharField(max_length=20, choices=_MESSAGES)
    channel = models.CharField(max_length=5, choices=_CHANNELS)
    language = models.CharField(max_length=3)
    version = models.PositiveIntegerField()
    subject = models.CharField(max_length=150, blank=True)
    body = models.TextField()
    packaged = models.BooleanField(default=True)
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "channel", "language", "version"], name="text_version_once"
            ),
        ]


class Delivery(models.Model):
    """One message to one recipient, made from one event of the outbox.

    The key goes with every attempt, so that a gateway can know a repetition. The body of a
    one-time code is sealed, and wiped with the address as soon as nothing more is tried.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # No foreign key: handled events are removed, the proof of what was told stays.
    outbox_event_id = models.BigIntegerField()
    message = models.CharField(max_length=20, choices=_MESSAGES)
    channel = models.CharField(max_length=5, choices=_CHANNELS)
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=3)
    application_number = models.CharField(max_length=12, blank=True)
    text = models.ForeignKey(MessageText, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    state = models.CharField(
        max_length=15,
        choices=[(s.value, s.value) for s in DeliveryState],
        default=DeliveryState.WAITING.value,
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    give_up_at = models.DateTimeField()
    provider_ref = models.CharField(max_length=120, blank=True)
    error = models.CharField(
        max_length=9, choices=[(k.value, k.value) for k in ErrorKind], blank=True
    )
    error_code = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outbox_event_id", "channel", "address"], name="delivery_once"
            ),
            models.UniqueConstraint(
                fields=["outbox_event_id"],
                condition=Q(message=Message.CODE.value),
                name="delivery_code_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_UNFINISHED, finished_at__isnull=True)
                | (~Q(state__in=_UNFINISHED) & Q(finished_at__isnull=False)),
                name="delivery_finished_at",
            ),
            models.CheckConstraint(
                condition=~Q(message=Message.CODE.value) | Q(state__in=_UNFINISHED) | Q(body=""),
                name="delivery_no_code_rests",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.SENDING.value) | Q(claimed_at__isnull=False),
                name="delivery_sending_is_claimed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(state=DeliveryState.WAITING.value),
                name="delivery_due",
            ),
            models.Index(
                fields=["claimed_at"],
                condition=Q(state=DeliveryState.SENDING.value),
                name="delivery_in_flight",
            ),
            models.Index(
                fields=["application_number", "created_at"],
                condition=~Q(application_number=""),
                name="delivery_of_application",
            ),
            models.Index(fields=["state", "created_at"], name="delivery_by_state"),
        ]

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is tried by itself."""
        return DeliveryState(self.state) in FINISHED
