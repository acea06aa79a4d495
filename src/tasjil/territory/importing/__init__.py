"""Bring lists into the territory: read tolerantly, name every flaw, lose no good line.

`read_table`, `Layout`, `Row` and `carry_out` are for any package that imports a list.
"""

from tasjil.territory.importing.communes import import_communes
from tasjil.territory.importing.decoding import Source
from tasjil.territory.importing.engine import Candidate, Progress, carry_out, read_candidates
from tasjil.territory.importing.errors import (
    BrokenGeoJson,
    BrokenWorkbook,
    EmptyFile,
    FileTooLarge,
    NotText,
    Unreadable,
    WrongHeaders,
)
from tasjil.territory.importing.layouts import Layout
from tasjil.territory.importing.localities import import_localities
from tasjil.territory.importing.places import CommuneIndex
from tasjil.territory.importing.report import Finding, Report
from tasjil.territory.importing.schools import import_schools
from tasjil.territory.importing.tables import Row, Table, read_table
from tasjil.territory.importing.zones import import_zones

__all__ = [
    "BrokenGeoJson",
    "BrokenWorkbook",
    "Candidate",
    "CommuneIndex",
    "EmptyFile",
    "FileTooLarge",
    "Finding",
    "Layout",
    "NotText",
    "Progress",
    "Report",
    "Row",
    "Source",
    "Table",
    "Unreadable",
    "WrongHeaders",
    "carry_out",
    "import_communes",
    "import_localities",
    "import_schools",
    "import_zones",
    "read_candidates",
    "read_table",
]
