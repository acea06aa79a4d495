"""Writing the season. For now: laying one down whole; the ministry's pages come later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tasjil.core import audit
from tasjil.core.types import Actor
from tasjil.seasons import selectors
from tasjil.seasons.models import Season, SeasonLevel
from tasjil.seasons.types import LatePolicy, Level


@dataclass(frozen=True, slots=True)
class LevelPlan:
    """What the ministry sets for one level of a season."""

    level: Level
    opens_on: date
    closes_on: date
    late_until: date
    decided_by: date
    results_on: date
    born_from: date
    born_to: date
    dispensation_to: date | None
    late_policy: LatePolicy = LatePolicy.ON_CAPACITY
    reply_days: int = 60
    rule_version: str = "1"


@transaction.atomic
def set_season(
    *, code: str, start_year: int, plans: Iterable[LevelPlan], actor: Actor, now: datetime
) -> Season:
    """Lay down a season with its levels and make it the current one; repeatable."""
    Season.objects.filter(is_current=True).exclude(code=code).update(is_current=False)
    season, _ = Season.objects.update_or_create(
        code=code, defaults={"start_year": start_year, "is_current": True}
    )
    for plan in plans:
        SeasonLevel.objects.update_or_create(
            season=season,
            level=plan.level.value,
            defaults={
                "opens_on": plan.opens_on,
                "closes_on": plan.closes_on,
                "late_until": plan.late_until,
                "late_policy": plan.late_policy.value,
                "decided_by": plan.decided_by,
                "results_on": plan.results_on,
                "reply_days": plan.reply_days,
                "born_from": plan.born_from,
                "born_to": plan.born_to,
                "dispensation_to": plan.dispensation_to,
                "rule_version": plan.rule_version,
            },
        )
    audit.record(
        actor=actor, action="season.set", object_kind="season", object_id=season.pk, now=now
    )
    transaction.on_commit(selectors.forget_current)
    return season
