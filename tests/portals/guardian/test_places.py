"""The commune by its name, the locality, the school and why."""

import pytest
from django.test import Client

from tasjil.applications.models import Application
from tasjil.territory.models import Commune, Locality, School
from tasjil.territory.rules import search_form
from tests.factories import Country


def url(draft: int, section: str) -> str:
    return f"/fr/apply/requests/{draft}/{section}"


def home_of(draft: int) -> dict[str, str]:
    return dict(Application.objects.get(pk=draft).answers["home"])


@pytest.fixture
def fresh(phone: Client, country: Country) -> int:
    """A draft in which nothing was answered."""
    return int(phone.post("/fr/apply/requests/new")["Location"].split("/")[-2])


def test_a_commune_named_exactly_is_chosen_at_once(
    phone: Client, country: Country, fresh: int
) -> None:
    Commune.objects.filter(pk=country.commune.pk).update(search="اكدالرياض agdalriyad")
    page = phone.post(url(fresh, "home"), {"commune": "Agdal Riyad", "action": "choose"})
    assert page.status_code == 200
    assert f'name="commune" id="id_commune" value="{country.commune.pk}"' in page.content.decode()
    assert home_of(fresh)["commune"] == str(country.commune.pk)


def test_a_commune_named_roughly_gives_a_list_to_choose_from(
    phone: Client, country: Country, fresh: int
) -> None:
    Commune.objects.filter(pk=country.commune.pk).update(search="اكدالرياض agdalriyad")
    page = phone.post(url(fresh, "home"), {"commune": "agdal", "action": "choose"})
    text = page.content.decode()
    assert page.status_code == 200
    assert (
        f'<input type="radio" name="commune" id="id_commune_0" value="{country.commune.pk}"' in text
    )
    assert 'value="agdal"' in text
    chosen = phone.post(url(fresh, "home"), {"commune": country.commune.pk, "action": "choose"})
    assert 'name="locality"' in chosen.content.decode()


@pytest.mark.parametrize("typed", ["zzzzqqq", "؟؟", "💥", "' OR 1=1", "9" * 40, "%", "ل" * 900])
def test_an_unknown_commune_is_told_and_kept(phone: Client, fresh: int, typed: str) -> None:
    page = phone.post(url(fresh, "home"), {"commune": typed})
    assert page.status_code == 422
    assert 'name="commune"' in page.content.decode()


def test_changing_the_commune_loses_nothing_else(phone: Client, draft: int) -> None:
    typed = {"commune": home_of(draft)["commune"], "address": "7, rue des Oliviers"}
    page = phone.post(url(draft, "home"), {**typed, "action": "commune"})
    assert page.status_code == 200
    assert '<input type="hidden" name="address" id="id_address" value="7, rue des Oliviers">' in (
        page.content.decode()
    )


def test_a_neighbourhood_that_is_not_listed_is_written(
    phone: Client, country: Country, draft: int
) -> None:
    home = {"commune": country.commune.pk, "locality": "", "locality_text": "Hay Jdid"}
    assert phone.post(url(draft, "home"), home).status_code == 303
    assert phone.post(url(draft, "home"), {**home, "locality_text": ""}).status_code == 422


def test_many_neighbourhoods_are_searched_not_scrolled(
    phone: Client, country: Country, draft: int
) -> None:
    Locality.objects.bulk_create(
        Locality(commune=country.commune, name_fr=f"Douar {n}", kind="douar",
                 skeleton=f"duar{n}", search=f"duar{n}")
        for n in range(90)
    )  # fmt: skip
    home = {"commune": country.commune.pk, "locality_search": "Douar 77", "action": "search"}
    page = phone.post(url(draft, "home"), home)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Douar 77" in text
    assert text.count('name="locality"') <= 9
    assert text.index('value="search"') < text.index('name="locality_text"')
    # Saved without a choice: what was found is asked about, and nothing else is wrong.
    saved = phone.post(url(draft, "home"), {**home, "action": ""})
    assert saved.status_code == 422
    assert 'id="id_locality_error"' in saved.content.decode()
    assert 'id="id_locality_text_error"' not in saved.content.decode()


def test_the_school_of_the_home_is_proposed_with_its_reason(
    phone: Client, country: Country, fresh: int
) -> None:
    phone.post(url(fresh, "home"), {"commune": country.commune.pk, "locality": country.locality.pk})
    text = phone.get(url(fresh, "school")).content.decode()
    assert f'value="{country.school.pk}" checked' in text
    assert "Hay Riad" in text
    assert str(country.neighbour.pk) in text


def test_without_a_home_a_school_is_found_by_name(
    phone: Client, country: Country, fresh: int
) -> None:
    page = phone.post(url(fresh, "school"), {"school_search": "12345A", "action": "search"})
    text = page.content.decode()
    assert page.status_code == 200
    assert f'name="school" id="id_school_0" value="{country.school.pk}"' in text
    assert 'value="12345A"' in text


@pytest.mark.parametrize("wish", ["not_listed", "no_fixed_address"])
def test_no_school_fitting_goes_to_the_directorate(phone: Client, draft: int, wish: str) -> None:
    answer = phone.post(url(draft, "school"), {"school_wish": wish})
    assert answer.status_code == 303
    sent = phone.post(url(draft, "review"))
    assert sent["Location"].endswith("/receipt")


@pytest.mark.parametrize("school", ["", "0", "-1", "1/2", "x", "9" * 40, "99999999"])
def test_a_school_that_nobody_offered_is_never_sent(phone: Client, draft: int, school: str) -> None:
    phone.post(url(draft, "school"), {"school_wish": "listed", "school": school})
    assert phone.post(url(draft, "review")).status_code == 422


@pytest.mark.parametrize("field", ["commune", "locality"])
def test_a_home_that_nobody_offered_is_never_sent(
    phone: Client, country: Country, draft: int, field: str
) -> None:
    home = {"commune": country.commune.pk, "locality": country.locality.pk, field: "987654321"}
    saved = Application.objects.get(pk=draft)
    saved.answers["home"].update({name: str(value) for name, value in home.items()})
    saved.save()
    page = phone.post(url(draft, "review"))
    assert page.status_code == 422
    assert f"#id_{field}" in page.content.decode()


def test_a_name_that_begins_another_is_asked_about(
    phone: Client, country: Country, fresh: int
) -> None:
    Commune.objects.create(
        code="03.231.01.01", name_ar="أكدال", name_fr="Agdal", milieu="urban",
        province=country.commune.province, directorate=country.other_directorate,
        search=search_form("أكدال", "Agdal"),
    )  # fmt: skip
    Commune.objects.filter(pk=country.commune.pk).update(
        search=search_form("أكدال الرياض", "Agdal Riyad")
    )
    text = phone.post(url(fresh, "home"), {"commune": "Agdal", "action": "choose"}).content.decode()
    assert 'name="commune" id="id_commune_0"' in text
    assert "Agdal Riyad" in text
    assert (home_of(fresh)["commune"], home_of(fresh)["commune_search"]) == ("", "Agdal")


def test_the_commune_is_shown_with_where_it_is(phone: Client, country: Country, draft: int) -> None:
    where = f"{country.commune.name_fr} ({country.commune.province.name_fr})"
    for page in ("home", "review"):
        assert where in phone.get(url(draft, page)).content.decode()


def test_going_on_without_a_commune_says_what_is_missing(phone: Client, fresh: int) -> None:
    page = phone.post(url(fresh, "home"), {"commune": "", "action": "choose"})
    assert page.status_code == 422
    assert 'href="#id_commune"' in page.content.decode()


def test_choosing_none_of_the_list_keeps_the_list(
    phone: Client, country: Country, fresh: int
) -> None:
    Commune.objects.filter(pk=country.commune.pk).update(search="اكدالرياض agdalriyad")
    typed = {"commune_search": "agdal", "action": "choose"}
    page = phone.post(url(fresh, "home"), typed)
    text = page.content.decode()
    assert page.status_code == 422
    assert f'value="{country.commune.pk}"' in text
    assert 'value="agdal"' in text
    assert f'value="{country.commune.pk}"' in phone.get(url(fresh, "home")).content.decode()


def test_where_no_school_is_known_the_directorate_is_the_answer(
    phone: Client, country: Country, fresh: int
) -> None:
    School.objects.filter(commune=country.commune).update(is_active=False)
    phone.post(url(fresh, "home"), {"commune": country.commune.pk, "locality_text": "Hay"})
    text = phone.get(url(fresh, "school")).content.decode()
    assert 'value="not_listed" checked' in text
    assert 'value="listed"' not in text
    assert phone.post(url(fresh, "school"), {"school_wish": "not_listed"}).status_code == 303


def test_a_family_without_an_address_goes_through(
    phone: Client, country: Country, draft: int
) -> None:
    home = {"commune": country.commune.pk, "no_fixed_address": "yes"}
    assert phone.post(url(draft, "home"), home).status_code == 303
    assert 'value="no_fixed_address" checked' in phone.get(url(draft, "school")).content.decode()
    phone.post(url(draft, "school"), {"school_wish": "no_fixed_address"})
    assert phone.post(url(draft, "review")).status_code == 303


@pytest.mark.parametrize("typed", ["20000", "061410501", "421", "1", "ID"])
def test_digits_typed_as_a_commune_are_words_and_stay(
    phone: Client, country: Country, fresh: int, typed: str
) -> None:
    typed = str(country.commune.pk) if typed == "ID" else typed
    sent = {"commune": typed, "commune_in_words": "yes", "action": "choose"}
    html = phone.post(url(fresh, "home"), sent).content.decode()
    assert f'value="{typed}"' in html
    assert "Aucune commune" in html
    assert home_of(fresh)["commune"] == ""
    assert f'value="{typed}"' in phone.get(url(fresh, "home")).content.decode()


def test_blanks_are_no_commune(phone: Client, fresh: int) -> None:
    sent = {"commune": "   ", "commune_in_words": "yes", "action": "choose"}
    assert phone.post(url(fresh, "home"), sent).status_code == 422
