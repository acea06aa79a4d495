"""Staff, their grants, guardians' contacts, one-time codes, API keys."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tasjil.accounts.types import Channel, Role
from tasjil.territory.types import ScopeKind


class StaffMember(AbstractBaseUser):
    """A member of the administration; signs in with e-mail and password."""

    email = models.EmailField(unique=True)
    name_ar = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    mobile = models.CharField(max_length=16, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name_ar", "name_fr"]
    objects = BaseUserManager()


class RoleGrant(models.Model):
    """A role held over a part of the territory, from a day, until a day or for good.

    `valid_to` is the first day on which it is no longer held; null while it is for good.
    """

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=12, choices=[(r.value, r.value) for r in Role])
    scope_kind = models.CharField(max_length=11, choices=[(k.value, k.value) for k in ScopeKind])
    scope_id = models.BigIntegerField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "role", "scope_kind", "scope_id"],
                nulls_distinct=False,
                name="grant_once",
            ),
            models.CheckConstraint(
                condition=Q(scope_kind=ScopeKind.COUNTRY.value, scope_id__isnull=True)
                | (~Q(scope_kind=ScopeKind.COUNTRY.value) & Q(scope_id__isnull=False)),
                name="grant_scope_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="grant_dates_in_order",
            ),
        ]


class Contact(models.Model):
    """A phone or mailbox, and when somebody last proved to hold it. A family may share one."""

    channel = models.CharField(max_length=5, choices=[(c.value, c.value) for c in Channel])
    address = models.CharField(max_length=254)
    created_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "address"], name="contact_once"),
        ]


class OneTimeCode(models.Model):
    """A code sent to a phone or mailbox; only keyed hashes of code and address are kept.

    `attempts` counts the wrong codes typed while this one was alive.
    """

    channel = models.CharField(max_length=5, choices=[(c.value, c.value) for c in Channel])
    address_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["address_hash", "-created_at"], name="code_by_address"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="code_lives_after_creation"
            ),
        ]


class RateCounter(models.Model):
    """How often something was tried in a window of time: `key` is a keyed hash, never a phone."""

    key = models.CharField(max_length=80)
    window_start = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "window_start"], name="rate_window_once"),
        ]


class ApiKey(models.Model):
    """A partner system's key: only the keyed hash is kept; scopes say what it may do and where."""

    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=12, unique=True)
    key_hash = models.CharField(max_length=64)
    scopes: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=40), default=list
    )
    scope_kind = models.CharField(
        max_length=11,
        choices=[(k.value, k.value) for k in ScopeKind],
        default=ScopeKind.COUNTRY.value,
    )
    scope_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(scope_kind=ScopeKind.COUNTRY.value, scope_id__isnull=True)
                | (~Q(scope_kind=ScopeKind.COUNTRY.value) & Q(scope_id__isnull=False)),
                name="key_scope_is_whole",
            ),
        ]
