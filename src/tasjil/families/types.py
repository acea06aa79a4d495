"""The words of a family, and what a family tells us, as one frozen record."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Sex(StrEnum):
    """As on the civil-status record."""

    FEMALE = "female"
    MALE = "male"


class CivilStatusKind(StrEnum):
    """Classic act, electronic record (law 36-21), or none yet (abroad, in progress)."""

    CLASSIC = "classic"
    ELECTRONIC = "electronic"
    NONE = "none"


class ParentRole(StrEnum):
    """Which parent."""

    FATHER = "father"
    MOTHER = "mother"


class ParentStatus(StrEnum):
    """What is known of a parent."""

    LIVING = "living"
    DECEASED = "deceased"
    UNKNOWN = "unknown"


class Capacity(StrEnum):
    """In what capacity the guardian files. A mother is never "not the guardian"."""

    MOTHER = "mother"
    FATHER = "father"
    LEGAL_GUARDIAN = "legal_guardian"
    KAFALA = "kafala"
    INSTITUTION = "institution"


class IdentityKind(StrEnum):
    """The guardian's identity document; having none is no obstacle."""

    CNIE = "cnie"
    PASSPORT = "passport"
    RESIDENCE_CARD = "residence_card"
    REFUGEE_CARD = "refugee_card"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class CivilStatus:
    """A civil-status record in one of its three forms; empty strings for what does not apply."""

    kind: CivilStatusKind
    act_number: str = ""
    register_number: str = ""
    act_year: int | None = None
    office: str = ""
    record_number: str = ""
    declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildFacts:
    """A child as the family describes it. Names as typed, cleaned of invisible signs."""

    family_name_ar: str
    first_name_ar: str
    family_name_lat: str
    first_name_lat: str
    sex: Sex
    birth_date: date
    birth_place: str
    nationality: str
    civil_status: CivilStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentFacts:
    """A parent as the family describes them; names empty when unknown."""

    role: ParentRole
    status: ParentStatus
    family_name: str = ""
    first_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyFacts:
    """Who files, and where the family lives."""

    capacity: Capacity
    guardian_family_name: str
    guardian_first_name: str
    identity_kind: IdentityKind
    identity_number: str
    mobile: str
    second_mobile: str
    email: str
    commune_id: int
    locality_id: int | None
    locality_text: str
    address: str
    father: ParentFacts
    mother: ParentFacts
