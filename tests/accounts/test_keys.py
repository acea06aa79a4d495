"""Keys of partner systems."""

import pytest

from tasjil.accounts.models import ApiKey
from tasjil.accounts.policies import declare
from tasjil.accounts.selectors import actor_of_key
from tasjil.accounts.services import UnknownScope, issue_key, revoke_key
from tasjil.accounts.types import Scope
from tasjil.core.errors import NotAllowed, NotFound
from tasjil.core.models import AuditEntry
from tasjil.core.types import ANONYMOUS, SYSTEM, ActorKind, Grant
from tasjil.territory.types import ScopeKind

from .conftest import NOW

pytestmark = pytest.mark.django_db
declare("test.look", machine="test:look")


def issue(scope: Scope | None = None) -> tuple[ApiKey, str]:
    """Issue a key to Massar."""
    where = {} if scope is None else {"scope": scope}
    return issue_key(name="Massar", scopes=["test:look"], actor=SYSTEM, now=NOW, **where)


def test_a_key_opens_what_its_scopes_say_over_its_part_of_the_territory() -> None:
    key, plain = issue(Scope(ScopeKind.ACADEMY, 6))
    actor = actor_of_key(plain)
    assert actor is not None
    assert (actor.kind, actor.id) == (ActorKind.MACHINE, key.pk)
    assert actor.scopes == {"test:look"}
    assert actor.grants == (Grant("machine", "academy", 6),)


def test_the_plain_key_is_not_kept() -> None:
    key, plain = issue()
    assert plain.startswith(f"tasjil_{key.prefix}_")
    assert plain.rpartition("_")[2] not in str(ApiKey.objects.values().get())


def test_a_key_is_known_with_one_query(django_assert_num_queries: object) -> None:
    _key, plain = issue()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert actor_of_key(plain)


def test_a_wrong_key_opens_nothing() -> None:
    _key, plain = issue()
    last = "0" if plain[-1] != "0" else "1"
    unknown = plain.replace("tasjil_", "tasjil_2", 1)[: len(plain)]
    for wrong in ("", "tasjil_", plain[:-1], plain[:-1] + last, plain + "0", unknown, "\0", "é"):
        assert actor_of_key(wrong) is None


def test_a_revoked_key_opens_nothing() -> None:
    key, plain = issue()
    revoke_key(key_id=key.pk, actor=SYSTEM, now=NOW)
    revoke_key(key_id=key.pk, actor=SYSTEM, now=NOW)
    assert actor_of_key(plain) is None
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "api_key.issued",
        "api_key.revoked",
    ]


@pytest.mark.parametrize("scopes", [[], ["test:look", "no:such"]])
def test_a_scope_that_no_action_asks_for_is_refused(scopes: list[str]) -> None:
    with pytest.raises(UnknownScope) as refusal:
        issue_key(name="Massar", scopes=scopes, actor=SYSTEM, now=NOW)
    assert "test:look" in refusal.value.data["scopes"]


def test_not_everybody_issues_or_revokes_keys() -> None:
    key, _plain = issue()
    with pytest.raises(NotAllowed):
        issue_key(name="Massar", scopes=["test:look"], actor=ANONYMOUS, now=NOW)
    with pytest.raises(NotAllowed):
        revoke_key(key_id=key.pk, actor=ANONYMOUS, now=NOW)
    with pytest.raises(NotFound):
        revoke_key(key_id=key.pk + 1, actor=SYSTEM, now=NOW)
