"""Arabic and Latin text: two spellings of one name are one, dates are read as people write them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tasjil.core.phones import mask_phone, parse_phone, show_phone, takes_sms
from tasjil.core.text import (
    arabic_skeleton,
    clean,
    latin_skeleton,
    parse_date,
    show_date,
    show_moment,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"), ("فاطمة", "فاطمه"), ("مُحَمَّد", "محمد"), ("العلوي", "علوي"),
        ("عبد الله", "عبدالله"), ("مصطفى", "مصطفي"), ("رضـــا", "رضا"), ("بن علي", "بنعلي"),
    ],
)  # fmt: skip
def test_spellings_of_one_arabic_name_are_one(one: str, other: str) -> None:
    assert arabic_skeleton(one) == arabic_skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("El Alaoui", "ALAOUI"),
        ("Benâli", "benali"),
        ("Mohammed", "Mohamed"),
        ("Aït Ali", "AIT-ALI"),
        ("El-Idrissi", "Idrissi"),
    ],
)
def test_spellings_of_one_latin_name_are_one(one: str, other: str) -> None:
    assert latin_skeleton(one) == latin_skeleton(other)


def test_different_names_stay_different() -> None:
    assert arabic_skeleton("ملاك") != arabic_skeleton("ملك")
    assert latin_skeleton("Salma") != latin_skeleton("Selma")


@given(st.text())
def test_clean_is_stable_and_leaves_no_invisible_sign(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not set(clean(text)) & {"\u200f", "\u200e", "\u202e", "\x00", "\n"}


@pytest.mark.parametrize(
    "typed",
    [
        "14/09/2020",
        "14-9-2020",
        "14.09.2020",
        "14 9 2020",
        "١٤/٠٩/٢٠٢٠",
        "2020-09-14",
        " 14 / 09 / 2020 ",
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str) -> None:
    assert parse_date(typed) == date(2020, 9, 14)


@pytest.mark.parametrize(
    "typed", ["", "31/02/2020", "14/09/20", "شتنبر 2020", "14/13/2020", "0/0/0000", "9" * 50]
)
def test_what_is_no_date_is_none(typed: str) -> None:
    assert parse_date(typed) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_dates_come_back(day: date) -> None:
    assert parse_date(f"{day:%d/%m/%Y}") == parse_date(day.isoformat()) == day


def test_dates_are_shown_with_moroccan_months() -> None:
    with translation.override("ar"):
        assert show_date(date(2026, 8, 1)) == "1 غشت 2026"
        assert show_moment(datetime(2026, 7, 12, 20, 40, tzinfo=UTC)) == "12 يوليوز 2026، 21:40"
    with translation.override("fr"):
        assert show_date(date(2026, 8, 1)) == "1er août 2026"


@pytest.mark.parametrize(
    "typed",
    [
        "0612344127",
        "06 12 34 41 27",
        "+212612344127",
        "00212612344127",
        "٠٦١٢٣٤٤١٢٧",
        "06-12-34-41-27",
    ],
)
def test_a_moroccan_mobile_is_read_however_it_is_written(typed: str) -> None:
    assert parse_phone(typed) == "+212612344127"


@pytest.mark.parametrize(
    "typed", ["", "12", "06123", "061234412799", "abc", "+999123", "0" * 300, "😀"]
)
def test_what_is_no_phone_is_none(typed: str) -> None:
    assert parse_phone(typed) is None


def test_phones_are_shown_masked_and_landlines_take_no_sms() -> None:
    assert show_phone("+212612344127") == "06 12 34 41 27"
    assert mask_phone("+212612344127") == "06 •• •• 41 27"
    assert takes_sms("+212712344127")
    assert not takes_sms("+212522344127")
    assert takes_sms(parse_phone("+33612345678") or "")
