"""Reading requests for those who tell families: everything a message may say, and no more."""

from dataclasses import dataclass
from datetime import date

from tasjil.accounts.types import Channel
from tasjil.applications.models import Application, HistoryEvent, RefusalGround
from tasjil.core.identifiers import show_number


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """All that a message about a request may say."""

    number: str
    child_first_name: str
    school_name_ar: str
    school_name_fr: str
    directorate_name_ar: str
    directorate_name_fr: str
    due_on: date | None
    ground_ar: str
    ground_fr: str
    decision_text: str
    question: str
    language: str
    recipients: tuple[tuple[Channel, str], ...]
    waiting_position: int | None


def message_facts(application_id: int, history_id: int) -> MessageFacts:
    """Return what a message about this move may say (2 queries, 3 for a refusal undone since).

    Raises Application.DoesNotExist.
    """
    found = Application.objects.select_related(
        "child", "family", "contact", "school", "directorate", "ground"
    ).get(pk=application_id)
    child, school, directorate = found.child, found.school, found.directorate
    ground = found.ground or _ground_then(history_id)
    arabic = found.language == "ar"
    first = ""
    if child:
        names = (child.first_name_ar, child.first_name_lat)
        first = (names[0] or names[1]) if arabic else (names[1] or names[0])
    return MessageFacts(
        number=show_number(found.number or ""),
        child_first_name=first,
        school_name_ar=(school.name_ar or school.name_fr) if school else "",
        school_name_fr=(school.name_fr or school.name_ar) if school else "",
        directorate_name_ar=directorate.name_ar if directorate else "",
        directorate_name_fr=directorate.name_fr if directorate else "",
        due_on=found.due_on,
        ground_ar=ground.text_ar if ground else "",
        ground_fr=ground.text_fr if ground else "",
        decision_text=found.decision_text,
        question=found.question,
        language=found.language,
        recipients=_recipients(found),
        waiting_position=None,
    )


def _ground_then(history_id: int) -> RefusalGround | None:
    """Return the ground that the move itself gave: an appeal settled since may have removed it."""
    told = HistoryEvent.objects.filter(pk=history_id, data__has_key="ground")
    code = told.values_list("data__ground", flat=True).first()
    return RefusalGround.objects.filter(code=code).first() if code else None


def _recipients(application: Application) -> tuple[tuple[Channel, str], ...]:
    """The contact that filed, and the family's mobile and mailbox when they differ."""
    found: dict[tuple[Channel, str], None] = {
        (Channel(application.contact.channel), application.contact.address): None
    }
    if application.family:
        if application.family.mobile:
            found[(Channel.SMS, application.family.mobile)] = None
        if application.family.email:
            found[(Channel.EMAIL, application.family.email)] = None
    return tuple(found)
