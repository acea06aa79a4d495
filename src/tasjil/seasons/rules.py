"""The age rule and the calendar, as pure functions of the season's data."""

from collections.abc import Iterable
from datetime import date, timedelta

from tasjil.seasons.types import AgeAnswer, AgeVerdict, LatePolicy, Level, LevelCalendar, Phase

_YEARS_AHEAD = 7  # a newborn is at most this many seasons away from its first level


def judge_age(born: date, asked: LevelCalendar, offered: Iterable[LevelCalendar]) -> AgeAnswer:
    """Say whether a child born on this day may be asked a place for at the level `asked`.

    `offered` are all levels of the same season; they tell which level is the right one when
    the level asked for is not. Source: domain section 2, law 04-00, dossier section 4.1.
    """
    verdict = _verdict(born, asked)
    if verdict in (AgeVerdict.RIGHT, AgeVerdict.DISPENSATION):
        return _answer(verdict, asked, asked.level, asked.start_year)
    levels = list(offered)
    for years in range(_YEARS_AHEAD + 1):
        right = next((c for c in levels if _in_window(born, c, years)), None)
        if right is not None:
            verdict = AgeVerdict.OTHER_LEVEL if years == 0 else AgeVerdict.TOO_YOUNG
            return _answer(verdict, asked, right.level, right.start_year + years)
    return _answer(AgeVerdict.TOO_OLD, asked, None, None)


def levels_for(
    born: date, offered: Iterable[LevelCalendar]
) -> list[tuple[LevelCalendar, AgeVerdict]]:
    """Return the levels open to a child born on this day, the right one first."""
    found = [(c, _verdict(born, c)) for c in offered]
    found = [(c, v) for c, v in found if v in (AgeVerdict.RIGHT, AgeVerdict.DISPENSATION)]
    return sorted(found, key=lambda pair: pair[1] is not AgeVerdict.RIGHT)


def phase_on(day: date, calendar: LevelCalendar) -> Phase:
    """Say where a day stands in the calendar of a level."""
    if day < calendar.opens_on:
        return Phase.NOT_YET_OPEN
    if day <= calendar.closes_on:
        return Phase.OPEN
    if calendar.late_policy is LatePolicy.ON_CAPACITY and day <= calendar.late_until:
        return Phase.LATE
    return Phase.CLOSED


def due_on(submitted: date, calendar: LevelCalendar) -> date:
    """Return the last day for the school's answer.

    For a request in time: the examination deadline, but never more than the legal number of
    days after filing (law 55-19). For a late one: the legal number of days.
    """
    legal = submitted + timedelta(days=calendar.reply_days)
    if submitted <= calendar.closes_on:
        return min(legal, max(calendar.decided_by, submitted))
    return legal


def _verdict(born: date, calendar: LevelCalendar) -> AgeVerdict:
    if calendar.born_from <= born <= calendar.born_to:
        return AgeVerdict.RIGHT
    if calendar.dispensation_to and calendar.born_to < born <= calendar.dispensation_to:
        return AgeVerdict.DISPENSATION
    return AgeVerdict.TOO_YOUNG if born > calendar.born_to else AgeVerdict.TOO_OLD


def _in_window(born: date, calendar: LevelCalendar, years: int) -> bool:
    return _shift(calendar.born_from, years) <= born <= _shift(calendar.born_to, years)


def _shift(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _answer(
    verdict: AgeVerdict, asked: LevelCalendar, level: Level | None, start_year: int | None
) -> AgeAnswer:
    return AgeAnswer(
        verdict=verdict,
        level=level,
        start_year=start_year,
        born_from=asked.born_from,
        born_to=asked.born_to,
        dispensation_to=asked.dispensation_to,
    )
