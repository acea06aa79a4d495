"""What a family may type in the one field for a phone or a mailbox."""

import pytest

from tasjil.accounts.services import NoSuchMailbox, NoTextMessages, read_address
from tasjil.accounts.services.addresses import mask_address
from tasjil.accounts.types import Channel


@pytest.mark.parametrize(
    "typed",
    [
        "0612344127",
        "06 12 34 41 27",
        "٠٦١٢٣٤٤١٢٧",
        "+212 612-344127",
        "00212612344127",
        " 0612344127\u200f",
    ],
)
def test_a_mobile_is_read_however_it_is_typed(typed: str) -> None:
    assert read_address(typed) == (Channel.SMS, "+212612344127")


def test_a_number_abroad_is_read() -> None:
    assert read_address("+33 6 12 34 56 78") == (Channel.SMS, "+33612345678")


@pytest.mark.parametrize("typed", ["0522334455", "٠٥٢٢٣٣٤٤٥٥", "+212537112233"])
def test_a_moroccan_landline_is_told_that_no_message_can_arrive(typed: str) -> None:
    with pytest.raises(NoTextMessages):
        read_address(typed)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" Fatima.Z@Example.ORG ", "fatima.z@example.org"),
        ("amal@مدرسة.المغرب", "amal@xn--ogblgi1g.xn--mgbc0a9azcg"),
    ],
)
def test_a_mailbox_is_read_in_lower_case(typed: str, address: str) -> None:
    assert read_address(typed) == (Channel.EMAIL, address)


@pytest.mark.parametrize(
    "typed",
    [
        "amal@",
        "@example.ma",
        "amal@example",
        "a mal@example.ma",
        "amal@example..ma",
        "ama\u017f@example.ma",  # a long s, which upper-cases to the S of somebody else
        "a" * 300 + "@example.ma",
        "amal\0@example.ma",
        f"amal@{'b' * 70}.ma",
    ],
)
def test_what_cannot_be_a_mailbox_is_said_to_be_incomplete(typed: str) -> None:
    with pytest.raises(NoSuchMailbox):
        read_address(typed)


@pytest.mark.parametrize("typed", ["", "Fatima", "06", "123456789012345678901"])
def test_anything_else_is_neither(typed: str) -> None:
    assert read_address(typed) is None


def test_on_a_page_the_middle_of_an_address_is_hidden() -> None:
    assert mask_address(Channel.SMS, "+212612344127") == "06 •• •• 41 27"
    assert mask_address(Channel.EMAIL, "fatima@example.org") == "f•••@example.org"
