"""Which messages of the past are really sent when the demonstration starts."""

from collections.abc import Collection
from datetime import datetime

from tasjil.applications.events import ApplicationMoved
from tasjil.core.models import OutboxEvent


def tell_only(application_ids: Collection[int], *, now: datetime) -> int:
    """Have only these requests' past told to their families; return how many events are hushed.

    The invented requests were filed by the same services as real ones, which wrote some 1,500
    events: the first start would send as many messages. The others' events are marked as
    handled, so that nobody is told; the chosen ones are dated today, as if they had just been
    written, so that nothing looks as though it had been waiting for weeks. Only for invented
    data: on real data this would keep decisions from families.
    """
    waiting = OutboxEvent.objects.filter(topic=ApplicationMoved.topic, handled_at__isnull=True)
    told = waiting.filter(payload__application_id__in=list(application_ids))
    told.update(created_at=now, next_try_at=now)
    return waiting.exclude(payload__application_id__in=list(application_ids)).update(handled_at=now)
