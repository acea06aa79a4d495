"""The two tables every transaction writes to: the trail and the outbox."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q


class AuditEntry(models.Model):
    """Who did or saw what, and when. Append-only: the database refuses a change (migration 0002).

    No foreign key: the trail outlives what it speaks of. No free text, no names.
    """

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id"], name="audit_object"),
            BrinIndex(fields=["at"], name="audit_at"),
        ]


class AuditSeal(models.Model):
    """One link of the chain over the trail: made after commit, so that nobody waits for it."""

    number = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)


class OutboxEvent(models.Model):
    """Something that happened, waiting for those who want to know; written with the deed itself."""

    topic = models.CharField(max_length=60)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    last_error = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(handled_at__isnull=True),
                name="outbox_waiting",
            ),
        ]
