"""The main job, end to end, on the running product: a mother files, a head decides, she is told.

At 360 px, in Arabic and in French: without JavaScript as a phone may be, and with it so that axe
can look at every page on the way.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import DESKTOP, PHONE, ROOT, Product
from tests.journeys.people import Head, Mother

FIND = """
import json
from tasjil.accounts.models import RoleGrant
from tasjil.territory.models import Locality, School
grant = RoleGrant.objects.get(staff__email="head.city@demo.tasjil.invalid")
school = School.objects.select_related("commune").get(pk=grant.scope_id)
place = Locality.objects.filter(school=school).first()
print(json.dumps({"commune": [school.commune.name_ar, school.commune.name_fr], "locality": place.pk,
                  "school": [school.name_ar, school.name_fr], "directorate": school.directorate_id}))
"""
NAMES = {
    ("ar", False): ("سلمى", "Salma"), ("ar", True): ("آدم", "Adam"),
    ("fr", False): ("ريم", "Rim"), ("fr", True): ("إلياس", "Ilyas"),
}  # fmt: skip


def find_served(product: Product) -> dict[str, Any]:
    """Return a locality of the demonstration, its commune and the school that serves it."""
    found = subprocess.run(
        [sys.executable, "-m", "config.cli", "shell", "-v", "0", "-c", FIND], cwd=ROOT,
        env=product.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(json.loads(found.stdout.strip().splitlines()[-1]))


@pytest.fixture(scope="session")
def served(product: Product) -> dict[str, Any]:
    """What the city school of the demonstration serves."""
    return find_served(product)


@pytest.mark.parametrize("decision", ["accept", "refuse"])
@pytest.mark.parametrize("javascript", [False, True], ids=["no-script", "with-axe"])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_mother_files_and_is_answered(
    product: Product,
    open_browser: Callable[..., Page],
    served: dict[str, Any],
    language: str,
    javascript: bool,
    decision: str,
) -> None:
    tail = f"{['ar', 'fr'].index(language)}{int(javascript)}{int(decision == 'refuse')}"
    phone, e164 = f"06 12 00 0{tail[0]} {tail[1:]}", f"+212612000{tail}"
    first_ar, first_lat = NAMES[(language, javascript)]
    child = {
        "birth_date": "14/09/2020", "level": "primary_1", "child_first_name_ar": first_ar,
        "child_family_name_ar": "العلوي", "child_first_name_lat": first_lat,
        "child_family_name_lat": f"El Alaoui {'A' * (1 + (decision == 'refuse'))}",
        "child_sex": "female", "birth_place": "الدار البيضاء",
    }  # fmt: skip
    language_at = ["ar", "fr"].index(language)

    mother = Mother(
        open_browser(PHONE, javascript=javascript, language=language), language, javascript
    )
    mother.prove_phone(product, phone, e164)
    mother.start()
    mother.answer_pages(child, served["commune"][language_at], str(served["locality"]))
    assert served["school"][language_at] in mother.words
    mother.choose_proposed_school()
    number = mother.send()
    told = product.next_message(e164, 1)
    assert number in told

    head = Head(
        open_browser(DESKTOP, javascript=javascript, language=language), language, javascript
    )
    head.sign_in("head.city@demo.tasjil.invalid")
    head.find(number)
    assert first_ar in head.words
    if decision == "accept":
        head.accept()
    else:
        head.refuse(
            "school_full",
            "لا يوجد مقعد شاغر هذه السنة" if language == "ar" else "Aucune place cette année",
        )

    answer = product.next_message(e164, 2)
    assert number in answer
    ground = {"ar": "طاقتها الاستيعابية", "fr": "capacité d'accueil"}[language]
    assert (ground in answer) == (decision == "refuse")

    mother.go(f"apply/requests/{number}/")
    assert (ground in mother.words) == (decision == "refuse")

    stranger = Mother(
        open_browser(PHONE, javascript=javascript, language=language), language, javascript
    )
    stranger.go("track")
    stranger.fill(number=number, birth_date="14/09/2020")
    stranger.press("main form button[type=submit]")
    assert number in stranger.words
    assert (ground in stranger.words) == (decision == "refuse")
    assert first_ar not in stranger.words
    assert first_lat not in stranger.words

    officer = Head(
        open_browser(DESKTOP, javascript=javascript, language=language), language, javascript
    )
    officer.sign_in("officer.anfa@demo.tasjil.invalid")
    assert served["commune"][language_at] in officer.words
    officer.press(f"main a:has-text('{served['commune'][language_at]}')")
    assert served["school"][language_at] in officer.words
    assert re.search(r"\d", officer.words)

    for person in (mother, head, stranger, officer):
        assert person.faults == []
