"""Opening a child's file: reading by staff is a named action and leaves a trace."""

from datetime import datetime

from django.db import transaction

from tasjil.applications.models import Application
from tasjil.applications.policies import can_read
from tasjil.applications.selectors import whole_request
from tasjil.core import audit
from tasjil.core.errors import NotFound
from tasjil.core.types import Actor


@transaction.atomic
def open_file(*, number: str, actor: Actor, now: datetime) -> Application:
    """Return a request with all it holds and record who looked.

    Raises NotFound outside the actor's territory, exactly as for a number that does not exist.
    """
    application = whole_request(number)
    if application is None or not can_read(actor, application):
        raise NotFound
    audit.record(
        actor=actor,
        action="application.read",
        object_kind="application",
        object_id=application.pk,
        now=now,
    )
    return application
