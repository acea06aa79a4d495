"""Reading the tree for pages, rights and the API."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from tasjil.core.errors import NotFound
from tasjil.territory import selectors
from tasjil.territory.models import School
from tasjil.territory.types import Place, ScopeKind


def codes(units: object) -> list[str]:
    return [unit.code for unit in units]


def test_the_tree_is_read_floor_by_floor(schools: SimpleNamespace, land: SimpleNamespace) -> None:
    assert codes(selectors.academies()) == ["03", "04", "06"]
    academy = selectors.academies()[0]
    assert codes(selectors.directorates(academy.pk)) == ["03.531"]
    directorate = selectors.directorates(academy.pk)[0]
    assert codes(selectors.communes_of(directorate.pk)) == ["03.531.01.05", "03.531.11.07"]
    assert set(codes(selectors.schools_of(land.taounate.pk))) == {"15392E", "15393F"}


def test_a_city_holds_the_schools_of_its_arrondissements(
    schools: SimpleNamespace, land: SimpleNamespace
) -> None:
    assert codes(selectors.schools_of(land.rabat.pk)) == ["10001R"]
    assert codes(selectors.schools_of(land.agdal.pk)) == ["10001R"]


def test_schools_are_read_by_level_and_closed_ones_are_not(
    schools: SimpleNamespace, land: SimpleNamespace
) -> None:
    School.objects.filter(pk=schools.idrissi.pk).update(levels=["primary_1"])
    assert codes(selectors.schools_of(land.taounate.pk, level="preschool_1")) == ["15393F"]
    School.objects.filter(pk=schools.maghrib.pk).update(is_active=False)
    assert codes(selectors.schools_of(land.taounate.pk)) == ["15392E"]


def test_lists_follow_the_readers_language(schools: SimpleNamespace, land: SimpleNamespace) -> None:
    with translation.override("fr"):
        assert codes(selectors.schools_of(land.taounate.pk)) == ["15392E", "15393F"]
        assert selectors.school(schools.idrissi.pk).name == "ECHARIF EL IDRISSI"
    with translation.override("ar"):
        assert selectors.school(schools.idrissi.pk).name == "الشريف الإدريسي"


def test_a_school_and_its_place_cost_one_query(
    schools: SimpleNamespace, land: SimpleNamespace, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):
        school = selectors.school(schools.oulad_ali.pk)
        place = selectors.place_of(school)
        assert school.parent.name
    assert place == Place(
        directorate_id=land.tissa.directorate_id,
        academy_id=school.directorate.academy_id,
        commune_id=land.tissa.pk,
        school_id=school.pk,
        main_school_id=schools.idrissi.pk,
    )
    assert selectors.place_of_school(school.pk) == place


def test_a_commune_without_a_school_still_has_a_place(land: SimpleNamespace) -> None:
    place = selectors.place_of_commune(land.tissa.pk)
    assert (place.directorate_id, place.school_id) == (land.tissa.directorate_id, None)
    assert selectors.place_of_commune(land.casablanca.pk) is None
    assert selectors.place_of_commune(land.anfa.pk) is not None


def test_a_school_is_known_by_code_and_by_older_reference(schools: SimpleNamespace) -> None:
    School.objects.filter(pk=schools.mandar.pk).update(reference="PUB-1")
    assert selectors.school_by_code(" 10001r ").pk == schools.mandar.pk
    assert selectors.school_by_code("pub-1").pk == schools.mandar.pk


def test_many_schools_cost_one_query(
    schools: SimpleNamespace, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):
        found = selectors.schools_by_id([schools.idrissi.pk, schools.mandar.pk, 0])
        places = [selectors.place_of(each) for each in found.values()]
    assert len(places) == 2


def test_a_scope_is_found_and_named_by_code(
    schools: SimpleNamespace, land: SimpleNamespace
) -> None:
    assert selectors.scope_by_code(ScopeKind.COUNTRY, "") is None
    assert selectors.scope_name(ScopeKind.COUNTRY, None) == ""
    for kind, code in (
        (ScopeKind.ACADEMY, "03"),
        (ScopeKind.DIRECTORATE, "03.531"),
        (ScopeKind.COMMUNE, "03.531.01.05"),
    ):
        scope_id = selectors.scope_by_code(kind, code)
        with translation.override("fr"):
            assert selectors.scope_name(kind, scope_id) == "Taounate"
    assert selectors.scope_by_code(ScopeKind.SCHOOL, "15392e") == schools.idrissi.pk


@pytest.mark.parametrize(
    "read",
    [
        lambda: selectors.school(0),
        lambda: selectors.school_by_code("nothing"),
        lambda: selectors.commune(0),
        lambda: selectors.place_of_school(0),
        lambda: selectors.place_of_commune(0),
        lambda: selectors.scope_by_code(ScopeKind.DIRECTORATE, "99.999"),
        lambda: selectors.scope_name(ScopeKind.ACADEMY, 0),
    ],
)
def test_what_does_not_exist_is_not_found(db: None, read: object) -> None:
    with pytest.raises(NotFound):
        read()
