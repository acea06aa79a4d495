"""Phones and mailboxes: read tolerantly, kept in one form that fits everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasjil.core.mailboxes import parse_mailbox
from tasjil.core.phones import LONGEST, mask_phone, parse_phone, show_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12 34 56 78", "+212612345678"),
        ("٠٦١٢٣٤٥٦٧٨", "+212612345678"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("+4915112345678901", None),
        ("12", None),
    ],
)
def test_a_phone_is_kept_as_e164(typed: str, kept: str | None) -> None:
    assert parse_phone(typed) == kept


@given(st.one_of(st.text(max_size=40), st.from_regex(r"\\+?[0-9 ]{3,30}", fullmatch=True)))
def test_a_phone_fits_its_column_and_can_be_shown(typed: str) -> None:
    phone = parse_phone(typed)
    if phone is not None:
        assert len(phone) <= LONGEST
        assert show_phone(phone)
        assert mask_phone(phone)


def test_what_is_no_phone_is_shown_as_it_is() -> None:
    assert show_phone("a") == "a"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Fatima@Example.MA ", "fatima@example.ma"),
        ("fatima@مثال.المغرب", "fatima@xn--mgbh0fb.xn--mgbc0a9azcg"),
        ("فاطمة@example.ma", None),
        ('a"b<c>,d@e.ma', None),
        ("fatima@example", None),
        ("fatima@[127.0.0.1]", None),
    ],
)
def test_a_mailbox_is_kept_in_one_form(typed: str, kept: str | None) -> None:
    assert parse_mailbox(typed) == kept


@given(st.text(max_size=300))
def test_a_mailbox_fits_its_column(typed: str) -> None:
    found = parse_mailbox(typed)
    assert found is None or (len(found) <= 254 and found.isascii())


@pytest.mark.parametrize(
    "phone", ["+212612345678", "+4915123456789", "+447911123456", "+12025550123"]
)
def test_a_masked_number_hides_its_middle(phone: str) -> None:
    shown = "".join(c for c in mask_phone(phone) if c.isdigit())
    assert "•" in mask_phone(phone)
    assert len(shown) <= 6
