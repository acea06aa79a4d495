"""A school year and, for each level, its calendar and birth window."""

from django.db import models
from django.db.models import F, Q

from tasjil.seasons.types import LatePolicy, Level


class Season(models.Model):
    """A school year, "2026-2027"."""

    code = models.CharField(max_length=9, unique=True)
    start_year = models.PositiveSmallIntegerField(unique=True)
    is_current = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="season_one_current"
            ),
        ]


class SeasonLevel(models.Model):
    """Calendar and birth window of one level in one season."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="levels")
    level = models.CharField(max_length=11, choices=[(v.value, v.value) for v in Level])
    opens_on = models.DateField()
    closes_on = models.DateField()
    late_until = models.DateField()
    late_policy = models.CharField(max_length=11, choices=[(v.value, v.value) for v in LatePolicy])
    decided_by = models.DateField()
    results_on = models.DateField()
    reply_days = models.PositiveSmallIntegerField(default=60)
    born_from = models.DateField()
    born_to = models.DateField()
    dispensation_to = models.DateField(null=True)
    rule_version = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["season", "level"], name="season_level_once"),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on"))
                & Q(closes_on__lte=F("late_until"))
                & Q(born_from__lte=F("born_to"))
                & Q(reply_days__lte=60),
                name="season_dates_in_order",
            ),
        ]
