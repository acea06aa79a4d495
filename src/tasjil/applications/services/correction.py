"""Correcting a request that was sent, until it is examined; what stood there before is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from tasjil.applications.models import Application
from tasjil.applications.rules import answers_from, read_filing
from tasjil.applications.selectors import answers_of, whole_request
from tasjil.applications.services.filing import (
    OURS,
    already_requested,
    columns_of,
    found_residence,
    is_second_request,
    judge,
)
from tasjil.applications.services.performing import Revision, perform
from tasjil.applications.types import Move, Section
from tasjil.core.clock import local_date
from tasjil.core.errors import DomainError, InvalidMove, NotFound
from tasjil.core.types import Actor
from tasjil.families.services import register_family


class NothingChanged(DomainError):
    """The answers are those that the request has already."""

    code = "nothing_changed"
    sentence = _("Nothing was changed.")


def correct(
    *,
    application_id: int,
    section: Section,
    answers: Mapping[str, Any],
    actor: Actor,
    now: datetime,
    **seen: Any,
) -> Application:
    """Replace one page of answers of a request; its checks are made anew, its clock goes on.

    The family and the child are written anew and the earlier rows stay: the history names them.
    Raises NotFound, NotAllowed, Stale, InvalidMove, Incomplete (with the problems of each
    section), WrongLevel, AlreadyRequested, NothingChanged.
    """

    def revise(application: Application) -> Revision:
        before = _answers_so_far(application)
        after = revised(before, section, answers)
        judged = judge(after, local_date(now))
        if judged.calendar.season_id != application.season_id:  # its season is over
            raise InvalidMove
        columns = columns_of(judged, after, apart_from=application.number or "")
        filing = judged.filing
        fields = changed(before, answers_from(filing))
        if not fields:
            raise NothingChanged
        told = {
            "section": section.value,
            "fields": fields,
            "child_before": application.child_id,
        }
        child = register_family(
            facts=filing.family, child=filing.child, contact_id=application.contact_id, now=now
        )
        return Revision({**columns, "family_id": child.family_id, "child_id": child.pk}, told)

    try:
        return perform(
            Move.CORRECT, application_id=application_id, actor=actor, now=now, revise=revise, **seen
        )
    except IntegrityError as error:
        if not is_second_request(error):
            raise
        standing = Application.objects.get(pk=application_id)
        after = revised(_answers_so_far(standing), section, answers)
        raise already_requested(read_filing(after), standing.season_id, actor) from None


def revised(
    before: Mapping[str, Mapping[str, Any]], section: Section, answers: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return the answers with one page replaced, and why the school anew."""
    after = {name: dict(fields) for name, fields in before.items()}
    typed = {name: value for name, value in answers.items() if not name.startswith(OURS)}
    after[section.value] |= typed
    after[Section.SCHOOL.value] |= found_residence(after)
    return after


def changed(
    before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """Return the names of the answers that differ."""
    return sorted(
        name
        for section, fields in after.items()
        for name, value in fields.items()
        if value != before[section][name]
    )


def _answers_so_far(application: Application) -> dict[str, dict[str, Any]]:
    whole = whole_request(application.number or "")
    if whole is None:
        raise NotFound
    return answers_of(whole)
