"""The country's own lists, as they are."""

from datetime import datetime

import pytest

from tasjil.core.types import SYSTEM
from tasjil.territory import selectors
from tasjil.territory.importing import Report, Source, import_communes, import_schools
from tasjil.territory.models import Commune, School
from tasjil.territory.services import lay_foundations
from tests.territory import shared
from tests.territory.conftest import counts, flaws

pytestmark = [shared.needed, pytest.mark.slow]

# Two schools of the ministry's list of 2023 have no name in either language.
NAMELESS = [(3706, "missing_name"), (5854, "missing_name")]


def bring_list(importer, name: str, now: datetime) -> Report:
    return importer(Source.from_path(shared.DATA / name), actor=SYSTEM, now=now)


def test_the_lists_of_communes_say_what_the_foundations_say(db: None, now: datetime) -> None:
    lay_foundations(now=now)
    assert counts(bring_list(import_communes, "communes.csv", now)) == (0, 0, 1503, 0)
    assert counts(bring_list(import_communes, "arrondissements.csv", now)) == (0, 0, 41, 0)


def test_all_schools_are_taken_once_and_found(db: None, now: datetime) -> None:
    lay_foundations(now=now)
    first = bring_list(import_schools, "schools.csv", now)
    assert counts(first) == (7823, 0, 0, 2)
    assert flaws(first) == NAMELESS
    assert [each.code for each in first.remarks] == ["name_was_date"] * 8
    second = bring_list(import_schools, "schools.csv", now)
    assert counts(second) == (0, 0, 7823, 2)
    assert School.objects.filter(kind="community").count() == 1
    assert School.objects.exclude(lat=None).count() == 178
    assert not School.objects.filter(commune__is_divided=True).exists()
    taounate = Commune.objects.get(code="03.531.01.05")
    (nearest, *_) = selectors.propose_schools(
        level="primary_1", commune_id=taounate.pk, lat=34.5371, lng=-4.6414
    )
    assert selectors.school(nearest.school_id).code == "15392E"
    assert selectors.search_schools("خالد بن الوليد").count() > 20
