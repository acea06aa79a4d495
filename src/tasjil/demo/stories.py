"""A handful of families to meet by name: their phones and what happened to their requests.

Only these really receive the messages of what happened before the demonstration was loaded.
"""

from dataclasses import dataclass
from random import Random
from typing import Final

from tasjil.accounts.types import Channel
from tasjil.demo.cases import Market
from tasjil.demo.households import Trait, Wanted, make_household, twin_of
from tasjil.demo.names import Name
from tasjil.demo.paths import Case
from tasjil.demo.places import CITY, MOUNTAIN, TOWN
from tasjil.demo.staff import DOMAIN
from tasjil.seasons.types import Level


@dataclass(frozen=True, slots=True)
class Story:
    """One family: where, who, and the path of its request."""

    address: str
    place: str
    path: str
    child: Name
    family: Name
    girl: bool
    trait: Trait = Trait.PLAIN
    twin: Name | None = None
    satellite: bool = False

    @property
    def channel(self) -> Channel:
        """A phone, or a mailbox."""
        return Channel.EMAIL if "@" in self.address else Channel.SMS


# Numbers of a range in which nobody was found to be served; nothing leaves the machine anyway.
_PHONE = "+21260000000"
STORIES: Final[tuple[Story, ...]] = (
    Story(f"{_PHONE}1", CITY, "submitted", ("سلمى", "Salma"), ("العلوي", "El Alaoui"), True),
    Story(f"{_PHONE}2", CITY, "accepted", ("آدم", "Adam"), ("بناني", "Bennani"), False,
          twin=("ريان", "Rayan")),
    Story(f"{_PHONE}3", TOWN, "awaiting_family", ("هبة", "Hiba"), ("الفيلالي", "Filali"), True),
    Story(f"{_PHONE}4", CITY, "refused", ("أنس", "Anas"), ("التازي", "Tazi"), False),
    Story(f"{_PHONE}5", CITY, "waitlisted", ("مريم", "Maryam"), ("الناصري", "Naciri"), True),
    Story(f"{_PHONE}6", MOUNTAIN, "enrolled", ("إلياس", "Ilyas"), ("أيت سعيد", "Ait Said"), False,
          satellite=True),
    Story(f"{_PHONE}7", TOWN, "in_appeal", ("كنزة", "Kenza"), ("الوزاني", "Ouazzani"), True),
    Story(f"{_PHONE}8", MOUNTAIN, "in_review", ("يحيى", "Yahya"), ("أوعزيز", "Ouaziz"), False,
          trait=Trait.KAFALA),
    Story(f"{_PHONE}9", TOWN, "draft", ("ملاك", "Malak"), ("العمراني", "El Amrani"), True),
    Story(f"aminata@{DOMAIN}", CITY, "accepted", ("", "Aminata"), ("", "Koné"), True,
          trait=Trait.ABROAD),
)  # fmt: skip
ADDRESSES: Final = tuple(story.address for story in STORIES)


def story_cases(market: Market, rng: Random, year: int) -> list[Case]:
    """Return the requests of these families."""
    cases = []
    for number, story in enumerate(STORIES):
        case = _case(story, market, rng, number, year)
        cases.append(case)
        if story.twin:
            twin = twin_of(case.household, story.twin, 100 + number)
            cases.append(Case(twin, "in_review", case.ground, case.neighbour))
    return cases


def _case(story: Story, market: Market, rng: Random, number: int, year: int) -> Case:
    school = market.known[story.place]
    commune = market.by_commune[school.commune_id]
    if story.satellite:
        school = next(each for each in commune if each.main_id == school.id != each.id)
    wanted = Wanted(
        school=school,
        level=Level.PRIMARY_1,
        trait=story.trait,
        address=story.address,
        channel=story.channel,
        language="fr" if story.channel is Channel.EMAIL else "ar",
        child=story.child,
        family=story.family,
        girl=story.girl,
    )
    neighbour = next(each for each in commune if each.main_id == each.id != school.id)
    household = make_household(rng, wanted, number, year)
    return Case(household, story.path, "outside_zone", neighbour)
