"""Every packaged text, filled with the longest values that are real."""

import re
import unicodedata
from datetime import date
from typing import Any

import pytest

from tasjil.accounts.types import Channel
from tasjil.applications.services.grounds import packaged_grounds
from tasjil.messaging.rules import sms_parts
from tasjil.messaging.services.texts import PackagedText, packaged_texts
from tasjil.messaging.types import Encoding, Message
from tasjil.messaging.wording import values_of, values_of_code, written
from tests.messaging.support import facts

ALL = packaged_texts()
SMS = [text for text in ALL if text.channel is Channel.SMS]
EMAIL = [text for text in ALL if text.channel is Channel.EMAIL]

LONGEST_AR = max((ground["ar"] for ground in packaged_grounds()), key=len)
LONGEST_FR = max((ground["fr"] for ground in packaged_grounds()), key=len)


def name(text: PackagedText) -> str:
    return "-".join(text.place)


@pytest.fixture(autouse=True)
def _public_address(settings: Any) -> None:
    settings.PUBLIC_URL = "https://preinscription.men.gov.ma"


def longest(text: PackagedText) -> dict[str, str]:
    """The longest names, grounds and addresses that the ministry's own lists hold."""
    if text.message is Message.CODE:
        return values_of_code("482913", 10, text.channel, text.language)
    arabic = text.language == "ar"
    return values_of(
        facts(
            number="2345-6789",
            child_first_name="عبد الرحمان" if arabic else "Abderrahmane",
            school_name_ar="مجموعة مدارس القاضي عياض مركزية اربعاء ايت عبدالله",
            school_name_fr="SECTEUR SCOLAIRE ABD EL JALIL EL KABBAJ CENTRE TAK",
            directorate_name_ar="المديرية الإقليمية: مقاطعات الدار البيضاء أنفا",
            directorate_name_fr="Direction provinciale : Arrondissements de Casablanca-Anfa",
            ground_ar=LONGEST_AR,
            ground_fr=LONGEST_FR,
            due_on=date(2027, 5, 15),
            decision_text="شرح " * 100,
            question="سؤال " * 100,
        ),
        text.channel,
        text.language,
    )


def body(text: PackagedText) -> str:
    return written(text.body, longest(text), text.channel, text.language)


def test_there_is_a_text_for_everything() -> None:
    assert {text.place for text in ALL} == {
        (message.value, channel.value, language)
        for message in Message
        for channel in Channel
        for language in ("ar", "fr")
    }


@pytest.mark.parametrize("text", ALL, ids=name)
def test_it_is_filled_with_nothing_left_open(text: PackagedText) -> None:
    assert not re.search(r"[{}]", body(text))
    assert unicodedata.is_normalized("NFC", text.body)
    assert not re.search(r"[٠-٩۰-۹]", text.body), "Western digits in Arabic text too"


@pytest.mark.parametrize("text", SMS, ids=name)
def test_an_sms_has_few_parts(text: PackagedText) -> None:
    parts = sms_parts(body(text))
    assert parts.encoding is (Encoding.UCS2 if text.language == "ar" else Encoding.GSM7)
    most = 1 if text.message is Message.CODE else 3 if text.language == "ar" else 2
    assert parts.parts <= most, (parts, body(text))


@pytest.mark.parametrize("text", SMS, ids=name)
def test_an_sms_says_its_number_and_where_to_look(text: PackagedText) -> None:
    if text.message is Message.CODE:
        assert "{code}" in text.body
        return
    filled = body(text)
    assert "2345-6789" in filled
    act = text.message in (Message.ASKED, Message.REFUSED)  # there one must sign in
    page = "apply/" if act else "track"
    assert filled.endswith(f"preinscription.men.gov.ma/{text.language}/{page}")


@pytest.mark.parametrize("text", [t for t in SMS if t.language == "fr"], ids=name)
def test_an_arabic_name_does_not_make_a_french_sms_dear(text: PackagedText) -> None:
    values = values_of(facts(child_first_name="سلمى"), text.channel, "fr")
    if text.message is not Message.CODE:
        filled = written(text.body, values, text.channel, "fr")
        assert sms_parts(filled).encoding is Encoding.GSM7
        assert "votre enfant" in filled


@pytest.mark.parametrize("text", ALL, ids=name)
def test_a_refusal_carries_its_ground_and_what_remains_open(text: PackagedText) -> None:
    if text.message is Message.REFUSED:
        assert "{ground}" in text.body
        assert ("التظلم" if text.language == "ar" else "recours") in text.body
    if text.message is Message.SETTLED_REFUSED:
        assert "{ground}" in text.body
        route = "المحكمة الإدارية" if text.language == "ar" else "tribunal administratif"
        assert route in text.body


@pytest.mark.parametrize("text", SMS, ids=name)
def test_the_whole_ground_of_the_catalogue_fits_the_sms(text: PackagedText) -> None:
    if text.message is Message.REFUSED:
        ground = longest(text)["ground"]
        assert ground in body(text)


@pytest.mark.parametrize("text", EMAIL, ids=name)
def test_a_mail_has_a_short_subject_and_a_place_to_ask(text: PackagedText) -> None:
    subject = written(text.subject, longest(text), text.channel, text.language)
    assert len(subject) <= 100
    assert "\n" not in subject
    filled = body(text)
    assert "0800 00 11 22" in filled
    if text.message is not Message.CODE:
        assert f"https://preinscription.men.gov.ma/{text.language}/track\n" in filled


@pytest.mark.parametrize("text", [t for t in EMAIL if t.language == "ar"], ids=name)
def test_each_line_of_an_arabic_mail_reads_from_the_right(text: PackagedText) -> None:
    for line in body(text).splitlines():
        first = next((c for c in line if unicodedata.bidirectional(c) in ("L", "R", "AL")), "")
        assert not first or unicodedata.bidirectional(first) in ("R", "AL"), line


def test_a_number_of_digits_keeps_its_order_in_arabic() -> None:
    values = values_of(facts(number="2345-K7MP"), Channel.SMS, "ar")
    assert values["number"] == "\u200e2345-K7MP"
    assert values_of(facts(number="KQ45-K7MP"), Channel.SMS, "ar")["number"] == "KQ45-K7MP"
    assert values["help_line"].startswith("\u200e")


def test_dates_are_short_in_an_sms_and_in_words_in_a_mail() -> None:
    assert values_of(facts(), Channel.SMS, "ar")["due"] == "15/05/2027"
    assert values_of(facts(), Channel.EMAIL, "ar")["due"] == "15 ماي 2027"
    assert values_of(facts(), Channel.EMAIL, "fr")["due"] == "15 mai 2027"


def test_a_request_without_a_school_names_the_directorate() -> None:
    values = values_of(facts(school_name_ar="", school_name_fr=""), Channel.SMS, "fr")
    assert values["school"] == "Direction provinciale : Rabat"


@pytest.mark.parametrize("minutes, words", [(5, "5 دقائق"), (10, "10 دقائق"), (15, "15 دقيقة")])
def test_minutes_are_counted_as_arabic_does(minutes: int, words: str) -> None:
    assert values_of_code("1", minutes, Channel.SMS, "ar")["validity"] == words
