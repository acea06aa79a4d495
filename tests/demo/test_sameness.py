"""For one day and one seed the demonstration is the same; for another day it moves with it."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction

from tasjil.applications.types import Section
from tasjil.demo.cases import make_cases, market_of
from tasjil.demo.paths import deeds_of
from tasjil.demo.schools import lay_schools
from tasjil.demo.season import start_year
from tasjil.demo.stories import story_cases
from tasjil.territory.models import Locality, School
from tasjil.territory.services import lay_foundations
from tests.demo.conftest import DAY

pytestmark = pytest.mark.slow
_IDS = {"commune", "locality", "school"}


def told(seed: int, today: date) -> list[Any]:
    """Return everything that a load would do, without ids of rows; nothing is kept."""
    with transaction.atomic():
        rng = Random(seed)
        schools = lay_schools(rng, today)
        places = dict(Locality.objects.values_list("pk", "name_ar"))
        codes = dict(School.objects.values_list("pk", "code"))
        market = market_of(schools, rng)
        year = start_year(today)
        cases = [*story_cases(market, rng, year), *make_cases(market, rng, year)]
        found = []
        for order, case in enumerate(cases):
            family = case.household
            answers = [
                {name: value for name, value in fields.items() if name not in _IDS}
                for fields in family.answers.values()
            ]
            locality = family.answers[Section.HOME]["locality"]
            place = places[int(locality)] if locality else ""
            school = codes.get(int(family.answers[Section.SCHOOL]["school"] or 0))
            deeds = [(deed.at, deed.name) for deed in deeds_of(case, rng, today, order)]
            found.append((family.address, case.path, answers, place, school, deeds))
        transaction.set_rollback(True)
    return found


@pytest.fixture
def _foundations(db: None) -> None:
    lay_foundations(now=DAY)


@pytest.mark.usefixtures("_foundations")
def test_one_day_and_one_seed_give_one_country() -> None:
    today = DAY.date()
    first = told(1, today)
    assert told(1, today) == first
    assert told(2, today) != first


@pytest.mark.usefixtures("_foundations")
def test_another_day_gives_the_same_families_at_other_moments() -> None:
    first, second = told(1, DAY.date()), told(1, DAY.date() + timedelta(days=3))
    assert [each[:5] for each in first] == [each[:5] for each in second]
    assert first[0][5][0][0] + timedelta(days=3) == second[0][5][0][0]
