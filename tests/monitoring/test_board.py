"""Counting up and down the tree."""

from datetime import timedelta

import pytest

from tasjil.applications import services
from tasjil.applications.types import State
from tasjil.core.errors import NotFound
from tasjil.monitoring.policies import BOARD
from tasjil.monitoring.selectors import board, units_held
from tasjil.monitoring.types import Board, Tally, add_up
from tasjil.seasons.selectors import current_calendars
from tasjil.territory.models import Commune
from tasjil.territory.types import ScopeKind
from tests.factories import Country
from tests.portals.desks import counted, file_many, refuse, without_school


def look(country: Country, actor, kind: ScopeKind, unit_id: int | None, now) -> Board:
    season_id = current_calendars()[0].season_id
    return board(actor, kind, unit_id, season_id=season_id, today=now.date())


def counts(found: Board) -> dict[str, int]:
    return {row.unit.name_fr: row.tally.total for row in found.rows}


def test_every_floor_counts_the_same_requests(country: Country, now) -> None:
    file_many(country, now, 3)
    file_many(country, now, 2, school=str(country.neighbour.pk))
    for kind, unit_id in (
        (ScopeKind.COUNTRY, None),
        (ScopeKind.ACADEMY, country.academy.pk),
        (ScopeKind.DIRECTORATE, country.directorate.pk),
        (ScopeKind.COMMUNE, country.commune.pk),
    ):
        assert look(country, country.ministry, kind, unit_id, now).total.total == 5
    schools = look(country, country.ministry, ScopeKind.COMMUNE, country.commune.pk, now)
    assert counts(schools) == {"École Al Amal": 3, "École Annour": 2, "Satellite Annakhil": 0}


def test_states_and_lateness_are_counted(country: Country, now) -> None:
    first, second, _third = file_many(country, now, 3)
    refuse(country, first, now)
    services.ask(application_id=second.pk, question="الدفتر العائلي", actor=country.head, now=now)
    later = now + timedelta(days=100)
    total = look(
        country, country.officer, ScopeKind.DIRECTORATE, country.directorate.pk, later
    ).total
    assert total.counts[State.REFUSED] == 1
    assert total.counts[State.AWAITING_FAMILY] == 1
    assert total.overdue == 1  # the clock of the one that waits for its family stands still
    assert total.share == 33


def test_cases_without_a_school_have_their_own_row(country: Country, now) -> None:
    without_school(country, now)
    found = look(country, country.officer, ScopeKind.DIRECTORATE, country.directorate.pk, now)
    (unplaced,) = [row for row in found.rows if not row.placed]
    assert unplaced.tally.total == 1
    assert found.total.total == 1


def test_an_arrondissement_has_its_row_and_names_its_city(country: Country, now) -> None:
    city = Commune.objects.create(
        code="04.421.01", name_ar="الرباط", name_fr="Rabat-ville", milieu="urban", is_divided=True,
        province=country.directorate.province, directorate=country.directorate,
    )  # fmt: skip
    Commune.objects.filter(pk=country.commune.pk).update(city=city)
    found = look(country, country.officer, ScopeKind.DIRECTORATE, country.directorate.pk, now)
    under = {row.unit.name_fr: row.unit.under_fr for row in found.rows}
    assert under == {"Agdal Riyad": "Rabat-ville", "Rabat-ville": ""}


def test_a_city_of_several_directorates_shows_each_its_own(country: Country, now) -> None:
    file_many(country, now, 1)
    file_many(country, now, 2, school=str(country.far_school.pk))
    Commune.objects.filter(pk=country.far_school.commune_id).update(is_divided=True)
    Commune.objects.filter(pk=country.far_school.commune_id).update(directorate=None)
    country.school.commune_id = country.far_school.commune_id
    country.school.save()
    city = country.far_school.commune_id
    near = look(country, country.officer, ScopeKind.COMMUNE, city, now)
    assert counts(near) == {"École Al Amal": 1}
    assert [unit.name_fr for unit in near.above] == ["Rabat"]
    whole = look(country, country.ministry, ScopeKind.COMMUNE, city, now)
    assert counts(whole) == {"École Al Amal": 1, "École Zitoun": 2}
    assert ScopeKind.DIRECTORATE not in [unit.kind for unit in whole.above]


def test_the_way_up_ends_at_ones_own_unit(country: Country, now) -> None:
    commune = country.commune.pk
    assert [
        unit.name_fr
        for unit in look(country, country.officer, ScopeKind.COMMUNE, commune, now).above
    ] == ["Rabat"]
    assert [
        unit.kind for unit in look(country, country.ministry, ScopeKind.COMMUNE, commune, now).above
    ] == [ScopeKind.COUNTRY, ScopeKind.ACADEMY, ScopeKind.DIRECTORATE]


@pytest.mark.parametrize(
    ("who", "kind", "unit"),
    [
        ("officer", ScopeKind.COUNTRY, None),
        ("officer", ScopeKind.ACADEMY, "academy"),
        ("officer", ScopeKind.DIRECTORATE, "other_directorate"),
        ("academy_officer", ScopeKind.ACADEMY, "other_academy"),
        ("academy_officer", ScopeKind.DIRECTORATE, "other_directorate"),
        ("far_officer", ScopeKind.COMMUNE, "commune"),
        ("ministry", ScopeKind.SCHOOL, "school"),
        ("head", ScopeKind.DIRECTORATE, "directorate"),
        ("auditor", ScopeKind.COUNTRY, None),
    ],
)
def test_outside_the_territory_is_nowhere(country: Country, now, who, kind, unit) -> None:
    unit_id = getattr(country, unit).pk if unit else None
    with pytest.raises(NotFound):
        look(country, getattr(country, who), kind, unit_id, now)


def test_an_unknown_unit_is_nowhere(country: Country, now) -> None:
    for kind in (ScopeKind.ACADEMY, ScopeKind.DIRECTORATE, ScopeKind.COMMUNE):
        with pytest.raises(NotFound):
            look(country, country.ministry, kind, 999_999, now)


def test_queries_do_not_grow_with_requests(country: Country, now) -> None:
    asked = []
    for more in (3, 30):
        file_many(country, now, more)
        current_calendars()
        for kind, unit_id in ((ScopeKind.COUNTRY, None), (ScopeKind.COMMUNE, country.commune.pk)):
            with counted() as queries:
                look(country, country.ministry, kind, unit_id, now)
            asked.append((kind, len(queries)))
    assert asked[:2] == asked[2:]
    assert max(n for _kind, n in asked) <= 4


def test_units_held_begin_with_the_widest(country: Country) -> None:
    assert [u.name_fr for u in units_held(country.officer, BOARD)] == ["Rabat"]
    assert [u.kind for u in units_held(country.ministry, BOARD)] == [ScopeKind.COUNTRY]
    assert units_held(country.head, BOARD) == []


def test_a_share_leaves_out_the_withdrawn() -> None:
    tally = Tally({State.ACCEPTED: 1, State.SUBMITTED: 1, State.WITHDRAWN: 8})
    assert tally.share == 50
    assert Tally().share is None


def test_adding_up() -> None:
    total = add_up([Tally({State.REFUSED: 1}, 1), Tally({State.REFUSED: 2, State.ACCEPTED: 1}, 2)])
    assert total == Tally({State.REFUSED: 3, State.ACCEPTED: 1}, 3)
