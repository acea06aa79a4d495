"""Recognising a child: the key that the database guards, and how close two children are."""

import re

from rapidfuzz import fuzz

from tasjil.core.text import arabic_skeleton, latin_skeleton, skeleton, western_digits
from tasjil.families.types import ChildFacts, CivilStatus, CivilStatusKind, ParentFacts

SKELETON = 80  # letters kept of a name's skeleton
_CNIE = re.compile(r"^[A-Z]{1,2}\d{1,7}$")  # dossier section 7: warn, never block


def identity_parts(child: ChildFacts, mother: ParentFacts) -> tuple[str, ...]:
    """Return what identifies a child: the civil-status record, else names, birth, sex, mother.

    The birth date is part of both, so that one wrong digit in an act number cannot claim another
    child's record. Two twins differ by act number or first name (domain section 4).
    """
    record = civil_record(child.civil_status)
    if record:
        return ("civil", *record, child.birth_date.isoformat())
    first, last = (
        (arabic_skeleton(child.first_name_ar), arabic_skeleton(child.family_name_ar))
        if child.first_name_ar
        else (latin_skeleton(child.first_name_lat), latin_skeleton(child.family_name_lat))
    )
    return (
        "names",
        first,
        last,
        child.birth_date.isoformat(),
        child.sex.value,
        skeleton(mother.first_name),
        skeleton(mother.family_name),
    )


def civil_record(status: CivilStatus) -> tuple[str, ...]:
    """Return the record's normalised parts, or an empty tuple when there is no record."""
    match status.kind:
        case CivilStatusKind.CLASSIC:
            return (
                "classic",
                _number(status.act_number),
                str(status.act_year or ""),
                skeleton(status.office),
            )
        case CivilStatusKind.ELECTRONIC:
            return ("electronic", _number(status.record_number), skeleton(status.office))
        case CivilStatusKind.NONE:
            return ()


def first_skeleton(child: ChildFacts) -> str:
    """Return the skeleton of the child's first name, in Arabic where it was given."""
    return skeleton(child.first_name_ar or child.first_name_lat)[:SKELETON]


def family_skeleton(child: ChildFacts) -> str:
    """Return the skeleton of the child's family name, in Arabic where it was given."""
    return skeleton(child.family_name_ar or child.family_name_lat)[:SKELETON]


def mother_skeleton(mother: ParentFacts) -> str:
    """Return the skeleton of the mother's whole name; "" when she is unknown."""
    return skeleton(mother.first_name + mother.family_name)[: 2 * SKELETON]


def looks_like_cnie(number: str) -> bool:
    """Whether a national card number has the usual shape; a doubtful one warns, never blocks."""
    return bool(_CNIE.match(tidy_identity(number)))


def tidy_identity(number: str) -> str:
    """Return an identity number in capitals, Western digits, without spaces or hyphens."""
    return re.sub(r"[\s\-./]+", "", western_digits(number)).upper()


def likeness(left: tuple[str, str], right: tuple[str, str]) -> int:
    """Return how alike two (first, family) skeleton pairs are, from 0 to 100."""
    first = fuzz.ratio(left[0], right[0])
    last = fuzz.ratio(left[1], right[1])
    return round(0.6 * first + 0.4 * last)


def _number(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z\u0600-\u06ff]+", "", western_digits(text)).upper().lstrip("0")
