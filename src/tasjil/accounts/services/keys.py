"""Keys of partner systems: shown once, kept as a keyed hash."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tasjil.accounts.models import ApiKey
from tasjil.accounts.policies import KEYS_MANAGE, all_actions, holds_anywhere
from tasjil.accounts.rules import KEY_PREFIX_LENGTH, join_key
from tasjil.accounts.types import COUNTRY, Scope
from tasjil.core import audit
from tasjil.core.errors import DomainError, NotAllowed, NotFound
from tasjil.core.identifiers import ALPHABET
from tasjil.core.secrets import fingerprint
from tasjil.core.types import Actor


class UnknownScope(DomainError):
    """No action asks for this scope; `data['scopes']` are those that some action asks for."""

    code = "unknown_scope"
    status = 422
    sentence = _("There is no such permission for a partner system.")


@transaction.atomic
def issue_key(
    *, name: str, scopes: Iterable[str], scope: Scope = COUNTRY, actor: Actor, now: datetime
) -> tuple[ApiKey, str]:
    """Return a new key and its plain text, which nobody can see again.

    `scopes` say what it may do, `scope` where. Raises NotAllowed, UnknownScope.
    """
    _check_may_manage(actor)
    wanted = sorted(set(scopes))
    known = {action.machine for action in all_actions() if action.machine is not None}
    if not wanted or not known.issuperset(wanted):
        raise UnknownScope(scopes=sorted(known))
    prefix = "".join(secrets.choice(ALPHABET) for _ in range(KEY_PREFIX_LENGTH))
    secret = secrets.token_hex(32)
    key = ApiKey.objects.create(
        name=name,
        prefix=prefix,
        key_hash=fingerprint("api_key", prefix, secret),
        scopes=wanted,
        scope_kind=scope.kind.value,
        scope_id=scope.id,
        created_at=now,
    )
    _trail("api_key.issued", key, actor, now)
    return key, join_key(prefix, secret)


@transaction.atomic
def revoke_key(*, key_id: int, actor: Actor, now: datetime) -> None:
    """Have a key open nothing from now on; doing it again changes nothing.

    Raises NotAllowed, NotFound.
    """
    _check_may_manage(actor)
    key = ApiKey.objects.select_for_update().filter(pk=key_id).first()
    if key is None:
        raise NotFound
    if key.revoked_at is None:
        key.revoked_at = now
        key.save(update_fields=["revoked_at"])
        _trail("api_key.revoked", key, actor, now)


def _check_may_manage(actor: Actor) -> None:
    if not holds_anywhere(actor, KEYS_MANAGE):
        raise NotAllowed


def _trail(action: str, key: ApiKey, actor: Actor, now: datetime) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_kind="api_key",
        object_id=key.pk,
        now=now,
        data={"scopes": key.scopes, "scope_kind": key.scope_kind, "scope_id": key.scope_id},
    )
