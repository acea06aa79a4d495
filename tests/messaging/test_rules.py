"""SMS parts, filling, retries: pure rules."""

from datetime import UTC, datetime, timedelta

import pytest

from tasjil.applications.workflow import TABLE
from tasjil.messaging.rules import (
    TextError,
    fill,
    fill_sms,
    message_for,
    next_try,
    shorten,
    sms_parts,
    to_gsm7,
)
from tasjil.messaging.types import Encoding, Message, Parts

NOW = datetime(2027, 4, 12, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "text, parts",
    [
        ("", Parts(Encoding.GSM7, 1, 0)),
        ("a" * 160, Parts(Encoding.GSM7, 1, 160)),
        ("a" * 161, Parts(Encoding.GSM7, 2, 161)),
        ("a" * 306, Parts(Encoding.GSM7, 2, 306)),
        ("a" * 307, Parts(Encoding.GSM7, 3, 307)),
        ("€" * 80, Parts(Encoding.GSM7, 1, 160)),
        ("€" * 81, Parts(Encoding.GSM7, 2, 162)),
        # an escape and its sign stay together: 152 units fit in a part of 153, the 153rd is lost
        ("€" * 153, Parts(Encoding.GSM7, 3, 306)),
        ("à é è ù ì ò É", Parts(Encoding.GSM7, 1, 13)),
        ("ç", Parts(Encoding.UCS2, 1, 1)),
        ("ب" * 70, Parts(Encoding.UCS2, 1, 70)),
        ("ب" * 71, Parts(Encoding.UCS2, 2, 71)),
        ("ب" * 134, Parts(Encoding.UCS2, 2, 134)),
        ("ب" * 135, Parts(Encoding.UCS2, 3, 135)),
        ("😀" * 35, Parts(Encoding.UCS2, 1, 70)),
        ("😀" * 67, Parts(Encoding.UCS2, 3, 134)),
    ],
)
def test_parts_of_an_sms(text: str, parts: Parts) -> None:
    assert sms_parts(text) == parts


def test_french_is_folded_into_gsm7() -> None:
    folded = to_gsm7("L’élève reçoit « dès août » une œuvre à Salé…")
    assert folded == 'L\'élève recoit " dès aout " une oeuvre à Salé...'
    assert sms_parts(folded).encoding is Encoding.GSM7
    assert to_gsm7("سلمى") == "سلمى"


def test_a_text_is_filled() -> None:
    assert fill("رقم {number}: {child}", {"number": "7", "child": "سلمى"}) == "رقم 7: سلمى"
    assert fill("{{ }}", {}) == "{ }"


@pytest.mark.parametrize(
    "template", ["{unknown}", "{empty}", "{}", "{number!r}", "{number:>9}", "{number.real}", "{0}"]
)
def test_a_wrong_placeholder_is_refused(template: str) -> None:
    with pytest.raises(TextError):
        fill(template, {"number": "7", "empty": ""})


def test_a_value_with_braces_is_not_a_template() -> None:
    assert fill("{question}", {"question": "{number} {"}) == "{number} {"


def test_long_values_are_shortened_to_three_parts() -> None:
    values = {"ground": "سبب طويل " * 40, "school": "مدرسة " * 8, "number": "7K4P-29M3"}
    text = fill_sms("{number} {school} {ground} انتهى", values, ellipsis="…")
    assert sms_parts(text).parts == 3
    assert text.startswith("7K4P-29M3 مدرسة مدرسة")
    assert text.endswith("… انتهى")


def test_nothing_is_shortened_that_fits() -> None:
    assert fill_sms("{ground}", {"ground": "ب" * 201}, ellipsis="…") == "ب" * 201


def test_a_cut_falls_between_words_when_one_ends_near() -> None:
    assert shorten("مدرسة ابن خلدون", 13, ellipsis="…") == "مدرسة ابن…"
    assert shorten("كلمةطويلةجدا", 6, ellipsis="…") == "كلمةط…"
    assert shorten("قصير", 6, ellipsis="…") == "قصير"


def test_waits_grow_and_end_after_a_day() -> None:
    end = NOW + timedelta(hours=24)
    moment, waits = NOW, []
    for attempts in range(1, 100):
        later = next_try(attempts, now=moment, give_up_at=end)
        if later is None:
            break
        waits.append(int((later - moment).total_seconds()))
        moment = later
    assert waits[:5] == [5, 15, 60, 300, 900]
    assert waits == sorted(waits)
    assert timedelta(hours=19) < moment - NOW < timedelta(hours=24)


def test_every_move_that_tells_the_family_has_a_message() -> None:
    told = {
        message_for(row.move, state)
        for row in TABLE
        if row.tells_family
        for state in row.targets or row.sources
    }
    assert told == set(Message) - {Message.CODE}
