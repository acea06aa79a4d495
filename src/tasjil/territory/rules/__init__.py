"""Pure rules of the territory: names, cells, geometry, and which school to propose."""

from tasjil.territory.rules.cells import (
    fitting,
    identifier,
    levels_of,
    locality_kind,
    milieu_of,
    point_of,
    school_kind,
    sector_of,
    truth,
)
from tasjil.territory.rules.finding import explain, propose
from tasjil.territory.rules.geometry import (
    BORDER_M,
    Drawing,
    box_around,
    canonical_zone,
    distance_m,
    in_morocco,
)
from tasjil.territory.rules.names import (
    alike,
    name_behind_date,
    place_key,
    search_core,
    search_form,
    search_words,
)

__all__ = [
    "BORDER_M",
    "Drawing",
    "alike",
    "box_around",
    "canonical_zone",
    "distance_m",
    "explain",
    "fitting",
    "identifier",
    "in_morocco",
    "levels_of",
    "locality_kind",
    "milieu_of",
    "name_behind_date",
    "place_key",
    "point_of",
    "propose",
    "school_kind",
    "search_core",
    "search_form",
    "search_words",
    "sector_of",
    "truth",
]
