"""The clock of a desk: how many requests are late, how many soon will be."""

from datetime import date, timedelta

from django.db.models import Count, Q

from tasjil.applications.models import Application
from tasjil.applications.policies import visible_to
from tasjil.applications.types import State
from tasjil.core.types import Actor
from tasjil.monitoring.types import Clock

SOON = timedelta(days=7)
# While the family is asked, the clock stands still: such a request is never late.
TICKING = (State.SUBMITTED.value, State.IN_REVIEW.value)


def overdue(today: date) -> Q:
    """Return the filter of requests whose last day has passed without an answer."""
    return Q(state__in=TICKING, due_on__lt=today)


def desk_clock(actor: Actor, *, today: date) -> Clock:
    """Return how many of the requests an actor may open are late or nearly so (1 query)."""
    soon = Q(state__in=TICKING, due_on__gte=today, due_on__lte=today + SOON)
    counted = Application.objects.filter(visible_to(actor)).aggregate(
        overdue=Count("pk", filter=overdue(today)), soon=Count("pk", filter=soon)
    )
    return Clock(overdue=counted["overdue"], soon=counted["soon"])
