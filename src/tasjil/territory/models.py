"""The tree of the territory, zones and localities.

`search` columns hold the skeletons of the names in both scripts (`rules.search_form`); they are
written by services, with the names.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from tasjil.territory.types import LocalityKind, Milieu, SchoolKind, Sector

_HAS_A_NAME = ~Q(name_ar="", name_fr="")
_POINT_IS_WHOLE = Q(lat__isnull=True, lng__isnull=True) | Q(lat__isnull=False, lng__isnull=False)


def _trigrams(name: str) -> GinIndex:
    return GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name=name)


class Named(models.Model):
    """Something with an Arabic and a French name; lists in the field have some with only one."""

    name_ar = models.CharField(max_length=160, blank=True)
    name_fr = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """The name in the reader's language, falling back on the other one."""
        first, second = (
            (self.name_fr, self.name_ar) if get_language() == "fr" else (self.name_ar, self.name_fr)
        )
        return first or second

    def __str__(self) -> str:
        return self.name


class Academy(Named):
    """Regional academy of education and training (أكاديمية جهوية), one for each of 12 regions."""

    code = models.CharField(max_length=4, unique=True)


class Province(Named):
    """Province or prefecture (75). Not a floor of our tree: Casablanca holds eight directorates."""

    code = models.CharField(max_length=10, unique=True)
    academy = models.ForeignKey(Academy, on_delete=models.PROTECT)


class Directorate(Named):
    """Provincial directorate of the ministry (مديرية إقليمية), 82 of them."""

    code = models.CharField(max_length=20, unique=True)
    academy = models.ForeignKey(Academy, on_delete=models.PROTECT)
    province = models.ForeignKey(Province, on_delete=models.PROTECT)


class Commune(Named):
    """Commune, or arrondissement of one of the six great cities (then `city` is that commune).

    `directorate` is null only for Casablanca as a whole: its arrondissements have theirs.
    """

    code = models.CharField(max_length=20, unique=True)
    city = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT)
    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT, null=True)
    milieu = models.CharField(max_length=5, choices=[(m.value, m.value) for m in Milieu])
    is_divided = models.BooleanField(default=False)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    search = models.CharField(max_length=330, db_default="", default="", blank=True)

    class Meta:
        indexes = [
            _trigrams("commune_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(directorate__isnull=False) | Q(is_divided=True),
                name="commune_has_directorate_unless_divided",
            ),
            models.CheckConstraint(condition=_HAS_A_NAME, name="commune_has_a_name"),
            models.CheckConstraint(condition=_POINT_IS_WHOLE, name="commune_point_is_whole"),
        ]


class School(Named):
    """A primary school, one of its satellite units, or a community school.

    `code` is the GRESA code (5 digits and a letter) or, where the ministry's list has none, the
    reference that came with the list. A list may bring both: then `reference` keeps the second,
    so that older files that know the school by it still find it.
    """

    code = models.CharField(max_length=30, unique=True)
    reference = models.CharField(max_length=30, blank=True, default="")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    kind = models.CharField(max_length=9, choices=[(k.value, k.value) for k in SchoolKind])
    sector = models.CharField(
        max_length=7, choices=[(s.value, s.value) for s in Sector], default=Sector.PUBLIC.value
    )
    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    address_ar = models.CharField(max_length=250, blank=True)
    address_fr = models.CharField(max_length=250, blank=True)
    milieu = models.CharField(max_length=5, choices=[(m.value, m.value) for m in Milieu])
    # Empty when no list said which levels the school has: then none is excluded.
    levels: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=20), default=list
    )
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    is_active = models.BooleanField(default=True)
    search = models.CharField(max_length=840, db_default="", default="", blank=True)

    class Meta:
        indexes = [
            _trigrams("school_search"),
            models.Index(fields=["commune", "is_active"], name="school_commune"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SchoolKind.SATELLITE.value, parent__isnull=False)
                | (~Q(kind=SchoolKind.SATELLITE.value) & Q(parent__isnull=True)),
                name="school_satellite_has_parent",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="school_not_its_own_parent"),
            models.CheckConstraint(condition=_HAS_A_NAME, name="school_has_a_name"),
            models.CheckConstraint(condition=_POINT_IS_WHOLE, name="school_point_is_whole"),
            models.UniqueConstraint(
                fields=["reference"], condition=~Q(reference=""), name="school_reference_once"
            ),
        ]

    @property
    def main_id(self) -> int:
        """The school whose head decides: itself, or the main school of a satellite."""
        return self.parent_id or self.pk


class Locality(Named):
    """A named neighbourhood or hamlet of a commune, and the school that serves it."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in LocalityKind])
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    skeleton = models.CharField(max_length=160)
    search = models.CharField(max_length=330, db_default="", default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_HAS_A_NAME, name="locality_has_a_name"),
            models.CheckConstraint(condition=_POINT_IS_WHOLE, name="locality_point_is_whole"),
            models.UniqueConstraint(
                fields=["commune", "skeleton"], name="locality_once_per_commune"
            ),
        ]


class Zone(models.Model):
    """One version of a school's residence zone: a polygon in WGS84, with its source and dates.

    `valid_to` is the first day on which it no longer holds; null while it is in force. The box
    lets the database discard nearly every zone before its polygon is looked at.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT)
    version = models.PositiveSmallIntegerField()
    polygon: "models.JSONField[Any, Any]" = models.JSONField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    source = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "version"], name="zone_version_once"),
            models.UniqueConstraint(
                fields=["school"], condition=Q(valid_to__isnull=True), name="zone_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="zone_dates_in_order",
            ),
        ]
        indexes = [
            models.Index(
                fields=["west", "east", "south", "north"],
                condition=Q(valid_to__isnull=True),
                name="zone_box",
            ),
        ]
