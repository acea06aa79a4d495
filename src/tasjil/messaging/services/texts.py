"""The packaged texts: read from `texts/*.toml`, laid into the database in versions."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from tasjil.accounts.types import Channel
from tasjil.core.clock import local_date
from tasjil.messaging.models import MessageText
from tasjil.messaging.types import Message
from tasjil.messaging.wording import LANGUAGES

_FOLDER = Path(__file__).resolve().parent.parent / "texts"


@dataclass(frozen=True, slots=True)
class PackagedText:
    """A text as it came with the program. `subject` is empty for an SMS."""

    message: Message
    channel: Channel
    language: str
    subject: str
    body: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What the text is for: message, channel, language."""
        return self.message.value, self.channel.value, self.language


@cache
def packaged_texts() -> tuple[PackagedText, ...]:
    """Return every packaged text. Raises KeyError or OSError when one is missing."""
    found = []
    for message in Message:
        told = tomllib.loads((_FOLDER / f"{message.value}.toml").read_text(encoding="utf-8"))
        for language in LANGUAGES:
            for channel in Channel:
                text = told[language][channel.value]
                found.append(
                    PackagedText(message, channel, language, text.get("subject", ""), text["body"])
                )
    return tuple(found)


def lay_texts(*, now: datetime) -> int:
    """Lay each packaged text that is new or changed as its next version; return how many.

    Safe to repeat and to run in several processes. A version in use is never edited, and a
    version that somebody else laid since stays in force until the packaged text changes.
    """
    newest: dict[tuple[str, str, str], int] = {}
    packaged: dict[tuple[str, str, str], tuple[str, str]] = {}
    for row in MessageText.objects.order_by("version"):
        place = (row.message, row.channel, row.language)
        newest[place] = row.version
        if row.packaged:
            packaged[place] = (row.subject, row.body)
    changed = [
        MessageText(
            message=text.message.value,
            channel=text.channel.value,
            language=text.language,
            version=newest.get(text.place, 0) + 1,
            subject=text.subject,
            body=text.body,
            valid_from=local_date(now),
        )
        for text in packaged_texts()
        if packaged.get(text.place) != (text.subject, text.body)
    ]
    MessageText.objects.bulk_create(changed, ignore_conflicts=True)
    return len(changed)


def texts_in_force(message: Message, language: str, *, now: datetime) -> dict[Channel, MessageText]:
    """Return the texts of a message in a language, by channel (1 query).

    Lays the packaged texts first when there is none: a fresh database can tell people at once.
    """
    wanted = MessageText.objects.filter(
        message=message.value, language=language, valid_from__lte=local_date(now)
    ).order_by("version")
    found = {Channel(text.channel): text for text in wanted}
    if not found:
        lay_texts(now=now)
        found = {Channel(text.channel): text for text in wanted.all()}
    return found
