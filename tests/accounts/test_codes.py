"""The one-time code: what it opens, how long, how often."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tasjil.accounts.models import Contact, OneTimeCode, RateCounter
from tasjil.accounts.services import (
    CodeExpired,
    CodeLocked,
    CodeMalformed,
    NoTextMessages,
    WrongCode,
    prove_code,
    purge_codes,
    request_code,
)
from tasjil.accounts.types import Channel
from tasjil.core.models import AuditEntry, OutboxEvent
from tasjil.core.secrets import unseal

from .conftest import HOME, NOW, PHONE, Family, other_than

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_the_code_opens_the_door_and_makes_the_contact(family: Family) -> None:
    contact = family.types(family.asks())
    assert (contact.channel, contact.address) == ("sms", PHONE)
    assert contact.proved_at == contact.created_at == NOW


def test_a_second_sign_in_finds_the_same_contact(family: Family) -> None:
    first = family.types(family.asks())
    second = family.types(family.asks(after=MINUTE), after=MINUTE)
    assert second.pk == first.pk
    assert (second.created_at, second.proved_at) == (NOW, NOW + MINUTE)


def test_the_code_may_be_typed_in_arabic_digits_and_with_spaces(family: Family) -> None:
    code = family.asks().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert family.types(f" {code[:3]} {code[3:]}\u200f")


def test_a_code_works_once(family: Family) -> None:
    code = family.asks()
    family.types(code)
    with pytest.raises(CodeExpired):
        family.types(code)


def test_a_code_dies_after_ten_minutes(family: Family) -> None:
    code = family.asks()
    with pytest.raises(CodeExpired):
        family.types(code, after=10 * MINUTE)


def test_an_earlier_code_that_arrives_late_is_still_good(family: Family) -> None:
    first = family.asks()
    family.asks(after=MINUTE)
    assert family.types(first, after=2 * MINUTE)


def test_success_uses_up_every_code_that_was_sent(family: Family) -> None:
    first = family.asks()
    second = family.asks(after=MINUTE)
    family.types(first, after=2 * MINUTE)
    with pytest.raises(CodeExpired):
        family.types(second, after=2 * MINUTE)


def test_only_the_last_three_codes_are_heeded(family: Family) -> None:
    # A quarter of an hour's three, then one more in the next window, all of them alive.
    edge = 14 * MINUTE
    codes = [family.asks(after=edge) for _ in range(3)]
    codes.append(family.asks(after=edge + 2 * MINUTE))
    with pytest.raises(WrongCode):
        family.types(codes[0], after=edge + 3 * MINUTE)
    assert family.types(codes[1], after=edge + 3 * MINUTE)


def test_a_wrong_code_tells_how_many_tries_are_left_then_locks(family: Family) -> None:
    code = family.asks()
    wrong = other_than(code)
    for left in (4, 3, 2, 1):
        # French: Arabic says "two tries" in one word, without a digit.
        with translation.override("fr"), pytest.raises(WrongCode) as refusal:
            family.types(wrong)
        assert refusal.value.data == {"tries_left": left}
        assert str(left) in str(refusal.value)
    with pytest.raises(CodeLocked):
        family.types(wrong)
    with pytest.raises(CodeLocked):
        family.types(code)


def test_after_a_lock_a_new_code_opens_the_door(family: Family) -> None:
    code = family.asks()
    for _ in range(5):
        with pytest.raises((WrongCode, CodeLocked)):
            family.types(other_than(code))
    assert family.types(family.asks(after=MINUTE), after=MINUTE)


def test_a_wrong_try_counts_against_every_live_code(family: Family) -> None:
    first, second = family.asks(), family.asks()
    with pytest.raises(WrongCode):
        family.types(other_than(first, second))
    assert set(OneTimeCode.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "abcdef", "12345²"])
def test_what_cannot_be_a_code_costs_no_try(family: Family, typed: str) -> None:
    family.asks()
    with pytest.raises(CodeMalformed):
        family.types(typed)
    assert OneTimeCode.objects.get().attempts == 0


def test_a_code_is_worth_nothing_for_another_address(family: Family) -> None:
    code = family.asks()
    with pytest.raises(CodeExpired):
        Family(address="+212699887766").types(code)
    mailbox = Family(address="amal@example.ma", channel=Channel.EMAIL)
    assert mailbox.types(mailbox.asks()).address == "amal@example.ma"


def test_no_code_goes_to_a_landline() -> None:
    with pytest.raises(NoTextMessages):
        request_code(channel=Channel.SMS, address="+212522334455", ip=HOME, language="ar", now=NOW)
    assert not OneTimeCode.objects.exists()


def test_the_answer_and_the_work_do_not_tell_whether_the_family_is_known() -> None:
    Contact.objects.create(channel="sms", address=PHONE, created_at=NOW)
    work = []
    for address in (PHONE, "+212699887766"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = request_code(
                channel=Channel.SMS, address=address, ip=HOME, language="fr", now=NOW
            )
        assert answer is None
        work.append([q["sql"].split("VALUES")[0] for q in queries if "SAVEPOINT" not in q["sql"]])
    assert work[0] == work[1]
    assert not any("contact" in sql for sql in work[0])


def test_the_event_carries_what_messaging_needs_and_nothing_readable(family: Family) -> None:
    code = family.asks()
    event = OutboxEvent.objects.get()
    assert event.topic == "accounts.code_requested"
    assert unseal(event.payload["address_sealed"]) == PHONE
    assert unseal(event.payload["code_sealed"]) == code
    assert (event.payload["channel"], event.payload["language"]) == ("sms", "ar")
    assert event.payload["expires_minutes"] == 10
    assert PHONE not in str(event.payload)
    assert code not in [event.payload["code_sealed"], event.payload["address_sealed"]]


def test_neither_codes_nor_phones_are_kept_in_the_clear(family: Family) -> None:
    code = family.asks()
    row = OneTimeCode.objects.values().get()
    assert PHONE not in str(row)
    assert row["code_hash"] != code
    assert len(row["code_hash"]) == len(row["address_hash"]) == 64
    assert not RateCounter.objects.filter(key__contains=PHONE).exists()
    assert not RateCounter.objects.filter(key__contains=HOME).exists()


def test_the_trail_tells_asked_proved_and_locked_by_ids_only(family: Family) -> None:
    contact = family.types(family.asks())
    code = family.asks()
    for _ in range(5):
        with pytest.raises((WrongCode, CodeLocked)):
            family.types(other_than(code))
    trail = AuditEntry.objects.order_by("id")
    assert [entry.action for entry in trail] == [
        "code.requested",
        "code.proved",
        "code.requested",
        "code.locked",
    ]
    proved = trail[1]
    assert (proved.actor_kind, proved.actor_id) == ("guardian", contact.pk)
    assert {str(entry.data) for entry in trail} == {"{'channel': 'sms'}"}


def test_a_wrong_try_cannot_be_undone_by_a_caller_s_transaction(
    family: Family, transactional_db: None
) -> None:
    code = family.asks()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        prove_code(channel=Channel.SMS, address=PHONE, code=other_than(code), ip=HOME, now=NOW)


def test_old_codes_and_counters_are_purged(family: Family) -> None:
    family.asks()
    purge_codes(now=NOW + timedelta(hours=12))
    assert OneTimeCode.objects.count() == 1
    assert purge_codes(now=NOW + timedelta(days=2)) > 1
    assert not OneTimeCode.objects.exists()
    assert not RateCounter.objects.exists()
