"""Every enumeration that a person may see has a label for each of its values."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from tasjil.applications import wording
from tasjil.applications.types import Move, Need, SchoolWish, Section, State
from tasjil.families.types import (
    Capacity,
    CivilStatusKind,
    IdentityKind,
    ParentRole,
    ParentStatus,
    Sex,
)
from tasjil.seasons.types import Level


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        (wording.LEVELS, Level),
        (wording.STATES, State),
        (wording.DESK_STATES, State),
        (wording.TONES, State),
        (wording.MOVES, Move),
        (wording.HISTORY, Move),
        (wording.SECTIONS, Section),
        (wording.WISHES, SchoolWish),
        (wording.SEXES, Sex),
        (wording.CIVIL_STATUS_KINDS, CivilStatusKind),
        (wording.PARENT_ROLES, ParentRole),
        (wording.PARENT_STATUSES[ParentRole.MOTHER], ParentStatus),
        (wording.PARENT_STATUSES[ParentRole.FATHER], ParentStatus),
        (wording.CAPACITIES, Capacity),
        (wording.IDENTITY_KINDS, IdentityKind),
        (wording.NEEDS, Need),
    ],
)
def test_every_value_has_a_label(labels: Mapping[StrEnum, object], kind: type[StrEnum]) -> None:
    assert set(labels) == set(kind)
