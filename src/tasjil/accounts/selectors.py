"""Reading accounts: who stands behind a session or a key, with one query each."""

from collections.abc import Iterable
from datetime import date

from django.db.models import FilteredRelation, Q

from tasjil.accounts.models import ApiKey, StaffMember
from tasjil.accounts.rules import split_key
from tasjil.accounts.types import MACHINE_ROLE
from tasjil.core.secrets import fingerprint, same
from tasjil.core.types import ANONYMOUS, Actor, ActorKind, Grant


def actor_of_staff(staff_id: int, today: date) -> Actor:
    """Return a member of the administration with the grants in force on `today`.

    Whoever is unknown or was shut out is ANONYMOUS. One query.
    """
    in_force = Q(role_grants__valid_from__lte=today) & (
        Q(role_grants__valid_to__isnull=True) | Q(role_grants__valid_to__gt=today)
    )
    rows = list(
        StaffMember.objects.filter(pk=staff_id, is_active=True)
        .annotate(held=FilteredRelation("role_grants", condition=in_force))
        .order_by("held__id")
        .values_list("held__role", "held__scope_kind", "held__scope_id")
    )
    if not rows:
        return ANONYMOUS
    grants = tuple(Grant(role, kind, unit) for role, kind, unit in rows if role is not None)
    return Actor(ActorKind.STAFF, id=staff_id, grants=grants)


def names_of_staff(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return the Arabic and the French name of members of the administration, by id. One query."""
    found = StaffMember.objects.filter(pk__in=set(ids)).values_list("pk", "name_ar", "name_fr")
    return {pk: (arabic, french) for pk, arabic, french in found}


def staff_id_by_email(email: str) -> int | None:
    """Return who signs in with this address (in lower case), whether or not they still may."""
    return StaffMember.objects.filter(email=email).values_list("pk", flat=True).first()


def actor_of_key(plain: str) -> Actor | None:
    """Return the partner system that shows this key, None for a wrong or a revoked one."""
    parts = split_key(plain)
    if parts is None:
        return None
    prefix, secret = parts
    key = ApiKey.objects.filter(prefix=prefix, revoked_at__isnull=True).first()
    shown = fingerprint("api_key", prefix, secret)
    if not same(key.key_hash if key else "0" * 64, shown) or key is None:
        return None
    return Actor(
        ActorKind.MACHINE,
        id=key.pk,
        grants=(Grant(MACHINE_ROLE, key.scope_kind, key.scope_id),),
        scopes=frozenset(key.scopes),
    )
