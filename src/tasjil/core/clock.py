"""The only place where the time of day is read; everything else is given `now`."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return timezone.now()  # noqa: TID251 - this module is the one exception


def local_date(instant: datetime) -> date:
    """Return the calendar day in Morocco at `instant`."""
    return timezone.localtime(instant).date()
