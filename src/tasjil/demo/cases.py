"""Some hundreds of invented requests, in every state, with what makes families different."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from tasjil.accounts.types import Channel
from tasjil.demo.households import Household, Trait, Wanted, double_of, make_household, twin_of
from tasjil.demo.names import BOYS, GIRLS
from tasjil.demo.paths import Case
from tasjil.demo.places import CITY, MOUNTAIN, TOWN
from tasjil.demo.schools import DemoSchool
from tasjil.seasons.types import Level

_FIRST_NUMBER = 1000
_COUNTS: Final[dict[str, int]] = {
    "draft": 14, "expired": 4, "submitted": 100, "in_review": 46, "awaiting_family": 20,
    "answered": 10, "accepted": 58, "accepted_at_once": 24, "refused": 16, "waitlisted": 18,
    "in_appeal": 7, "settled_accepted": 3, "settled_refused": 3, "settled_elsewhere": 2,
    "enrolled": 40, "withdrawn": 12, "proposed": 6, "redirected": 6,
}  # fmt: skip
_TRAITS: Final[dict[Trait, int]] = {
    Trait.WIDOWED: 14, Trait.KAFALA: 8, Trait.ABROAD: 10, Trait.NO_CARD: 12,
    Trait.NOT_REGISTERED: 14, Trait.UNDER_AGE: 22, Trait.ELECTRONIC: 30, Trait.OUT_OF_ZONE: 24,
}  # fmt: skip
# Cases for the directorate: they name no school.
_UNPLACED: Final[tuple[tuple[Trait, str, int], ...]] = (
    (Trait.NOT_LISTED, "submitted", 5),
    (Trait.NOT_LISTED, "placed", 3),
    (Trait.NO_FIXED_ADDRESS, "submitted", 3),
    (Trait.NO_FIXED_ADDRESS, "placed", 1),
)
_TWINS, _DOUBLES = 5, 4
_GROUNDS = ("outside_zone", "school_full", "data_mismatch", "wrong_level")
# Of each directorate: how often its known school is asked for against each of the others.
_OTHERS: Final[dict[str, int]] = {CITY: 10, TOWN: 9, MOUNTAIN: 8}
_SHARES: Final[dict[str, int]] = {CITY: 45, TOWN: 30, MOUNTAIN: 25}


@dataclass(frozen=True, slots=True)
class Market:
    """The schools that families ask for. `known` are those whose heads can sign in."""

    known: dict[str, DemoSchool]
    asked: dict[str, list[DemoSchool]]
    by_commune: dict[int, list[DemoSchool]]

    @property
    def mains(self) -> list[DemoSchool]:
        """The main schools whose heads have requests before them."""
        ids = {school.main_id for schools in self.asked.values() for school in schools}
        every = (school for schools in self.by_commune.values() for school in schools)
        return [school for school in every if school.id in ids]


def market_of(schools: list[DemoSchool], rng: Random) -> Market:
    """Choose which schools are asked for: one known school of each directorate, and others."""
    by_commune: dict[int, list[DemoSchool]] = {}
    for school in schools:
        by_commune.setdefault(school.commune_id, []).append(school)
    known, asked = {}, {}
    for code, count in _OTHERS.items():
        inside = [school for school in schools if school.directorate_code == code]
        mains = [school for school in inside if school.id == school.main_id]
        known[code] = _busiest(mains, inside if code == MOUNTAIN else [])
        own = [school for school in inside if school.main_id == known[code].id]
        others = rng.sample([each for each in mains if each is not known[code]], count)
        asked[code] = own * 3 + others
    return Market(known, asked, by_commune)


def make_cases(market: Market, rng: Random, year: int) -> list[Case]:
    """Return the requests of the crowd, in no particular order."""
    maker = _Maker(market, rng, year)
    traits = [trait for trait, count in _TRAITS.items() for _ in range(count)]
    paths = [path for path, count in _COUNTS.items() for _ in range(count)]
    traits += [Trait.PLAIN] * (len(paths) - len(traits))
    rng.shuffle(traits)
    cases = [maker.case(path, trait) for path, trait in zip(paths, traits, strict=True)]
    for trait, path, count in _UNPLACED:
        cases += [maker.case(path, trait) for _ in range(count)]
    plain = [each for each in cases if each.household.trait is Trait.PLAIN]
    plain = [each for each in plain if each.path in ("submitted", "in_review")]
    cases += maker.twins(plain[:_TWINS])
    cases += maker.doubles(plain[_TWINS : _TWINS + _DOUBLES])
    return cases


class _Maker:
    """Makes cases one after the other; each family has a number of its own."""

    def __init__(self, market: Market, rng: Random, year: int) -> None:
        self._market, self._rng, self._year = market, rng, year
        self._number = _FIRST_NUMBER

    def case(self, path: str, trait: Trait) -> Case:
        """Return a request by chance."""
        rng = self._rng
        code = rng.choices(list(_SHARES), weights=list(_SHARES.values()))[0]
        school = rng.choice(self._market.asked[code])
        neighbours = [
            each
            for each in self._market.by_commune[school.commune_id]
            if each.id != school.id and each.localities
        ]
        neighbour = rng.choice(neighbours)
        level = Level.PRIMARY_1
        if trait is not Trait.UNDER_AGE and rng.random() < 0.3:
            level = Level(rng.choice(school.levels))
        wanted = Wanted(
            school=school,
            level=level,
            trait=trait,
            channel=Channel.EMAIL if rng.random() < 0.15 else Channel.SMS,
            language="fr" if rng.random() < 0.2 or trait is Trait.ABROAD else "ar",
            elsewhere=neighbour if trait is Trait.OUT_OF_ZONE else None,
        )
        household = make_household(rng, wanted, self._next(), self._year)
        return self._case(household, path, neighbour)

    def twins(self, cases: list[Case]) -> Iterator[Case]:
        """Yield a twin for each case."""
        for case in cases:
            girl = case.household.is_girl
            name = self._rng.choice([each for each in (GIRLS if girl else BOYS)[:10]
                                     if each[0] != case.household.first_name])  # fmt: skip
            twin = twin_of(case.household, name, self._next())
            yield self._case(twin, "submitted", case.neighbour)

    def doubles(self, cases: list[Case]) -> Iterator[Case]:
        """Yield a near duplicate for each case: the same child, filed by the other parent."""
        for case in cases:
            yield self._case(double_of(case.household, self._next()), "submitted", case.neighbour)

    def _case(self, household: Household, path: str, neighbour: DemoSchool) -> Case:
        ground = (
            "dispensation_no_seat"
            if household.trait is Trait.UNDER_AGE
            else self._rng.choice(_GROUNDS)
        )
        return Case(household, path, ground, neighbour)

    def _next(self) -> int:
        self._number += 1
        return self._number


def _busiest(mains: list[DemoSchool], inside: list[DemoSchool]) -> DemoSchool:
    """Return the first school with the most satellites among `inside`, then the most levels."""
    own = {main.id: sum(each.main_id == main.id for each in inside) for main in mains}
    return max(mains, key=lambda each: (own[each.id], len(each.levels)))
