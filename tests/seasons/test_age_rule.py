"""The age rule (domain section 2): right, dispensation, another level, too young, too old."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasjil.seasons.rules import due_on, judge_age, levels_for, phase_on
from tasjil.seasons.types import AgeVerdict, LatePolicy, Level, LevelCalendar, Phase

Y = 2027


def calendar(
    level: Level, born_from: date, born_to: date, until: date | None = None
) -> LevelCalendar:
    return LevelCalendar(
        level_id=1, season_id=1, season=f"{Y}-{Y + 1}", start_year=Y, level=level,
        opens_on=date(Y, 4, 1), closes_on=date(Y, 4, 30), late_until=date(Y, 9, 15),
        late_policy=LatePolicy.ON_CAPACITY, decided_by=date(Y, 5, 15), results_on=date(Y, 5, 20),
        reply_days=60, born_from=born_from, born_to=born_to, dispensation_to=until, rule_version="1",
    )  # fmt: skip


PRIMARY = calendar(Level.PRIMARY_1, date(Y - 15, 1, 1), date(Y - 6, 12, 31), date(Y - 5, 3, 31))
PRESCHOOL_2 = calendar(Level.PRESCHOOL_2, date(Y - 5, 1, 1), date(Y - 5, 12, 31))
PRESCHOOL_1 = calendar(Level.PRESCHOOL_1, date(Y - 4, 1, 1), date(Y - 4, 12, 31))
OFFERED = [PRIMARY, PRESCHOOL_2, PRESCHOOL_1]


@pytest.mark.parametrize(
    ("born", "verdict", "level", "year"),
    [
        (date(2021, 9, 14), AgeVerdict.RIGHT, Level.PRIMARY_1, 2027),
        (date(2021, 12, 31), AgeVerdict.RIGHT, Level.PRIMARY_1, 2027),
        (date(2022, 1, 1), AgeVerdict.DISPENSATION, Level.PRIMARY_1, 2027),
        (date(2022, 3, 31), AgeVerdict.DISPENSATION, Level.PRIMARY_1, 2027),
        (date(2022, 4, 1), AgeVerdict.OTHER_LEVEL, Level.PRESCHOOL_2, 2027),
        (date(2023, 6, 1), AgeVerdict.OTHER_LEVEL, Level.PRESCHOOL_1, 2027),
        (date(2024, 2, 29), AgeVerdict.TOO_YOUNG, Level.PRESCHOOL_1, 2028),
        (date(2027, 4, 1), AgeVerdict.TOO_YOUNG, Level.PRESCHOOL_1, 2031),
        (date(2011, 12, 31), AgeVerdict.TOO_OLD, None, None),
    ],
)
def test_first_year_of_primary(born: date, verdict: AgeVerdict, level: Level, year: int) -> None:
    answer = judge_age(born, PRIMARY, OFFERED)
    assert (answer.verdict, answer.level, answer.start_year) == (verdict, level, year)


@given(st.dates(date(2012, 1, 1), date(2027, 12, 31)))
def test_every_child_up_to_fifteen_is_told_a_level_and_a_year(born: date) -> None:
    answer = judge_age(born, PRIMARY, OFFERED)
    assert answer.level is not None
    assert Y <= (answer.start_year or 0) <= Y + 7


@given(st.dates(date(2000, 1, 1), date(2027, 12, 31)))
def test_the_levels_offered_are_those_the_rule_allows(born: date) -> None:
    offered = {pair[0].level for pair in levels_for(born, OFFERED)}
    allowed = {
        c.level
        for c in OFFERED
        if judge_age(born, c, OFFERED).verdict in (AgeVerdict.RIGHT, AgeVerdict.DISPENSATION)
    }
    assert offered == allowed


def test_a_child_of_january_may_choose_preschool_or_a_dispensation_and_preschool_comes_first() -> (
    None
):
    found = levels_for(date(2022, 2, 1), OFFERED)
    assert [(c.level, v) for c, v in found] == [
        (Level.PRESCHOOL_2, AgeVerdict.RIGHT),
        (Level.PRIMARY_1, AgeVerdict.DISPENSATION),
    ]


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(Y, 3, 31), Phase.NOT_YET_OPEN),
        (date(Y, 4, 1), Phase.OPEN),
        (date(Y, 4, 30), Phase.OPEN),
        (date(Y, 5, 1), Phase.LATE),
        (date(Y, 9, 15), Phase.LATE),
        (date(Y, 9, 16), Phase.CLOSED),
    ],
)
def test_the_calendar_of_a_level(day: date, phase: Phase) -> None:
    assert phase_on(day, PRIMARY) is phase


@given(st.dates(date(Y, 4, 1), date(Y, 9, 15)))
def test_the_answer_is_due_within_the_legal_sixty_days(filed: date) -> None:
    due = due_on(filed, PRIMARY)
    assert filed <= due <= filed + timedelta(days=60)


def test_a_request_in_time_is_answered_by_the_examination_deadline() -> None:
    assert due_on(date(Y, 4, 12), PRIMARY) == date(Y, 5, 15)
