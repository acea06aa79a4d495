"""Following a request without signing in: no name, no hint of which numbers exist."""

from datetime import datetime

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasjil.applications import services
from tasjil.applications.models import Application
from tasjil.core.identifiers import new_number, show_number
from tests.factories import Country, file_request

BORN = "14/09/2021"


@pytest.fixture
def sent(country: Country, now: datetime) -> Application:
    return file_request(country, now)


def ask(number: str, born: str, language: str = "fr") -> tuple[int, str]:
    page = Client().post(f"/{language}/track", {"number": number, "birth_date": born})
    return page.status_code, page.content.decode()


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_number_and_birth_date_show_the_state_and_no_name(
    sent: Application, country: Country, language: str
) -> None:
    number = show_number(sent.number or "")
    status, text = ask(number, BORN, language)
    assert status == 200
    assert number in text
    assert (country.school.name_fr if language == "fr" else country.school.name_ar) in text
    for name in ("سلمى", "العلوي", "Salma", "Alaoui", "فاطمة"):
        assert name not in text


@pytest.mark.parametrize("born", [BORN, "١٤/٠٩/٢٠٢١", "2021-09-14", "14 9 2021"])
def test_it_is_typed_as_people_type(sent: Application, born: str) -> None:
    number = sent.number or ""
    for typed in (number, number.lower(), f" {number[:4]} - {number[4:]} "):
        assert ask(typed, born)[0] == 200


def test_a_wrong_number_and_a_wrong_date_give_one_answer(sent: Application) -> None:
    number = show_number(sent.number or "")
    other = show_number(new_number())
    answers = [
        ask(number, "15/09/2021")[1].replace(number, "").replace("15/09/2021", ""),
        ask(other, BORN)[1].replace(other, "").replace(BORN, ""),
        ask("AAAA-AAAA", BORN)[1].replace("AAAA-AAAA", "").replace(BORN, ""),
    ]
    tokens = [a.split('name="csrfmiddlewaretoken" value="')[1][:64] for a in answers]
    plain = {a.replace(t, "") for a, t in zip(answers, tokens, strict=True)}
    assert len(plain) == 1


def test_nothing_is_read_from_an_address(sent: Application) -> None:
    page = Client().get("/fr/track", {"number": sent.number, "birth_date": BORN})
    assert show_number(sent.number or "") not in page.content.decode()


def test_a_question_and_a_refusal_are_told(
    sent: Application, country: Country, now: datetime
) -> None:
    number = sent.number or ""
    services.ask(application_id=sent.pk, question="Où êtes-vous né ?", actor=country.head, now=now)
    assert "Où êtes-vous né ?" in ask(number, BORN)[1]


def test_a_refusal_shows_its_ground_and_the_appeal(
    sent: Application, country: Country, now: datetime
) -> None:
    services.refuse(
        application_id=sent.pk, ground_code="school_full", text="Voir Salma.",
        actor=country.head, now=now,
    )  # fmt: skip
    text = ask(sent.number or "", BORN)[1]
    assert "capacité d&#x27;accueil" in text
    assert "Salma" not in text


def test_tries_on_one_number_are_limited(sent: Application) -> None:
    for _ in range(20):
        assert ask(sent.number or "", "15/09/2021")[0] == 422
    assert ask(sent.number or "", BORN)[0] == 429


@pytest.mark.parametrize(
    ("number", "born"), [("", ""), ("", BORN), ("7K4P-29M3", ""), ("7K4P-29M3", "hier")]
)
def test_what_is_missing_is_told_and_the_rest_kept(
    country: Country, number: str, born: str
) -> None:
    status, text = ask(number, born)
    assert status == 422
    assert f'value="{number}"' in text
    assert f'value="{born}"' in text


def test_no_post_breaks_the_page(country: Country) -> None:
    odd = st.text(max_size=80) | st.sampled_from(["\x00", "9" * 4000, "'; --", "<b>", "2345-6789"])

    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        form=st.dictionaries(st.sampled_from(["number", "birth_date", "x"]), odd | st.lists(odd))
    )
    def check(form: dict[str, object]) -> None:
        assert Client().post("/ar/track", form).status_code in (200, 422, 429)

    check()
