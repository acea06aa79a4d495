"""Writes to the territory: the packaged facts, and what imports bring."""

from tasjil.territory.services.foundations import lay_foundations
from tasjil.territory.services.localities import store_localities
from tasjil.territory.services.schools import store_schools
from tasjil.territory.services.tidying import tidy_search
from tasjil.territory.services.units import store_communes
from tasjil.territory.services.zones import store_zones

__all__ = [
    "lay_foundations",
    "store_communes",
    "store_localities",
    "store_schools",
    "store_zones",
    "tidy_search",
]
