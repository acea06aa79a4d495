"""Search by name in both scripts, forgiving spelling: skeletons and trigrams, one query each."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any, TypeVar

from django.contrib.postgres.lookups import TrigramWordSimilar
from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.cache import cache
from django.db.models import Case, F, IntegerField, Model, Q, QuerySet, Value, When
from django.utils.translation import get_language, gettext

from tasjil.territory.models import Commune, Locality, School
from tasjil.territory.rules import place_key, search_core, search_words
from tasjil.territory.selectors.tree import by_name, within_commune

M = TypeVar("M", bound=Model)

_MOST_MATCHES = 8
# Half of a short Arabic name's trigrams break at one wrong letter: مركش / مراكش gives 0.4.
_LIKE_ENOUGH = 0.35
_LEAST = 2  # letters: one letter is in every name
_TELLING = 4  # letters: shorter words are in too many names
_CACHE_KEY, _CACHE_SECONDS = "territory.communes", 300


@dataclass(frozen=True, slots=True)
class CommuneChoice:
    """A commune as offered for choice; `within` is its city, or else its province."""

    id: int
    code: str
    name_ar: str
    name_fr: str
    within_ar: str
    within_fr: str
    is_divided: bool

    @property
    def label(self) -> str:
        """The name in the reader's language, with what tells it from namesakes."""
        french = get_language() == "fr"
        name = (self.name_fr or self.name_ar) if french else (self.name_ar or self.name_fr)
        within = self.within_fr if french else self.within_ar
        if name == within:
            return name
        return gettext("%(name)s (%(within)s)") % {"name": name, "within": within}


@dataclass(frozen=True, slots=True)
class CommuneMatches:
    """The answer to a typed commune.

    `exact` is set when what was typed names one commune and is no part of another's name: then
    nothing need be asked. Agdal is a district of Fès, and how people call a district of Rabat.
    """

    exact: CommuneChoice | None
    matches: tuple[CommuneChoice, ...]


def search_communes(text: str) -> QuerySet[Commune]:
    """Return communes and arrondissements by likeness to what was typed, the likest first.

    A code is understood too. Not cut: slice it.
    """
    found = Commune.objects.select_related("city", "province")
    return _search(found, text, Q(code=text.strip()), small=True)


def search_schools(text: str, commune_id: int | None = None) -> QuerySet[School]:
    """Return open schools by likeness of name or address, in one commune or in the country.

    A school's code is understood too. Not cut: slice it.
    """
    found = School.objects.filter(is_active=True).select_related("parent", "commune__city")
    if commune_id is not None:
        found = found.filter(within_commune(commune_id))
    code = text.strip().upper()
    by_code = Q(code=code) | (Q(reference=code) & ~Q(reference=""))
    return _search(found, text, by_code, small=commune_id is not None)


def search_localities(commune_id: int, text: str) -> QuerySet[Locality]:
    """Return a commune's localities by likeness to what was typed. Not cut: slice it."""
    found = Locality.objects.filter(within_commune(commune_id)).select_related("school")
    return _search(found, text, Q(pk__in=[]), small=True)


def find_commune(text: str, *, limit: int = _MOST_MATCHES) -> CommuneMatches:
    """Return what a person who typed a commune may have meant. One query.

    A label as this module writes it ("Temsia (Inezgane-Aït Melloul)") is exact as well, so that a
    choice made from the list comes back as that choice.
    """
    name, _, remark = text.partition("(")
    # One more than shown, to know whether a namesake exists.
    choices = [_choice(commune) for commune in search_communes(name)[: limit + 1]]
    typed, within = place_key(name), place_key(remark)
    named = [choice for choice in choices if typed in _keys(choice.name_ar, choice.name_fr)]
    coded = [choice for choice in choices if choice.code == name.strip()]
    if within:
        named = [each for each in named if within in _keys(each.within_ar, each.within_fr)]
    certain = coded or named
    exact = certain[0] if len(certain) == 1 else None
    if (
        exact in named
        and not within
        and any(_begins(name, each) for each in choices if each != exact)
    ):
        exact = None
    return CommuneMatches(exact, tuple(choices[:limit]))


def label_of(commune: Commune) -> str:
    """Return a commune's name with what tells it from namesakes; its city and province loaded."""
    return _choice(commune).label


def communes_for_choice() -> Sequence[CommuneChoice]:
    """Return every commune and arrondissement by name; kept for five minutes in each process.

    More than a phone's list can hold: for look-ups and for staff.
    """
    key = f"{_CACHE_KEY}.{get_language()}"
    kept: list[tuple[Any, ...]] | None = cache.get(key)
    if kept is None:
        rows = Commune.objects.select_related("city", "province").order_by(*by_name(), "code")
        kept = [astuple(_choice(commune)) for commune in rows]
        cache.set(key, kept, _CACHE_SECONDS)  # as plain tuples: dataclasses unpickle slowly
    return [CommuneChoice(*row) for row in kept]


def _search(found: QuerySet[M], text: str, by_code: Q, *, small: bool) -> QuerySet[M]:
    """Filter and rank: same name, name begins so, every word is there, then near spellings.

    Near is measured on every row of a small table; over all schools that would cost 0.1 s.
    """
    whole, words, core = place_key(text), search_words(text), search_core(text)
    if len(whole) < _LEAST:
        return found.filter(by_code)
    there = Q()
    for word in words:
        there &= Q(search__contains=word)
    like = TrigramWordSimilarity(core, "search")
    rank: Case = Case(
        When(by_code, then=Value(0)),
        When(Q(search=whole) | Q(search__startswith=f"{whole} "), then=Value(1)),
        When(search__endswith=f" {whole}", then=Value(1)),
        When(search__startswith=whole, then=Value(2)),
        When(search__contains=f" {whole}", then=Value(2)),
        When(there, then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    ranked: Any = found.annotate(likeness=like, rank=rank)
    if small:
        kept: QuerySet[M] = ranked.filter(by_code | there | Q(likeness__gte=_LIKE_ENOUGH))
    else:
        kept = ranked.filter(pk__in=_by_index(ranked, by_code, there, core, words))
    return kept.order_by("rank", "-likeness", *by_name())


def _by_index(ranked: Any, by_code: Q, there: Q, core: str, words: Sequence[str]) -> Any:
    """Return the ids of what is there or near, looking only at rows that an index names.

    Near are those above PostgreSQL's own threshold (0.6), and those that have one telling word
    right. A union: in one condition the planner, to which measuring likeness costs no more than
    comparing numbers, would read the whole table.
    """
    one_right = Q(pk__in=[])
    for word in words:
        if len(word) >= _TELLING:
            one_right |= Q(search__contains=word)
    parts = (
        ranked.filter(by_code),
        ranked.filter(there),
        ranked.filter(TrigramWordSimilar(F("search"), Value(core))),
        ranked.filter(one_right, likeness__gte=_LIKE_ENOUGH),
    )
    first, *others = (part.order_by().values("pk") for part in parts)
    return first.union(*others)


def _choice(commune: Commune) -> CommuneChoice:
    within = commune.city or commune.province
    return CommuneChoice(
        id=commune.pk,
        code=commune.code,
        name_ar=commune.name_ar,
        name_fr=commune.name_fr,
        within_ar=within.name_ar,
        within_fr=within.name_fr,
        is_divided=commune.is_divided,
    )


def _begins(typed: str, choice: CommuneChoice) -> bool:
    """Return whether the name of a commune begins with the words that were typed."""
    words = _plain_words(typed)
    return any(
        _plain_words(name)[: len(words)] == words
        for name in (choice.name_ar, choice.name_fr)
        if name
    )


def _plain_words(name: str) -> list[str]:
    return [key for word in name.replace("-", " ").split() if (key := place_key(word))]


def _keys(*names: str) -> set[str]:
    return {place_key(name) for name in names if name}
