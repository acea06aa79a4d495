"""The draft: kept on the server after each page, whatever was typed, resumed from any device."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tasjil.applications.models import Application
from tasjil.applications.policies import own
from tasjil.applications.services.filing import OURS, found_residence
from tasjil.applications.types import FilingChannel, Section, State
from tasjil.core.errors import InvalidMove, NotAllowed, NotFound, TooMany
from tasjil.core.types import Actor
from tasjil.seasons.selectors import current_calendars

_LONGEST_ANSWER = 1000  # more than any field allows, so that an error can show what was typed
_MOST_DRAFTS = 12  # one family; a machine filling the table meets this first


@transaction.atomic
def start_draft(
    *, actor: Actor, language: str, channel: FilingChannel = FilingChannel.WEB, now: datetime
) -> int:
    """Return the id of a draft to fill in: an untouched one of the same contact, else a new one.

    Raises NotAllowed for anyone but a guardian, NotFound when no season is set, TooMany.
    """
    if not actor.is_guardian or actor.id is None:
        raise NotAllowed
    calendars = current_calendars()
    if not calendars:
        raise NotFound
    drafts = Application.objects.filter(own(actor), state=State.DRAFT.value)
    known = list(drafts.values_list("pk", "answers")[: _MOST_DRAFTS + 1])
    for pk, answers in known:
        if not answers:
            return int(pk)
    if len(known) >= _MOST_DRAFTS:
        raise TooMany(retry_after=0)
    return Application.objects.create(
        state=State.DRAFT.value,
        contact_id=actor.id,
        channel=channel.value,
        language=language,
        season_id=calendars[0].season_id,
        started_at=now,
        updated_at=now,
    ).pk


def save_section(
    *,
    draft_id: int,
    section: Section,
    answers: Mapping[str, Any],
    actor: Actor,
    language: str,
    now: datetime,
) -> dict[str, Any]:
    """Keep one page of answers exactly as typed, complete or not; return all answers so far.

    Raises NotFound when the draft is not the actor's, InvalidMove when it was already sent.
    """
    return save_sections(
        draft_id=draft_id, sections={section: answers}, actor=actor, language=language, now=now
    )


@transaction.atomic
def save_sections(
    *,
    draft_id: int,
    sections: Mapping[Section, Mapping[str, Any]],
    actor: Actor,
    language: str,
    now: datetime,
) -> dict[str, Any]:
    """Keep several pages at once, as `save_section` keeps one: the same answers, fewer statements.

    Raises NotFound, InvalidMove.
    """
    draft = (
        Application.objects.select_for_update(of=("self",))
        .filter(own(actor), pk=draft_id)
        .only("pk", "state", "answers")
        .first()
    )
    if draft is None:
        raise NotFound
    if draft.state != State.DRAFT.value:
        raise InvalidMove
    kept: dict[str, Any] = dict(draft.answers)
    for section in Section:  # the home before the school, whatever the order given
        if section in sections:
            _keep(kept, section, sections[section])
    Application.objects.filter(pk=draft.pk).update(answers=kept, language=language, updated_at=now)
    return kept


@transaction.atomic
def discard_draft(*, draft_id: int, actor: Actor) -> None:
    """Delete a draft that its family no longer wants. Raises NotFound."""
    gone, _ = Application.objects.filter(own(actor), pk=draft_id, state=State.DRAFT.value).delete()
    if not gone:
        raise NotFound


def _keep(kept: dict[str, Any], section: Section, answers: Mapping[str, Any]) -> None:
    before = _place(kept)
    kept[section.value] = {
        name: _kept(value) for name, value in answers.items() if not name.startswith(OURS)
    }
    if section is Section.SCHOOL:
        kept[section.value] |= found_residence(kept)
    elif section is Section.HOME and before != _place(kept):
        kept.pop(Section.SCHOOL.value, None)  # the school was proposed for another home


def _kept(value: Any) -> Any:
    # PostgreSQL keeps no NUL in a text, and nobody means one.
    return value if isinstance(value, bool) else str(value).replace("\x00", "")[:_LONGEST_ANSWER]


def _place(kept: Mapping[str, Any]) -> tuple[Any, Any]:
    home = kept.get(Section.HOME.value, {})
    return home.get("commune"), home.get("locality")
