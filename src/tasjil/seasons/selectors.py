"""Reading the season: small, rarely changed, asked for on every page; kept for half a minute."""

from datetime import date

from django.core.cache import cache
from django.db.models import Max

from tasjil.core.errors import NotFound
from tasjil.seasons.models import SeasonLevel
from tasjil.seasons.rules import phase_on
from tasjil.seasons.types import LatePolicy, Level, LevelCalendar, Phase

_KEY = "seasons.current"
_SECONDS = 30


def current_calendars() -> list[LevelCalendar]:
    """Return the levels of the current season, the oldest children's level first."""
    found: list[LevelCalendar] | None = cache.get(_KEY)
    if found is None:
        rows = SeasonLevel.objects.filter(season__is_current=True).select_related("season")
        found = sorted((_calendar(row) for row in rows), key=lambda c: c.born_to)
        cache.set(_KEY, found, _SECONDS)
    return found


def forget_current() -> None:
    """Forget the kept season after it was changed."""
    cache.delete(_KEY)


def calendar_of(level: Level) -> LevelCalendar:
    """Return the current season's calendar of a level. Raises NotFound when it is not offered."""
    for calendar in current_calendars():
        if calendar.level is level:
            return calendar
    raise NotFound


def calendar_by_id(level_id: int) -> LevelCalendar:
    """Return any season's calendar by its row. Raises NotFound."""
    for calendar in current_calendars():
        if calendar.level_id == level_id:
            return calendar
    row = SeasonLevel.objects.select_related("season").filter(pk=level_id).first()
    if row is None:
        raise NotFound
    return _calendar(row)


def phase_of_season(day: date) -> Phase:
    """Return the most open phase among the current levels on this day."""
    phases = {phase_on(day, calendar) for calendar in current_calendars()}
    for phase in (Phase.OPEN, Phase.LATE, Phase.NOT_YET_OPEN):
        if phase in phases:
            return phase
    return Phase.CLOSED


def seasons_over(day: date) -> list[int]:
    """Return the ids of the seasons of which no level takes a request any more (1 query)."""
    last = SeasonLevel.objects.values("season_id").annotate(last=Max("late_until"))
    return list(last.filter(last__lt=day).order_by().values_list("season_id", flat=True))


def _calendar(row: SeasonLevel) -> LevelCalendar:
    return LevelCalendar(
        level_id=row.pk,
        season_id=row.season_id,
        season=row.season.code,
        start_year=row.season.start_year,
        level=Level(row.level),
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        late_until=row.late_until,
        late_policy=LatePolicy(row.late_policy),
        decided_by=row.decided_by,
        results_on=row.results_on,
        reply_days=row.reply_days,
        born_from=row.born_from,
        born_to=row.born_to,
        dispensation_to=row.dispensation_to,
        rule_version=row.rule_version,
    )
