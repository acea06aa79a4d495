"""The life of each invented request: which moves, at which moments, made by whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from tasjil.applications import services
from tasjil.applications.types import Section, State
from tasjil.core.types import ANONYMOUS, SYSTEM, Actor
from tasjil.demo.households import Household, Trait
from tasjil.demo.schools import DemoSchool
from tasjil.demo.season import OPEN_SINCE
from tasjil.demo.staff import Desks

_FIRST_MINUTE, _LAST_MINUTE = 8 * 60, 22 * 60

# How a request came to where it stands: the deeds in order, named below.
PATHS: Final[dict[str, tuple[str, ...]]] = {
    "draft": ("begin",),
    "expired": ("begin", "expire"),
    "submitted": ("submit",),
    "in_review": ("submit", "take_up"),
    "awaiting_family": ("submit", "take_up", "ask"),
    "answered": ("submit", "take_up", "ask", "answer"),
    "accepted": ("submit", "take_up", "accept"),
    "accepted_at_once": ("submit", "accept"),
    "refused": ("submit", "take_up", "refuse"),
    "waitlisted": ("submit", "take_up", "waitlist"),
    "in_appeal": ("submit", "take_up", "refuse", "appeal"),
    "settled_accepted": ("submit", "take_up", "refuse", "appeal", "settle_accepted"),
    "settled_refused": ("submit", "take_up", "refuse", "appeal", "settle_refused"),
    "settled_elsewhere": ("submit", "take_up", "refuse", "appeal", "settle_elsewhere"),
    "enrolled": ("submit", "take_up", "accept", "enrol"),
    "withdrawn": ("submit", "withdraw"),
    "proposed": ("submit", "take_up", "propose"),
    "redirected": ("submit", "take_up", "propose", "redirect"),
    "placed": ("submit", "redirect"),
}


@dataclass(slots=True)
class Case:
    """One request on its way. `neighbour` is the school it may be sent to."""

    household: Household
    path: str
    ground: str
    neighbour: DemoSchool
    guardian: Actor = ANONYMOUS
    application_id: int = 0


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody did at a moment."""

    at: datetime
    order: int
    name: str
    case: Case


def deeds_of(case: Case, rng: Random, today: date, order: int) -> list[Deed]:
    """Return a case's deeds, spread over the days since the season opened, up to yesterday."""
    names = PATHS[case.path]
    days = OPEN_SINCE.days
    first = rng.randrange(days) if len(names) == 1 else rng.randrange(days * 2 // 3)
    moments = sorted(
        (day, rng.randrange(_FIRST_MINUTE, _LAST_MINUTE))
        for day in (first, *(rng.randrange(first, days) for _ in names[1:]))
    )
    opened = today - OPEN_SINCE
    return [
        # The second keeps the order of deeds that fell into one minute.
        Deed(_moment(opened + timedelta(days=day), minute, number), order, name, case)
        for number, ((day, minute), name) in enumerate(zip(moments, names, strict=True))
    ]


def do(deed: Deed, desks: Desks) -> None:
    """Do it, through the services, as whoever would."""
    DEEDS[deed.name](deed.case, desks, deed.at)


def _moment(day: date, minute: int, second: int) -> datetime:
    clock = time(minute // 60, minute % 60, second)
    return datetime.combine(day, clock, ZoneInfo(settings.TIME_ZONE))


def _begin(case: Case, desks: Desks, now: datetime) -> None:
    # A draft is left on its third page.
    _fill(case, now, last=Section.PARENTS)


def _submit(case: Case, desks: Desks, now: datetime) -> None:
    _fill(case, now, last=Section.SCHOOL)
    services.submit(draft_id=case.application_id, actor=case.guardian, now=now)


def _fill(case: Case, now: datetime, *, last: Section) -> None:
    family = case.household
    case.application_id = services.start_draft(
        actor=case.guardian, language=family.language, now=now
    )
    order = list(Section)
    services.save_sections(
        draft_id=case.application_id,
        sections={each: family.answers[each] for each in order[: order.index(last) + 1]},
        actor=case.guardian,
        language=family.language,
        now=now,
    )


def _head(case: Case, desks: Desks) -> Actor:
    return desks.heads[case.household.school.main_id]


def _officer(case: Case, desks: Desks) -> Actor:
    return desks.officers[case.household.school.directorate_code]


def _expire(case: Case, desks: Desks, now: datetime) -> None:
    services.expire(application_id=case.application_id, actor=SYSTEM, now=now)


def _take_up(case: Case, desks: Desks, now: datetime) -> None:
    services.take_up(application_id=case.application_id, actor=_head(case, desks), now=now)


def _ask(case: Case, desks: Desks, now: datetime) -> None:
    services.ask(
        application_id=case.application_id,
        question="المرجو الإدلاء بنسخة من صفحة الطفل(ة) في الدفتر العائلي.",
        actor=_head(case, desks),
        now=now,
    )


def _answer(case: Case, desks: Desks, now: datetime) -> None:
    services.answer(
        application_id=case.application_id,
        text="سأحضر الدفتر العائلي إلى المؤسسة هذا الأسبوع.",
        actor=case.guardian,
        now=now,
    )


def _accept(case: Case, desks: Desks, now: datetime) -> None:
    services.accept(
        application_id=case.application_id,
        dispensation=case.household.trait is Trait.UNDER_AGE,
        actor=_head(case, desks),
        now=now,
    )


def _refuse(case: Case, desks: Desks, now: datetime) -> None:
    services.refuse(
        application_id=case.application_id,
        ground_code=case.ground,
        text="يمكنكم الطعن في هذا القرار لدى المديرية الإقليمية.",
        actor=_head(case, desks),
        now=now,
    )


def _waitlist(case: Case, desks: Desks, now: datetime) -> None:
    services.waitlist(
        application_id=case.application_id,
        rank_rule="distance",
        actor=_head(case, desks),
        now=now,
    )


def _appeal(case: Case, desks: Desks, now: datetime) -> None:
    services.appeal(application_id=case.application_id, actor=case.guardian, now=now)


def _settle(outcome: State) -> Callable[[Case, Desks, datetime], None]:
    def settle(case: Case, desks: Desks, now: datetime) -> None:
        services.settle(
            application_id=case.application_id,
            outcome=outcome,
            reasons="بعد دراسة الملف والاستماع إلى الأسرة والمؤسسة.",
            school_id=case.neighbour.id if outcome is State.SUBMITTED else None,
            actor=_officer(case, desks),
            now=now,
        )

    return settle


def _enrol(case: Case, desks: Desks, now: datetime) -> None:
    services.enrol(
        application_id=case.application_id, originals="seen", actor=_head(case, desks), now=now
    )


def _withdraw(case: Case, desks: Desks, now: datetime) -> None:
    services.withdraw(application_id=case.application_id, actor=case.guardian, now=now)


def _propose(case: Case, desks: Desks, now: datetime) -> None:
    services.propose_redirect(
        application_id=case.application_id,
        school_id=case.neighbour.id,
        reason="المؤسسة المقترحة أقرب إلى مقر سكنى الأسرة.",
        actor=_head(case, desks),
        now=now,
    )


def _redirect(case: Case, desks: Desks, now: datetime) -> None:
    services.redirect(
        application_id=case.application_id,
        school_id=case.neighbour.id,
        reason="توجد مقاعد شاغرة بهذه المؤسسة وهي قريبة من سكن الأسرة.",
        actor=_officer(case, desks),
        now=now,
    )


DEEDS: Final[dict[str, Callable[[Case, Desks, datetime], None]]] = {
    "begin": _begin,
    "submit": _submit,
    "expire": _expire,
    "take_up": _take_up,
    "ask": _ask,
    "answer": _answer,
    "accept": _accept,
    "refuse": _refuse,
    "waitlist": _waitlist,
    "appeal": _appeal,
    "settle_accepted": _settle(State.ACCEPTED),
    "settle_refused": _settle(State.REFUSED),
    "settle_elsewhere": _settle(State.SUBMITTED),
    "enrol": _enrol,
    "withdraw": _withdraw,
    "propose": _propose,
    "redirect": _redirect,
}
