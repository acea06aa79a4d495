"""The ministry's real list of schools: imported with its report, then a request at one of them."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import DESKTOP, PHONE, ROOT, Product
from tests.journeys.people import PASSWORD, Head, Mother

LIST = ROOT.parent / "shared" / "data" / "schools.csv"
HEAD = "head.real@demo.tasjil.invalid"
MAKE_HEAD = f"""
from datetime import timedelta
from tasjil.accounts.services import create_staff, grant_role
from tasjil.accounts.types import Role, Scope
from tasjil.core.clock import local_date, now
from tasjil.core.types import SYSTEM
from tasjil.territory.selectors import school_by_code
from tasjil.territory.types import ScopeKind
moment = now()
head = create_staff(email="{HEAD}", name_ar="مديرة", name_fr="Directrice", password="{PASSWORD}",
                    actor=SYSTEM, now=moment)
grant_role(staff_id=head.pk, role=Role.HEAD, scope=Scope(ScopeKind.SCHOOL, school_by_code(CODE).pk),
           valid_from=local_date(moment) - timedelta(days=1), actor=SYSTEM, now=moment)
"""

pytestmark = pytest.mark.skipif(
    not LIST.exists(), reason="the ministry's real list is not beside the checkout (../shared/data)"
)


def run(product: Product, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a console command beside the running product."""
    return subprocess.run(
        [sys.executable, "-m", "config.cli", *arguments], cwd=ROOT, env=product.environment,
        capture_output=True, text=True,
    )  # fmt: skip


def test_the_real_list_is_imported_and_serves(
    product: Product, open_browser: Callable[..., Page], tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    first = run(product, "import", "schools", str(LIST), "--report", str(report))
    assert first.returncode == 1, first.stderr  # two lines of the list have no name at all
    told = json.loads(report.read_text())
    with LIST.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    rows = len(listed)
    assert told["created"] == rows - 2
    assert [finding["code"] for finding in told["rejected"]] == ["missing_name"] * 2
    again = run(product, "import", "schools", str(LIST), "--report", str(report))
    assert json.loads(report.read_text())["unchanged"] == rows - 2, again.stderr

    school = next(row for row in listed if row["name_ar"] == "المنظر الجميل")
    made = run(
        product, "shell", "-v", "0", "-c", MAKE_HEAD.replace("CODE", repr(school["school_ref"]))
    )
    assert made.returncode == 0, made.stderr

    mother = Mother(open_browser(PHONE), "ar", looks=False)
    mother.prove_phone(product, "0612777001", "+212612777001")
    mother.start()
    mother.answer_pages(CHILD, "أكدال الرياض", locality="", locality_text="حي الرياض")
    mother.fill(school_search="المنظر الجميل")
    mother.press("main button[value=search]")
    of_her_commune = mother.page.locator("label.choice", has_text="المنظر الجميل").filter(
        has_text="أكدال الرياض"
    )
    of_her_commune.locator("input[name=school]").first.check()
    mother.save()
    number = mother.send()
    assert "المنظر الجميل" in mother.words

    head = Head(open_browser(DESKTOP), "ar", looks=False)
    head.sign_in(HEAD)
    head.find(number)
    head.accept()
    answer = product.next_message("+212612777001", 2)
    assert number in answer
    assert "المنظر الجميل" in answer


CHILD = {
    "birth_date": "03/05/2020", "level": "primary_1", "child_first_name_ar": "نور",
    "child_family_name_ar": "الفاسي", "child_first_name_lat": "Nour", "child_family_name_lat": "El Fassi",
    "child_sex": "female", "birth_place": "الرباط",
}  # fmt: skip
