"""A family as it described itself in one request, its parents and its child."""

from django.db import models
from django.db.models import Q

from tasjil.accounts.models import Contact
from tasjil.families.types import (
    Capacity,
    CivilStatusKind,
    IdentityKind,
    ParentRole,
    ParentStatus,
    Sex,
)
from tasjil.territory.models import Commune, Locality


class Family(models.Model):
    """Who files and where they live. Reached through the contact that was proved."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=14, choices=[(v.value, v.value) for v in Capacity])
    guardian_family_name = models.CharField(max_length=80)
    guardian_first_name = models.CharField(max_length=80)
    identity_kind = models.CharField(
        max_length=14, choices=[(v.value, v.value) for v in IdentityKind]
    )
    identity_number = models.CharField(max_length=30, blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    second_mobile = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, related_name="+")
    locality_text = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=250, blank=True)
    created_at = models.DateTimeField()


class Parent(models.Model):
    """Father or mother of a family, living, deceased or unknown."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="parents")
    role = models.CharField(max_length=6, choices=[(v.value, v.value) for v in ParentRole])
    status = models.CharField(max_length=8, choices=[(v.value, v.value) for v in ParentStatus])
    family_name = models.CharField(max_length=80, blank=True)
    first_name = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "role"], name="parent_once"),
            models.CheckConstraint(
                condition=Q(status=ParentStatus.UNKNOWN.value)
                | (~Q(first_name="") & ~Q(family_name="")),
                name="parent_known_has_names",
            ),
        ]


class Child(models.Model):
    """A child as its family described it, with the skeletons that recognise it."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="children")
    family_name_ar = models.CharField(max_length=80, blank=True)
    first_name_ar = models.CharField(max_length=80, blank=True)
    family_name_lat = models.CharField(max_length=80, blank=True)
    first_name_lat = models.CharField(max_length=80, blank=True)
    sex = models.CharField(max_length=6, choices=[(v.value, v.value) for v in Sex])
    birth_date = models.DateField()
    birth_place = models.CharField(max_length=120)
    nationality = models.CharField(max_length=2)
    civil_status_kind = models.CharField(
        max_length=10, choices=[(v.value, v.value) for v in CivilStatusKind]
    )
    act_number = models.CharField(max_length=20, blank=True)
    register_number = models.CharField(max_length=20, blank=True)
    act_year = models.PositiveSmallIntegerField(null=True)
    civil_office = models.CharField(max_length=120, blank=True)
    record_number = models.CharField(max_length=30, blank=True)
    civil_declaration = models.BooleanField(default=False)
    first_skeleton = models.CharField(max_length=80)
    family_skeleton = models.CharField(max_length=80)
    mother_skeleton = models.CharField(max_length=160, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["birth_date", "first_skeleton"], name="child_by_first_name"),
            models.Index(fields=["birth_date", "mother_skeleton"], name="child_by_mother"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(first_name_ar="") & ~Q(family_name_ar=""))
                | (~Q(first_name_lat="") & ~Q(family_name_lat="")),
                name="child_named_in_one_script",
            ),
            models.CheckConstraint(
                condition=Q(civil_status_kind=CivilStatusKind.CLASSIC.value, act_year__isnull=False)
                & ~Q(act_number="")
                | Q(civil_status_kind=CivilStatusKind.ELECTRONIC.value) & ~Q(record_number="")
                | Q(civil_status_kind=CivilStatusKind.NONE.value, civil_declaration=True),
                name="child_civil_status_is_whole",
            ),
        ]
