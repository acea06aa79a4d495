"""Names are found however they are spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasjil.territory.rules import (
    alike,
    name_behind_date,
    place_key,
    search_form,
    search_words,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أڭادير", "أكادير"),
        ("أگادير", "اكادير"),
        ("الدار البيضاء", "الدّار البَيضَاء"),
        ("Témara (Mun.)", "TEMARA"),
        ("Tariq Bnou Ziyad", "TARIK BNOU ZIAD"),
        ("Rhafsai", "Ghafsai"),
        ("Chefchaouen", "Chefchawen"),
        ("Hay ٢", "HAY 2"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hay 1", "Hay 11"), ("حي 2", "حي 22"), ("Fès", "Safi"), ("وجدة", "جدة")],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert place_key(one) != place_key(other)


def test_the_search_text_holds_both_scripts() -> None:
    assert search_form("فاس", "Fès") == "فاس fes"
    assert search_form("", "Fès", "") == "fes"


def test_particles_are_left_out_unless_they_are_all_there_is() -> None:
    assert search_words("El Kelâa des Sraghna") == ["kela", "sraghna"]
    assert search_words("el") == ["el"]
    assert search_words(" ،؛ ") == []


def test_vowel_marks_do_not_break_a_word_in_two() -> None:
    assert search_words("مُحَمَّد") == ["محمد"]


@pytest.mark.parametrize(
    ("census", "ministry"),
    [
        ("Bni Abdellah", "Bni Abdallah"),
        ("Ourtzarh", "Ouartzagh"),
        ("Tidili", "Tidli"),
        ("Ghafsai", "Rhafsai (Mun.)"),
    ],
)
def test_two_offices_spellings_of_a_commune_are_alike(census: str, ministry: str) -> None:
    assert alike(census, ministry)


def test_neighbours_are_not_alike() -> None:
    assert not alike("Oulad Said", "Oulad Tayeb")
    assert not alike("Fès", "")


def test_a_name_that_a_spreadsheet_made_a_date_is_read_back() -> None:
    assert name_behind_date("2023-01-11 00:00:00", "fr") == "11 Janvier"
    assert name_behind_date("2023-11-18", "ar") == "18 نونبر"
    assert name_behind_date("11 Janvier", "fr") is None
    assert name_behind_date("2023-13-11", "fr") is None


@given(st.text(max_size=40))
def test_a_key_is_stable_and_never_longer_than_twice_the_name(text: str) -> None:
    key = place_key(text)
    assert key == place_key(text)
    assert " " not in key
