"""The season of the demonstration: around the day on which it is loaded."""

from datetime import date, datetime, timedelta

from tasjil.core.clock import local_date
from tasjil.core.types import SYSTEM
from tasjil.seasons.selectors import forget_current
from tasjil.seasons.services import LevelPlan, set_season
from tasjil.seasons.types import Level

OPEN_SINCE = timedelta(days=21)
_CLOSES_IN = timedelta(days=30)
_LATE = timedelta(days=45)
_DECIDED_AFTER = timedelta(days=15)
_RESULTS_AFTER = timedelta(days=5)
_SEPTEMBER = 9


def start_year(today: date) -> int:
    """Return the year in which the next school year begins."""
    return today.year if today.month < _SEPTEMBER else today.year + 1


def lay_season(now: datetime) -> int:
    """Open the school year of next September, with birth windows by the law; return its year."""
    today = local_date(now)
    year = start_year(today)
    closes = today + _CLOSES_IN
    decided = closes + _DECIDED_AFTER

    def plan(level: Level, born_from: date, born_to: date, until: date | None = None) -> LevelPlan:
        return LevelPlan(
            level=level,
            opens_on=today - OPEN_SINCE,
            closes_on=closes,
            late_until=closes + _LATE,
            decided_by=decided,
            results_on=decided + _RESULTS_AFTER,
            born_from=born_from,
            born_to=born_to,
            dispensation_to=until,
        )

    plans = [
        # Whoever was never at school may still enter the first year until 16 (law 04-00).
        plan(Level.PRIMARY_1, date(year - 15, 1, 1), date(year - 6, 12, 31), date(year - 5, 3, 31)),
        plan(Level.PRESCHOOL_2, date(year - 5, 1, 1), date(year - 5, 12, 31)),
        plan(Level.PRESCHOOL_1, date(year - 4, 1, 1), date(year - 4, 12, 31)),
    ]
    set_season(code=f"{year}-{year + 1}", start_year=year, plans=plans, actor=SYSTEM, now=now)
    # The service forgets the kept season when its transaction ends; this one goes on.
    forget_current()
    return year
