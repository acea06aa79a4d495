"""The automatic checks: age, residence, duplicate, civil status, identity document.

Each returns what it looked at, what it found and a reason code; `wording` makes the sentence.
They advise; a person decides (domain section 7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasjil.applications.types import Check, Filing, Outcome, SchoolWish
from tasjil.families.rules import looks_like_cnie
from tasjil.families.types import CivilStatusKind, IdentityKind
from tasjil.seasons.rules import judge_age
from tasjil.seasons.types import AgeVerdict, LevelCalendar

LIKELY = 85  # likeness (0-100) from which two children are shown to the head as near matches


@dataclass(frozen=True, slots=True)
class Residence:
    """What the school finder said of the school asked for: see territory.types.Proposal."""

    reason: str
    distance_m: int | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another open request of the season for a child who looks like this one."""

    number: str
    score: int
    reasons: tuple[str, ...]


def run_checks(
    filing: Filing,
    calendar: LevelCalendar,
    offered: Iterable[LevelCalendar],
    residence: Residence | None,
    near: Sequence[Likeness],
) -> list[Check]:
    """Run every check on a filing, in the order in which the head reads them."""
    return [
        _age(filing, calendar, offered),
        _residence(filing, residence),
        _duplicate(near),
        _civil_status(filing),
        _identity(filing),
    ]


def _age(filing: Filing, calendar: LevelCalendar, offered: Iterable[LevelCalendar]) -> Check:
    answer = judge_age(filing.child.birth_date, calendar, offered)
    outcome = {
        AgeVerdict.RIGHT: Outcome.PASS,
        AgeVerdict.DISPENSATION: Outcome.WARN,
    }.get(answer.verdict, Outcome.FAIL)
    return Check(
        rule="age",
        version=calendar.rule_version,
        outcome=outcome,
        reason=answer.verdict.value,
        inputs={
            "birth_date": filing.child.birth_date.isoformat(),
            "asked_level": filing.level.value,
            "season": calendar.season,
            "level": answer.level.value if answer.level else None,
            "start_year": answer.start_year,
            "born_to": answer.born_to.isoformat(),
            "dispensation_to": (
                answer.dispensation_to.isoformat() if answer.dispensation_to else None
            ),
        },
    )


def _residence(filing: Filing, residence: Residence | None) -> Check:
    if filing.wish is not SchoolWish.LISTED:
        return Check("residence", "1", Outcome.WARN, filing.wish.value)
    if residence is None:
        return Check("residence", "1", Outcome.WARN, "chosen_by_family")
    served = residence.reason in ("locality", "zone")
    return Check(
        "residence",
        "1",
        Outcome.PASS if served and residence.sure else Outcome.WARN,
        residence.reason if residence.sure or not served else f"{residence.reason}_near_border",
        {"distance_m": residence.distance_m},
    )


def _duplicate(near: Sequence[Likeness]) -> Check:
    likely = sorted((n for n in near if n.score >= LIKELY), key=lambda n: -n.score)
    if not likely:
        return Check("duplicate", "1", Outcome.PASS, "none")
    return Check(
        "duplicate",
        "1",
        Outcome.WARN,
        "near_match",
        {
            "matches": [
                {"number": n.number, "score": n.score, "reasons": list(n.reasons)}
                for n in likely[:5]
            ]
        },
    )


def _civil_status(filing: Filing) -> Check:
    status = filing.child.civil_status
    born = filing.child.birth_date.year
    if status.kind is CivilStatusKind.NONE:
        return Check("civil_status", "1", Outcome.WARN, "declared")
    if status.act_year is not None and status.act_year < born:
        return Check(
            "civil_status",
            "1",
            Outcome.WARN,
            "act_before_birth",
            {"act_year": status.act_year, "birth_year": born},
        )
    return Check("civil_status", "1", Outcome.PASS, "consistent")


def _identity(filing: Filing) -> Check:
    family = filing.family
    if family.identity_kind is IdentityKind.NONE:
        return Check("identity", "1", Outcome.WARN, "none")
    if family.identity_kind is IdentityKind.CNIE and not looks_like_cnie(family.identity_number):
        return Check("identity", "1", Outcome.WARN, "unusual_cnie")
    return Check("identity", "1", Outcome.PASS, "given")
