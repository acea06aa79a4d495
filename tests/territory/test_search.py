"""Finding a commune, a school, a locality by what a person types."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from tasjil.territory import selectors
from tasjil.territory.importing import import_communes, import_localities, import_schools
from tests.territory.conftest import bring


@pytest.fixture
def namesakes(land: SimpleNamespace) -> SimpleNamespace:
    """Two communes of one name, in two provinces."""
    bring(
        import_communes,
        """
        commune_code,name_ar,name_fr,type
        03.531.05.01,أولاد عيسى,Oulad Aissa,rural
        04.421.05.01,أولاد عيسى,Oulad Aissa,rural
        """,
    )
    return land


def found(query: object) -> list[str]:
    return [each.code for each in query]


@pytest.mark.parametrize(
    "typed",
    ["Taounate", "taounat", "TAWNATE", "Taunate", "تاونات", "تاونت", "taoun", "03.531.01.05"],
)
def test_a_commune_is_found_in_both_scripts_and_with_slips(
    land: SimpleNamespace, typed: str
) -> None:
    assert found(selectors.search_communes(typed))[0] == "03.531.01.05"


def test_the_same_name_comes_before_its_beginnings_and_likenesses(land: SimpleNamespace) -> None:
    assert found(selectors.search_communes("الدار البيضاء"))[0] == "06.141.01.0"
    assert found(selectors.search_communes("اكدال الرياض"))[0] == "04.421.01.01"


@pytest.mark.parametrize("typed", ["", "   ", "،،", "%", "zzzzzz"])
def test_nothing_is_found_for_nothing(land: SimpleNamespace, typed: str) -> None:
    assert found(selectors.search_communes(typed)) == []
    assert selectors.find_commune(typed).matches == ()


def test_a_commune_typed_in_full_needs_no_question(land: SimpleNamespace) -> None:
    matches = selectors.find_commune("taounate")
    assert matches.exact.id == land.taounate.pk
    assert selectors.find_commune("تاونات").exact.id == land.taounate.pk
    assert selectors.find_commune("03.531.01.05").exact.id == land.taounate.pk


def test_a_name_of_two_communes_is_asked_about_and_its_label_is_not(
    namesakes: SimpleNamespace,
) -> None:
    with translation.override("fr"):
        matches = selectors.find_commune("oulad aissa")
        assert matches.exact is None
        labels = [each.label for each in matches.matches]
        assert set(labels[:2]) == {"Oulad Aissa (Rabat)", "Oulad Aissa (Taounate)"}
        chosen = selectors.find_commune("Oulad Aissa (Taounate)").exact
    assert chosen.code == "03.531.05.01"


def test_an_arrondissement_is_labelled_with_its_city(land: SimpleNamespace) -> None:
    with translation.override("fr"):
        exact = selectors.find_commune("Anfa").exact
        assert exact.label == "Anfa (Casablanca)"
        assert selectors.find_commune("Casablanca").exact.label == "Casablanca"
    with translation.override("ar"):
        assert exact.label == "أنفا (الدار البيضاء)"


def test_eight_matches_at_most_and_one_query(
    land: SimpleNamespace, django_assert_num_queries: object
) -> None:
    rows = [f"03.531.05.{n:02},بني وليد {n},,rural" for n in range(1, 12)]
    bring(import_communes, "\n".join(("commune_code,name_ar,name_fr,type", *rows)))
    with django_assert_num_queries(1):
        matches = selectors.find_commune("بني وليد")
    assert len(matches.matches) == 8
    assert matches.exact is None
    assert selectors.find_commune("بني وليد 11").exact.name_ar == "بني وليد 11"


def test_every_commune_is_listed_once_read(
    land: SimpleNamespace, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):
        assert len(selectors.communes_for_choice()) == 6
        assert selectors.communes_for_choice()[0].label


@pytest.mark.parametrize(
    "typed",
    ["المنظر الجميل", "المنضر الجميل", "mandar jamil", "jamil", "Al Mandar el Jamil", "10001r"],
)
def test_a_school_is_found_in_both_scripts_and_with_slips(
    schools: SimpleNamespace, typed: str
) -> None:
    assert found(selectors.search_schools(typed))[:1] == ["10001R"]


def test_schools_are_searched_within_a_commune_or_a_city(
    schools: SimpleNamespace, land: SimpleNamespace
) -> None:
    assert found(selectors.search_schools("mandar", land.taounate.pk)) == []
    assert found(selectors.search_schools("mandar", land.agdal.pk)) == ["10001R"]
    assert found(selectors.search_schools("mandar", land.rabat.pk)) == ["10001R"]


def test_a_school_is_found_by_its_address_and_by_its_older_reference(
    schools: SimpleNamespace,
) -> None:
    bring(
        import_schools,
        """
        gresa_code,school_ref,name_ar,address_fr,commune_code
        15393F,PUB-7,المغرب العربي,HAY AL IDARI TAOUNATE,03.531.01.05
        """,
    )
    assert found(selectors.search_schools("hay idari")) == ["15393F"]
    assert found(selectors.search_schools("pub-7")) == ["15393F"]


def test_a_closed_school_is_not_found(schools: SimpleNamespace) -> None:
    schools.mandar.is_active = False
    schools.mandar.save()
    assert found(selectors.search_schools("mandar")) == []


def test_a_locality_is_found_within_its_commune(
    schools: SimpleNamespace, land: SimpleNamespace, django_assert_num_queries: object
) -> None:
    bring(
        import_localities,
        """
        commune_code,name_ar,name_fr,school_code
        03.531.01.05,حي الرميلة,Hay Rmilla,15393F
        03.531.11.07,حي الرميلة,Hay Rmilla,
        """,
    )
    for typed in ("الرميلة", "rmila", "Hay Rmilla", "حي الرميله"):
        with django_assert_num_queries(1):
            (locality,) = selectors.search_localities(land.taounate.pk, typed)
            assert locality.school.code == "15393F"
    assert [each.name_fr for each in selectors.localities_of(land.tissa.pk)] == ["Hay Rmilla"]
