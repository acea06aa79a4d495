"""From what a family typed to the communes, localities and schools it may mean."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tasjil.core.errors import NotFound
from tasjil.portals.fields import Choice, id_in
from tasjil.portals.guardian.forms import CommuneStep, HomeStep, SchoolStep
from tasjil.seasons.types import Level
from tasjil.territory import selectors
from tasjil.territory.types import Reason

Answers = Mapping[str, Any]

_MOST_MATCHES = 8
_LONGEST_LIST = 80  # more localities than this are searched, not scrolled


def home_step(answers: Answers, *, asking: bool = False) -> CommuneStep | HomeStep:
    """Return where the page of the home stands: the commune to find, or chosen. At most 3 queries.

    `asking`: the family wants another commune than the one it chose.
    """
    typed = str(answers.get("commune_search") or answers.get("commune") or "").strip()
    chosen = None if answers.get("commune_search") else id_in(typed)
    if chosen is None:
        found = selectors.find_commune(typed) if typed else None
        if found is None or found.exact is None:
            matches = found.matches if found else ()
            choices = [Choice(str(each.id), each.label) for each in matches]
            return CommuneStep(typed, choices, missing=bool(typed) and not choices)
        chosen = found.exact.id
    try:
        commune = selectors.commune(chosen)
    except NotFound:
        return CommuneStep("", missing=True)
    if asking:
        return CommuneStep(commune.name)
    if commune.directorate_id is None:  # Casablanca: only a district says who answers
        return CommuneStep(commune.name, _districts(commune), commune.name)
    return _home(commune.pk, selectors.label_of(commune), answers)


def _districts(city: Any) -> list[Choice]:
    within = (city.name_ar, city.name_fr)
    return [
        Choice(str(each.id), each.label)
        for each in selectors.communes_for_choice()
        if (each.within_ar, each.within_fr) == within and each.id != city.pk
    ]


def _home(commune_id: int, name: str, answers: Answers) -> HomeStep:
    rows = list(selectors.localities_of(commune_id)[: _LONGEST_LIST + 1])
    if len(rows) <= _LONGEST_LIST:
        return HomeStep(commune_id, name, [Choice(str(row.pk), row.name) for row in rows])
    search = str(answers.get("locality_search") or "").strip()
    if search:
        found = selectors.search_localities(commune_id, search)[:_MOST_MATCHES]
        choices = [Choice(str(row.pk), row.name) for row in found]
    else:
        choices = _chosen_locality(commune_id, answers)
    return HomeStep(commune_id, name, choices, many=True)


def _chosen_locality(commune_id: int, answers: Answers) -> list[Choice]:
    chosen = id_in(answers.get("locality"))
    found = selectors.localities_of(commune_id).filter(pk=chosen) if chosen is not None else ()
    return [Choice(str(row.pk), row.name) for row in found]


def home_answered(answers: Answers) -> HomeStep:
    """Return only the names of what was chosen, for the review. At most 2 queries."""
    chosen = id_in(answers.get("commune"))
    try:
        name = selectors.label_of(selectors.commune(chosen)) if chosen is not None else ""
    except NotFound:
        name = ""
    if not name or chosen is None:
        return HomeStep(0, str(answers.get("commune") or ""), [])
    return HomeStep(chosen, name, _chosen_locality(chosen, answers))


def school_answered(answers: Answers) -> SchoolStep:
    """Return only the school that was chosen, for the review. One query."""
    chosen = id_in(answers.get("school"))
    schools = selectors.schools_by_id([chosen]) if chosen is not None else {}
    return SchoolStep([_school(each, "") for each in schools.values()])


def school_step(answers: Mapping[str, Answers], chosen: Answers) -> SchoolStep:
    """Return the schools to choose from, with the reason for each. At most 3 queries."""
    home, child = answers.get("home", {}), answers.get("child", {})
    commune_id, locality_id = id_in(home.get("commune")), id_in(home.get("locality"))
    proposals = []
    if commune_id is not None:
        proposals = selectors.propose_schools(
            level=_level(child), commune_id=commune_id, locality_id=locality_id
        )
    reasons = {each.school_id: selectors.sentence_of(each) for each in proposals}
    kept = id_in(chosen.get("school"))
    wanted = [*reasons, *([kept] if kept is not None and kept not in reasons else [])]
    schools = selectors.schools_by_id(wanted) if wanted else {}
    choices = [_school(schools[pk], reasons.get(pk, "")) for pk in wanted if pk in schools]
    search = str(chosen.get("school_search") or "").strip()
    found = list(selectors.search_schools(search)[:_MOST_MATCHES]) if search else []
    choices += [_school(each, "") for each in found if each.pk not in schools]
    # With nothing known but the commune, the first name of its list is no proposal.
    told = bool(proposals) and proposals[0].reason is not Reason.COMMUNE
    return SchoolStep(
        choices,
        proposed=told,
        searched=bool(search),
        found=len(found),
        home_known=commune_id is not None,
        no_fixed_address=bool(home.get("no_fixed_address")),
    )


def _level(child: Answers) -> str:
    level = str(child.get("level") or "")
    return level if level in {each.value for each in Level} else Level.PRIMARY_1.value


def _school(school: Any, reason: str) -> Choice:
    where = school.commune.name
    if school.parent:
        where = _("%(where)s, satellite of %(school)s") % {
            "where": where,
            "school": school.parent.name,
        }
    return Choice(str(school.pk), school.name, f"{where}. {reason}" if reason else where)
