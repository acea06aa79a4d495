"""A strip of the real country: a divided city with one directorate, another with several, a
province with a town and a rural commune."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import settings

from tasjil.core.types import SYSTEM
from tasjil.territory.importing import Report, Source, import_schools
from tasjil.territory.models import Academy, Commune, Directorate, Province
from tasjil.territory.services import store_communes
from tasjil.territory.types import CommuneDraft, Milieu, Point
from tests.territory.sheets import xlsx

# The machine may be busy; how long an example takes is not what is tested.
settings.register_profile("territory", deadline=None)
settings.load_profile("territory")

NOW = datetime(2027, 4, 12, 20, 40, tzinfo=UTC)


@pytest.fixture
def land(db: None) -> SimpleNamespace:
    """Return the communes by a short name: agdal, rabat, anfa, casablanca, taounate, tissa."""
    rabat = _directorate("04", "04.421", "الرباط", "Rabat")
    taounate = _directorate("03", "03.531", "تاونات", "Taounate")
    casablanca = _directorate("06", "06.141", "الدار البيضاء", "Casablanca", "06.141.01.00")
    anfa_office, whole = casablanca.pk, "06.141.01.0"
    urban, rural = Milieu.URBAN, Milieu.RURAL
    in_rabat, in_taounate, in_casablanca = (
        each.province_id for each in (rabat, taounate, casablanca)
    )
    wholes = [
        ("04.421.01.0", in_rabat, urban, True, "", rabat.pk, "الرباط", "Rabat"),
        (whole, in_casablanca, urban, True, "", None, "الدار البيضاء", "Casablanca"),
        ("03.531.01.05", in_taounate, urban, False, "", taounate.pk, "تاونات", "Taounate",
         Point(34.0, -6.8)),
        ("03.531.11.07", in_taounate, rural, False, "", taounate.pk, "تيسة", "Tissa"),
    ]  # fmt: skip
    parts = [
        ("04.421.01.01", in_rabat, urban, False, "04.421.01.0", rabat.pk, "أكدال الرياض",
         "Agdal Riyad"),
        ("06.141.01.01", in_casablanca, urban, False, whole, anfa_office, "أنفا", "Anfa"),
    ]  # fmt: skip
    store_communes(drafts=[CommuneDraft(*told) for told in wholes])
    store_communes(drafts=[CommuneDraft(*told) for told in parts])
    codes = {
        "rabat": "04.421.01.0", "agdal": "04.421.01.01", "casablanca": "06.141.01.0",
        "anfa": "06.141.01.01", "taounate": "03.531.01.05", "tissa": "03.531.11.07",
    }  # fmt: skip
    return SimpleNamespace(**{name: Commune.objects.get(code=code) for name, code in codes.items()})


def _directorate(
    academy: str, province: str, name_ar: str, name_fr: str, code: str = ""
) -> Directorate:
    names = {"name_ar": name_ar, "name_fr": name_fr}
    above = Academy.objects.create(code=academy, **names)
    within = Province.objects.create(code=province, academy=above, **names)
    return Directorate.objects.create(
        code=code or province, academy=above, province=within, **names
    )


Importer = Callable[..., Report]


def given(text: str | bytes, encoding: str = "utf-8", name: str = "list.csv") -> Source:
    """Return a file holding the text, its common indentation removed."""
    if isinstance(text, bytes):
        return Source(name, text)
    lines = [line.strip(" ") for line in text.strip("\n").split("\n")]
    return Source(name, ("\n".join(lines).rstrip() + "\n").encode(encoding))


def sheet(*rows: tuple[Any, ...]) -> Source:
    """Return an xlsx file with these rows."""
    return Source("list.xlsx", xlsx(*rows))


def bring(importer: Importer, source: Source | str, **options: Any) -> Report:
    """Import as the system, at the fixed evening."""
    file = given(source) if isinstance(source, str) else source
    return importer(file, actor=SYSTEM, now=NOW, **options)


def counts(report: Report) -> tuple[int, int, int, int]:
    """Return created, updated, unchanged, rejected."""
    return report.created, report.updated, report.unchanged, len(report.rejected)


def flaws(report: Report) -> list[tuple[int, str]]:
    """Return line and code of each rejected line."""
    return [(finding.line, finding.code) for finding in report.rejected]


@pytest.fixture
def schools(land: SimpleNamespace) -> SimpleNamespace:
    """Three schools of Taounate, one a satellite, and one of Agdal."""
    bring(
        import_schools,
        """
        gresa_code,name_ar,name_fr,kind,parent_code,commune_code,lat,lng
        15392E,الشريف الإدريسي,ECHARIF EL IDRISSI,school,,03.531.01.05,34.5371,-4.6414
        15393F,المغرب العربي,EL MAGHRIB EL ARABI,school,,03.531.01.05,34.5400,-4.6500
        15400A,فرعية أولاد علي,OULAD ALI,satellite,15392E,03.531.11.07,,
        10001R,المنظر الجميل,AL MANDAR AL JAMIL,school,,04.421.01.01,,
        """,
    )
    from tasjil.territory.models import School

    return SimpleNamespace(
        idrissi=School.objects.get(code="15392E"),
        maghrib=School.objects.get(code="15393F"),
        oulad_ali=School.objects.get(code="15400A"),
        mandar=School.objects.get(code="10001R"),
    )
