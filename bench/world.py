"""A country to measure in: a school, a season, thousands of complete drafts ready to send."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from tasjil.accounts.models import Contact
from tasjil.accounts.services import open_guardian_session
from tasjil.accounts.types import GUARDIAN_COOKIE, Channel
from tasjil.applications.models import Application
from tasjil.applications.services import start_draft
from tests.factories import Country, fill_draft, guardian, lay_country

DRAFTS_TO_SEND = 6000
TOKEN = "a" * 32
SEAL = f"tasjil_csrf={TOKEN}"  # a phone that has signed in holds it
DRAFTS_FOR_PGBENCH = 60_000


@dataclass(frozen=True)
class World:
    """What the loads need to know."""

    country: Country
    model: Application
    cookies: list[tuple[int, str]]  # draft id, guardian's cookie
    pgbench: dict[str, int]
    untouched: int  # a draft in which nothing was typed yet
    cookie: str  # and its family's cookie


def make(now: datetime) -> World:
    """Lay the country and the drafts; only the first draft goes the ordinary way."""
    country = lay_country(now)
    actor = guardian(now)
    model = Application.objects.get(pk=fill_draft(country, actor, now))
    contacts = Contact.objects.bulk_create(
        Contact(channel=Channel.SMS.value, address=f"+2127{n:08d}", created_at=now, proved_at=now)
        for n in range(DRAFTS_TO_SEND)
    )
    drafts = Application.objects.bulk_create(
        (_copy(model, contact.pk, 10_000 + n) for n, contact in enumerate(contacts)),
        batch_size=1000,
    )
    cookies = [
        (draft.pk, f"{GUARDIAN_COOKIE}={open_guardian_session(contact, now=now)}; {SEAL}")
        for draft, contact in zip(drafts, contacts, strict=True)
    ]
    first, last = _copies_for_pgbench(model)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    newcomer = guardian(now, "+212600000001")
    untouched = start_draft(actor=newcomer, language="ar", now=now)
    contact = Contact.objects.get(pk=newcomer.id)
    cookie = f"{GUARDIAN_COOKIE}={open_guardian_session(contact, now=now)}; {SEAL}"
    values = _values(country, model, first, last)
    return World(country, model, cookies, values, untouched, cookie)


def _copy(model: Application, contact_id: int, act_number: int) -> Application:
    answers = {
        **model.answers,
        "civil_status": {**model.answers["civil_status"], "act_number": str(act_number)},
    }
    return Application(
        state=model.state, contact_id=contact_id, channel=model.channel, language=model.language,
        season_id=model.season_id, answers=answers, started_at=model.started_at, updated_at=model.updated_at,
    )  # fmt: skip


def _copies_for_pgbench(model: Application) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO applications_application (state, version, contact_id, channel, language, answers,"
            " season_id, wish, is_late, needs_dispensation, checks, decision_text, question, answer,"
            " started_at, updated_at)"
            " SELECT state, 1, contact_id, channel, language, answers, season_id, wish, false, false, '[]',"
            " '', '', '', started_at, updated_at FROM applications_application, generate_series(1, %s)"
            " WHERE id = %s RETURNING id",
            [DRAFTS_FOR_PGBENCH, model.pk],
        )
        ids = [row[0] for row in cursor.fetchall()]
    return min(ids), max(ids)


def _values(country: Country, model: Application, first: int, last: int) -> dict[str, int]:
    from tasjil.seasons.selectors import calendar_of
    from tasjil.seasons.types import Level

    return {
        "first_draft": first, "last_draft": last, "contact": model.contact_id, "season": model.season_id,
        "level": calendar_of(Level.PRIMARY_1).level_id, "school": country.school.pk,
        "commune": country.commune.pk, "locality": country.locality.pk, "directorate": country.directorate.pk,
    }  # fmt: skip
