"""What stands in the places of a text: names, dates and addresses as they are read and shown."""

import re
from datetime import date

from django.conf import settings
from django.utils.translation import override

from tasjil.accounts.types import Channel
from tasjil.applications.selectors import MessageFacts
from tasjil.core.text import show_date
from tasjil.messaging.rules import fill, fill_sms, sms_parts, to_gsm7

LANGUAGES = ("ar", "fr")
_LRM, _RLM = "\u200e", "\u200f"
_ELLIPSIS = {"ar": "…", "fr": "..."}
_CHILD = {"ar": "الطفل(ة)", "fr": "votre enfant"}
_SCHOOL = {"ar": "المؤسسة المعنية", "fr": "l'école concernée"}
_LATER = {"ar": "ستحدد لاحقا", "fr": "à venir"}


def language_for(wanted: str) -> str:
    """Return the language a message is written in: Arabic for one that has no texts yet."""
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def values_of(facts: MessageFacts, channel: Channel, language: str) -> dict[str, str]:
    """Return the values for a message about a request. An absent fact is an empty value."""
    arabic, sms = language == "ar", channel is Channel.SMS
    directorate = facts.directorate_name_ar if arabic else facts.directorate_name_fr
    school = facts.school_name_ar if arabic else facts.school_name_fr
    ground = (facts.ground_ar if arabic else facts.ground_fr) or facts.decision_text
    if not sms and facts.decision_text and facts.decision_text != ground:
        ground = f"{ground}\n{facts.decision_text}"
    values = {
        "number": facts.number,
        "child": facts.child_first_name or _CHILD[language],
        "school": school or directorate or _SCHOOL[language],
        "directorate": directorate or _SCHOOL[language],
        "due": _day(facts.due_on, language, short=sms),
        "ground": ground,
        "question": facts.question,
        "position": str(facts.waiting_position or _LATER[language]),
        "track": _address(f"/{language}/track", short=sms),
        "requests": _address(f"/{language}/apply/", short=sms),
        "help_line": settings.HELP_LINE,
    }
    return _for_script(values, channel, language)


def values_of_code(code: str, minutes: int, channel: Channel, language: str) -> dict[str, str]:
    """Return the values for a one-time code that is valid for some minutes."""
    values = {
        "code": code,
        "validity": _minutes(minutes, language),
        "help_line": settings.HELP_LINE,
    }
    return _for_script(values, channel, language)


def written(template: str, values: dict[str, str], channel: Channel, language: str) -> str:
    """Return the text as it leaves. Raises TextError when text and values do not fit together."""
    if channel is Channel.SMS:
        return fill_sms(template, values, ellipsis=_ELLIPSIS[language])
    text = fill(template, values)
    # A mail reader takes a line's direction from its first letter: a line that begins with a
    # Latin name or a number would stand on the wrong side.
    return re.sub(r"^(?=.)", _RLM, text, flags=re.MULTILINE) if language == "ar" else text


def _for_script(values: dict[str, str], channel: Channel, language: str) -> dict[str, str]:
    if language == "ar":
        return {
            name: _ltr(value) if name in ("number", "track", "requests", "help_line") else value
            for name, value in values.items()
        }
    if channel is Channel.SMS:
        return {name: _latin(name, value) for name, value in values.items()}
    return values


def _ltr(value: str) -> str:
    # After an Arabic word, digits before a separator are shown to its right: 2345-K7MP would
    # read K7MP-2345. A mark before the digits keeps the order; a Latin letter needs none.
    return value if value[:1].isascii() and value[:1].isalpha() else _LRM + value


def _latin(name: str, value: str) -> str:
    # One Arabic letter turns a whole French SMS into UCS-2, three times as dear: the family
    # knows its child's name.
    folded = to_gsm7(value)
    if folded and sms_parts(folded).encoding == "ucs2":
        return {"child": _CHILD["fr"], "school": _SCHOOL["fr"]}.get(name, folded)
    return folded


def _day(day: date | None, language: str, *, short: bool) -> str:
    if day is None:
        return ""
    if short:
        return f"{day:%d/%m/%Y}"
    with override(language):
        return show_date(day)


def _address(path: str, *, short: bool) -> str:
    url = f"{settings.PUBLIC_URL}{path}"
    return url.split("://", 1)[-1] if short else url


def _minutes(minutes: int, language: str) -> str:
    if language == "fr":
        return f"{minutes} minutes" if minutes > 1 else f"{minutes} minute"
    return f"{minutes} دقائق" if 3 <= minutes <= 10 else f"{minutes} دقيقة"
