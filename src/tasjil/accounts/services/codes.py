"""The guardian's door: a one-time code to a phone or a mailbox (docs/adr/0008-sign-in.md).

Nothing here asks whether an address is known: the answer and the work are the same either way.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tasjil.accounts import rules
from tasjil.accounts.events import CodeRequested
from tasjil.accounts.models import Contact, OneTimeCode, RateCounter
from tasjil.accounts.services.addresses import NoTextMessages
from tasjil.accounts.services.rates import spend
from tasjil.accounts.types import Channel
from tasjil.core import audit, outbox
from tasjil.core.errors import DomainError
from tasjil.core.identifiers import new_code
from tasjil.core.phones import takes_sms
from tasjil.core.secrets import fingerprint, same, seal
from tasjil.core.types import ANONYMOUS, Actor, ActorKind

_KEPT_AFTER_DEATH = timedelta(days=1)
_LONGEST_WINDOW = timedelta(days=1)


class CodeMalformed(DomainError):
    """What was typed cannot be a code; no try is lost."""

    code = "code_malformed"
    status = 422
    sentence = _("The code has six digits. Look at the message that you received.")


class WrongCode(DomainError):
    """The code is not one of those sent; `data['tries_left']` more may be typed."""

    code = "wrong_code"
    status = 422

    def __init__(self, tries_left: int) -> None:
        sentence = ngettext(
            "This is not the code that was sent. You have %(count)d try left.",
            "This is not the code that was sent. You have %(count)d tries left.",
            tries_left,
        ) % {"count": tries_left}
        super().__init__(sentence, tries_left=tries_left)


class CodeLocked(DomainError):
    """Too many wrong codes were typed: what was sent is worth nothing any more."""

    code = "code_locked"
    status = 422
    sentence = _("Too many wrong codes. Ask for a new code, then type that one.")


class CodeExpired(DomainError):
    """No code of this address is alive: used, older than ten minutes, or never asked for."""

    code = "code_expired"
    status = 422
    sentence = _("This code is no longer valid: it was used, or is too old. Ask for a new code.")


def request_code(*, channel: Channel, address: str, ip: str, language: str, now: datetime) -> None:
    """Have a code sent to `address`, as normalised by `read_address`.

    Codes sent before stay good. Raises TooMany, NoTextMessages. Opens its own transactions.
    """
    if channel is Channel.SMS and not takes_sms(address):
        raise NoTextMessages
    subject = fingerprint("address", channel, address)
    spend(
        (
            *(rules.Tally(limit, subject) for limit in rules.PER_ADDRESS),
            *rules.by_source(ip, rules.CODES_PER_HOST, rules.CODES_PER_NETWORK, _scale()),
        ),
        now=now,
    )
    _issue(channel, address, subject, language, now)


@transaction.atomic
def _issue(channel: Channel, address: str, subject: str, language: str, now: datetime) -> None:
    code = new_code(rules.CODE_DIGITS)
    row = OneTimeCode.objects.create(
        channel=channel.value,
        address_hash=subject,
        code_hash=_code_hash(channel, address, code),
        created_at=now,
        expires_at=now + rules.CODE_LIFE,
    )
    outbox.publish(
        CodeRequested(
            channel=channel.value,
            address_sealed=seal(address),
            code_sealed=seal(code),
            language=language,
            expires_minutes=int(rules.CODE_LIFE.total_seconds() // 60),
        ),
        now=now,
    )
    _trail("code.requested", ANONYMOUS, row.pk, channel, now)


def prove_code(*, channel: Channel, address: str, code: str, ip: str, now: datetime) -> Contact:
    """Return the contact of whoever typed a code that was sent to `address`; it works once.

    Raises CodeMalformed, WrongCode, CodeLocked, CodeExpired, TooMany. A wrong try is committed
    although an error follows, so this opens its own transactions and refuses to run inside one.
    """
    digits = rules.read_code(code)
    if digits is None:
        raise CodeMalformed
    spend(rules.by_source(ip, rules.TRIES_PER_HOST, rules.TRIES_PER_NETWORK, _scale()), now=now)
    outcome = _try(channel, address, digits, now)
    if isinstance(outcome, DomainError):
        raise outcome
    return outcome


@transaction.atomic(durable=True)
def _try(channel: Channel, address: str, digits: str, now: datetime) -> Contact | DomainError:
    """Compare with the last codes, under lock: two tries at once come one after the other."""
    subject = fingerprint("address", channel, address)
    alive = OneTimeCode.objects.filter(
        address_hash=subject, used_at__isnull=True, expires_at__gt=now
    )
    last = list(alive.select_for_update().order_by("-created_at", "-id")[: rules.CODES_HEEDED])
    if not last:
        return CodeExpired()
    open_codes = [row for row in last if row.attempts < rules.CODE_TRIES]
    if not open_codes:
        return CodeLocked()
    typed = _code_hash(channel, address, digits)
    if sum(same(row.code_hash, typed) for row in open_codes):  # all compared: equal time
        alive.update(used_at=now)
        return _proved(channel, address, now)
    return _wrong(open_codes, channel, now)


def _wrong(open_codes: list[OneTimeCode], channel: Channel, now: datetime) -> DomainError:
    for row in open_codes:
        row.attempts += 1
    OneTimeCode.objects.bulk_update(open_codes, ["attempts"])
    for row in open_codes:
        if row.attempts >= rules.CODE_TRIES:
            _trail("code.locked", ANONYMOUS, row.pk, channel, now)
    left = rules.tries_left(row.attempts for row in open_codes)
    return WrongCode(left) if left else CodeLocked()


def _proved(channel: Channel, address: str, now: datetime) -> Contact:
    contact, _created = Contact.objects.update_or_create(
        channel=channel.value,
        address=address,
        defaults={"proved_at": now},
        create_defaults={"proved_at": now, "created_at": now},
    )
    guardian = Actor(ActorKind.GUARDIAN, id=contact.pk)
    _trail("code.proved", guardian, contact.pk, channel, now, kind="contact")
    return contact


@transaction.atomic
def purge_codes(*, now: datetime) -> int:
    """Delete codes a day after their death and counters of past windows; return how many rows."""
    codes, _per_model = OneTimeCode.objects.filter(expires_at__lt=now - _KEPT_AFTER_DEATH).delete()
    counters, _per_model = RateCounter.objects.filter(
        window_start__lt=now - _LONGEST_WINDOW
    ).delete()
    return codes + counters


def _trail(
    action: str,
    actor: Actor,
    object_id: int,
    channel: Channel,
    now: datetime,
    kind: str = "one_time_code",
) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_kind=kind,
        object_id=object_id,
        now=now,
        data={"channel": channel.value},
    )


def _code_hash(channel: Channel, address: str, code: str) -> str:
    return fingerprint("code", channel, address, code)


def _scale() -> float:
    """Return the factor on the limits per origin: an operator that hides a town behind one
    address, or a load test, needs more than the numbers in `rules`."""
    return float(settings.SIGN_IN_LIMITS_SCALE)
