"""The demonstration country: real academies, directorates and communes, everything else invented.

Made through the services, as a country would be, with the moments of its past given as `now`.
For one day and one seed it is always the same, but for the numbers of requests: those are
random by design.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final

from django.db import connection, transaction

from tasjil.accounts.models import ApiKey, Contact, StaffMember
from tasjil.accounts.rules import split_key
from tasjil.accounts.selectors import staff_id_by_email
from tasjil.applications.services import lay_grounds
from tasjil.core.clock import local_date
from tasjil.core.secrets import fingerprint
from tasjil.core.types import Actor, ActorKind
from tasjil.demo.cases import Market, make_cases, market_of
from tasjil.demo.messages import tell_only
from tasjil.demo.paths import Case, Deed, deeds_of, do
from tasjil.demo.places import CITY, MOUNTAIN, TOWN
from tasjil.demo.schools import lay_schools
from tasjil.demo.season import OPEN_SINCE, lay_season
from tasjil.demo.staff import DOMAIN, HEADS, MARKER, Desks, lay_staff
from tasjil.demo.stories import story_cases
from tasjil.territory.models import School
from tasjil.territory.services import lay_foundations

SEED: Final = 2027
# A partner's key, public like everything here: reads decisions in the whole country.
PARTNER_KEY: Final = "tasjil_DEM27EY8_" + "d3" * 32
_HEADS = dict(zip((head.login for head in HEADS), (CITY, TOWN, MOUNTAIN), strict=True))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was made."""

    schools: int
    accounts: int
    requests: int
    moves: int
    messages_kept_back: int


def is_loaded() -> bool:
    """Return whether this database holds the demonstration."""
    return staff_id_by_email(MARKER) is not None


def holds_other_data() -> bool:
    """Return whether this database holds anything that the demonstration did not make."""
    real_staff = StaffMember.objects.exclude(email__endswith=f"@{DOMAIN}").exists()
    real_schools = School.objects.exclude(reference__startswith="DEMO-").exists()
    return real_staff or real_schools


@transaction.atomic
def load(*, now: datetime, seed: int = SEED) -> Loaded:
    """Make the country, all or nothing."""
    rng, today = Random(seed), local_date(now)  # noqa: S311 - invented people, not secrets
    lay_foundations(now=now)
    schools = lay_schools(rng, today)
    year = lay_season(now)
    lay_grounds(valid_from=today - 2 * OPEN_SINCE)
    market = market_of(schools, rng)
    desks = _lay_staff(market, now)
    _lay_partner(now)
    stories = story_cases(market, rng, year)
    cases = [*stories, *make_cases(market, rng, year)]
    with _without_savepoints():
        moves = _play(cases, desks, rng, now)
    hushed = tell_only({case.application_id for case in stories}, now=now)
    return Loaded(len(schools), StaffMember.objects.count(), len(cases), moves, hushed)


def _lay_staff(market: Market, now: datetime) -> Desks:
    signing_in = {login: market.known[place] for login, place in _HEADS.items()}
    return lay_staff(signing_in, market.mains, now)


def _lay_partner(now: datetime) -> None:
    parts = split_key(PARTNER_KEY)
    if parts is None:
        raise ValueError("the demonstration's key does not have the shape of one")
    prefix, secret = parts
    ApiKey.objects.create(
        name="Demonstration partner",
        prefix=prefix,
        key_hash=fingerprint("api_key", prefix, secret),
        scopes=["applications:read"],
        created_at=now,
    )


def _play(cases: list[Case], desks: Desks, rng: Random, now: datetime) -> int:
    """Have everything happen in the order of time, as it would have; return how many deeds."""
    today = local_date(now)
    deeds = [deed for order, case in enumerate(cases) for deed in deeds_of(case, rng, today, order)]
    deeds.sort(key=lambda deed: (deed.at, deed.order))
    contacts = _lay_contacts(deeds)
    for deed in deeds:
        deed.case.guardian = Actor(ActorKind.GUARDIAN, id=contacts[deed.case.household.address])
        do(deed, desks)
    return len(deeds)


def _lay_contacts(deeds: list[Deed]) -> dict[str, int]:
    """Make the phones and mailboxes, proved when their families came; return ids by address."""
    found: dict[str, Contact] = {}
    for deed in deeds:
        family = deed.case.household
        found.setdefault(
            family.address,
            Contact(
                channel=family.channel.value,
                address=family.address,
                created_at=deed.at,
                proved_at=deed.at,
            ),
        )
    return {each.address: each.pk for each in Contact.objects.bulk_create(found.values())}


@contextmanager
def _without_savepoints() -> Iterator[None]:
    """Have the services' transactions be one with ours: whatever fails, the whole load fails.

    Each service call inside a transaction costs two statements for a savepoint of its own: a
    third of the statements of the load, and a subtransaction each, of which PostgreSQL
    holds 64 cheaply.
    """
    features = connection.features
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = True
