"""Asking the worker for work: a job is written by Django's own connection.

Inside a worker, procrastinate's `defer` writes through the worker's connection, outside of the
transaction at hand: a job could then be there without its delivery, or be lost with it.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from tasjil.messaging.models import Delivery
from tasjil.messaging.types import Message

SEND_TASK = "messaging.send_delivery"
QUEUE = "messages"
# A person waits before the screen for a code; results day may put 100,000 messages before it.
_PRIORITY_CODE, _PRIORITY = 20, 0

_manager = JobManager(DjangoConnector())


def ask_to_send(deliveries: Iterable[Delivery]) -> None:
    """Write one job for each new delivery, in the transaction at hand (1 query)."""
    jobs = [_job(delivery, None) for delivery in deliveries]
    if jobs:
        _manager.batch_defer_jobs(jobs)


def ask_again(delivery: Delivery, *, at: datetime) -> bool:
    """Write a job for a delivery at an instant; return False when one is waiting already."""
    try:
        with transaction.atomic():
            _manager.batch_defer_jobs([_job(delivery, at)])
    except AlreadyEnqueued:
        return False
    return True


def _job(delivery: Delivery, at: datetime | None) -> Job:
    return Job(
        id=None,
        queue=QUEUE,
        lock=None,
        queueing_lock=lock_of(delivery),
        task_name=SEND_TASK,
        task_kwargs={"delivery_id": str(delivery.pk)},
        scheduled_at=at,
        priority=_PRIORITY_CODE if delivery.message == Message.CODE.value else _PRIORITY,
    )


def lock_of(delivery: Delivery) -> str:
    """Return the lock under which at most one job waits for a delivery."""
    return f"delivery:{delivery.pk}"
