"""What a cell of a list may hold, and how a wrong one is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasjil.territory import rules
from tasjil.territory.types import Flawed, LocalityKind, Milieu, Point, SchoolKind, Sector


def flaw_code(call, *args) -> str:
    with pytest.raises(Flawed) as caught:
        call(*args)
    return caught.value.flaw.code


def test_an_empty_cell_is_not_told() -> None:
    assert rules.point_of("", "") is None
    assert rules.school_kind("") is None
    assert rules.milieu_of("") is None
    assert rules.identifier("", "code") is None
    assert rules.levels_of("") is None


@pytest.mark.parametrize(
    ("lat", "lng"),
    [
        ("33.5731", "-7.5898"),
        ("33,5731", "-7,5898"),
        ("٣٣٫٥٧٣١".replace("٫", ","), "-7.5898"),
        ("33.5731°", "−7.5898"),
    ],
)
def test_a_coordinate_is_read_however_it_was_typed(lat: str, lng: str) -> None:
    assert rules.point_of(lat, lng) == Point(33.5731, -7.5898)


@pytest.mark.parametrize(
    ("lat", "lng", "code"),
    [
        ("33.5", "", "half_coordinates"),
        ("", "-7.5", "half_coordinates"),
        ("north", "-7.5", "bad_coordinates"),
        ("nan", "-7.5", "bad_coordinates"),
        ("-7.5", "33.5", "coordinates_swapped"),
        ("48.85", "2.35", "coordinates_outside"),
        ("33.5", "7.5", "coordinates_outside"),
        ("0", "0", "coordinates_outside"),
        ("inf", "-7.5", "coordinates_outside"),
    ],
)
def test_a_wrong_coordinate_is_named(lat: str, lng: str, code: str) -> None:
    assert flaw_code(rules.point_of, lat, lng) == code


@given(st.floats(20.7, 36.0), st.floats(-17.2, -0.9))
def test_swapping_is_told_apart_for_every_point_of_the_country(lat: float, lng: float) -> None:
    assert rules.point_of(str(lat), str(lng)) == Point(lat, lng)
    assert flaw_code(rules.point_of, str(lng), str(lat)) == "coordinates_swapped"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("school", SchoolKind.SCHOOL),
        ("École primaire", SchoolKind.SCHOOL),
        ("groupe_scolaire", SchoolKind.SCHOOL),
        ("مدرسة ابتدائية", SchoolKind.SCHOOL),
        ("SATELLITE", SchoolKind.SATELLITE),
        ("فرعية", SchoolKind.SATELLITE),
        ("communautaire", SchoolKind.COMMUNITY),
        ("مدرسة جماعاتية", SchoolKind.COMMUNITY),
    ],
)
def test_a_kind_of_school_is_understood_in_each_language(text: str, kind: SchoolKind) -> None:
    assert rules.school_kind(text) is kind


def test_other_words_are_understood_in_each_language() -> None:
    assert rules.milieu_of("urbain") is rules.milieu_of("1") is Milieu.URBAN
    assert rules.milieu_of("قروي") is rules.milieu_of("Rural") is Milieu.RURAL
    assert rules.sector_of("Privé") is Sector.PRIVATE
    assert rules.locality_kind("دوار") is LocalityKind.DOUAR
    assert rules.truth("0", "x") is False


@pytest.mark.parametrize(
    ("call", "text", "code"),
    [
        (rules.school_kind, "lycée", "bad_kind"),
        (rules.milieu_of, "suburban", "bad_milieu"),
        (rules.sector_of, "NS", "bad_sector"),
        (rules.locality_kind, "village", "bad_kind"),
        (rules.levels_of, "first year", "bad_levels"),
    ],
)
def test_an_unknown_word_is_named(call, text: str, code: str) -> None:
    assert flaw_code(call, text) == code


def test_a_code_is_kept_in_capitals_without_spaces_in_western_digits() -> None:
    assert rules.identifier(" ٠١٢٣٤a ", "gresa_code") == "01234A"
    assert flaw_code(rules.identifier, "12;DROP", "gresa_code") == "bad_code"
    assert flaw_code(rules.identifier, "A" * 31, "gresa_code") == "too_long"


def test_levels_are_told_once_and_in_order() -> None:
    assert rules.levels_of("primary_1; preschool_2, primary_1") == ("preschool_2", "primary_1")
