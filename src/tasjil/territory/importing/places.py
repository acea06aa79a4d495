"""Communes, directorates, schools as lists name them: by code in several spellings, or by name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from tasjil.territory.models import Commune, Directorate, Province, School
from tasjil.territory.rules import alike
from tasjil.territory.types import Flawed, Milieu


@dataclass(frozen=True, slots=True)
class KnownCommune:
    """What an import must know of a stored commune."""

    id: int
    code: str
    city_code: str
    province_code: str
    directorate_id: int | None
    milieu: Milieu
    is_divided: bool
    name_ar: str
    name_fr: str


class CommuneIndex:
    """Every commune and arrondissement, found by code or by name. One query when made."""

    def __init__(self) -> None:
        self._by_code: dict[str, KnownCommune] = {}
        self._by_province: dict[str, list[KnownCommune]] = defaultdict(list)
        spellings: dict[str, set[str]] = defaultdict(set)
        for known in _all_communes():
            self._by_code[known.code] = known
            self._by_province[known.province_code].append(known)
            for spelling in _spellings(known.code):
                spellings[spelling].add(known.code)
        self._codes = {
            spelling: next(iter(codes)) for spelling, codes in spellings.items() if len(codes) == 1
        }

    def by_code(self, code: str) -> KnownCommune | None:
        """Return the commune of a code, with or without dots, region, and leading zeros."""
        return self._by_code.get(code) or self._by_code.get(self._codes.get(_digits(code), ""))

    def required(self, code: str, column: str) -> KnownCommune:
        """Return the commune of a code. Flaws: missing_value, unknown_commune."""
        if not code:
            raise Flawed(column, code, "missing_value")
        if known := self.by_code(code):
            return known
        raise Flawed(column, code, "unknown_commune")

    def by_name(
        self, name_ar: str, name_fr: str, province: str, milieu: Milieu | None
    ) -> KnownCommune | None:
        """Return the only commune so named in the province (any province when "")."""
        within = self._by_province[province] if province else self._by_code.values()
        found = [known for known in within if named_alike(known, name_ar, name_fr)]
        if len(found) > 1:  # a town and the rural commune around it often share their name
            found = [known for known in found if milieu in (None, known.milieu)]
        if len(found) > 1:  # a great city's name, and one of its arrondissements
            found = [known for known in found if _same(known, name_ar, name_fr)]
        return found[0] if len(found) == 1 else None


def named_alike(known: KnownCommune, name_ar: str, name_fr: str) -> bool:
    """Return whether either name is a spelling of the commune's."""
    return alike(known.name_fr, name_fr) or alike(known.name_ar, name_ar)


class Units:
    """Provinces or directorates, found by code: 01.227, 01227, 227. One query when made."""

    def __init__(self, model: type[Province] | type[Directorate], flaw: str) -> None:
        self._ids: dict[str, int] = dict(model.objects.values_list("code", "pk"))
        self._codes = dict(_unit_spellings(self._ids))
        self._flaw = flaw

    def code_of(self, told: str) -> str:
        """Return our spelling of a code, "" when no unit has it."""
        return self._codes.get(_digits(told), "")

    def id_of(self, code: str) -> int | None:
        """Return the unit of a code in our spelling."""
        return self._ids.get(code)

    def told(self, code: str, column: str) -> int | None:
        """Return the unit a cell names, None when empty. Flaws: unknown_province, ..."""
        if not code:
            return None
        if (found := self._ids.get(self.code_of(code))) is None:
            raise Flawed(column, code, self._flaw)
        return found


def provinces() -> Units:
    """Return every province, to be found by code."""
    return Units(Province, "unknown_province")


def directorates() -> Units:
    """Return every directorate, to be found by code."""
    return Units(Directorate, "unknown_directorate")


def known_schools(codes: Iterable[str]) -> dict[str, School]:
    """Return the stored schools of these codes, by code and by reference. One query."""
    wanted = {code for code in codes if code}
    found = list(School.objects.filter(Q(code__in=wanted) | Q(reference__in=wanted)))
    by_reference = {school.reference: school for school in found if school.reference}
    return by_reference | {school.code: school for school in found}


def _all_communes() -> Iterator[KnownCommune]:
    for commune in Commune.objects.select_related("province", "city"):
        yield KnownCommune(
            id=commune.pk,
            code=commune.code,
            city_code=commune.city.code if commune.city else "",
            province_code=commune.province.code,
            directorate_id=commune.directorate_id,
            milieu=Milieu(commune.milieu),
            is_divided=commune.is_divided,
            name_ar=commune.name_ar,
            name_fr=commune.name_fr,
        )


def _unit_spellings(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    for code in codes:
        for spelling in _spellings(code):
            yield spelling, code


def _spellings(code: str) -> Iterator[str]:
    """Yield a code's digits with and without its region: lists write 01.227.05.03 or 2270503."""
    yield _digits(code)
    yield _digits(code.partition(".")[2])


def _digits(code: str) -> str:
    # Spreadsheets drop leading zeros of what looks like a number.
    return "".join(sign for sign in code if sign.isdigit()).lstrip("0")


def _same(known: KnownCommune, name_ar: str, name_fr: str) -> bool:
    return known.name_fr == name_fr or known.name_ar == name_ar
