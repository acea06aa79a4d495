"""Import schools, from our layout or from the ministry's."""

from datetime import datetime

from tasjil.core.types import Actor
from tasjil.territory.importing.decoding import Source
from tasjil.territory.importing.engine import Order, Progress, carry_out, read_candidates
from tasjil.territory.importing.report import Finding, Report
from tasjil.territory.importing.schools.ministry import MINISTRY, MinistryReader
from tasjil.territory.importing.schools.ours import OURS, OurReader
from tasjil.territory.importing.schools.parents import settle_parents
from tasjil.territory.importing.tables import read_table
from tasjil.territory.services import store_schools
from tasjil.territory.types import SchoolKind

__all__ = ["import_schools"]


def import_schools(
    source: Source,
    *,
    actor: Actor,
    now: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring in a list of schools; the layout is recognised from the headers.

    A satellite may stand before its main school. Schools that the list does not name stay as they
    are. Raises Unreadable when nothing of the file can be taken.
    """
    table = read_table(source, [OURS, MINISTRY])
    reader = MinistryReader() if table.match.layout is MINISTRY else OurReader()
    candidates, flaws = read_candidates(table.numbered, reader.read)
    flaws += [Finding.at(line, flaw) for line, flaw in table.broken]
    candidates, orphans = settle_parents(candidates)
    order = Order("schools", actor, now, dry_run, progress, table.origin)
    satellites = [each for each in candidates if each.draft.kind is SchoolKind.SATELLITE]
    others = [each for each in candidates if each.draft.kind is not SchoolKind.SATELLITE]
    return carry_out(order, [others, satellites], store=store_schools, rejected=flaws + orphans)
