"""Request numbers: readable over the phone, one wrong or swapped sign is noticed."""

from hypothesis import assume, given
from hypothesis import strategies as st

from tasjil.core.identifiers import ALPHABET, new_number, parse_number, show_number

numbers = st.builds(new_number)


def test_no_sign_can_be_taken_for_another() -> None:
    assert not set("01OILSZU") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET) == 28


@given(numbers)
def test_a_number_is_read_back_however_it_is_written(number: str) -> None:
    for typed in (
        number,
        show_number(number),
        show_number(number).lower(),
        f" {number[:4]} {number[4:]} ",
    ):
        assert parse_number(typed) == number


@given(numbers)
def test_arabic_digits_are_read_too(number: str) -> None:
    assert parse_number(number.translate(str.maketrans("23456789", "٢٣٤٥٦٧٨٩"))) == number


@given(numbers, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(number: str, place: int, sign: str) -> None:
    assume(number[place] != sign)
    assert parse_number(number[:place] + sign + number[place + 1 :]) is None


@given(numbers, st.integers(0, 6))
def test_two_swapped_neighbours_are_noticed(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert parse_number(swapped) is None


def test_every_swap_and_every_slip_of_a_thousand_numbers_is_noticed() -> None:
    for number in (new_number() for _ in range(1000)):
        for place in range(7):
            one, other = number[place], number[place + 1]
            swapped = number[:place] + other + one + number[place + 2 :]
            assert one == other or parse_number(swapped) is None


@given(st.text(max_size=40))
def test_anything_else_is_simply_no_number(typed: str) -> None:
    assert parse_number(typed) is None or len(typed) >= 8
