"""Everything killed at once, power-cut style: what was acknowledged is there after the restart."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import PHONE, Product
from tests.journeys.people import Mother
from tests.journeys.test_main_job import find_served


@pytest.fixture
def mortal() -> Iterator[Product]:
    """A product of its own, to be killed."""
    home = Path(tempfile.mkdtemp(prefix="tasjil-mortal-"))
    home.chmod(0o755)
    product = Product(home)
    product.start()
    yield product
    if product.process is not None and product.process.poll() is None:
        product.stop()
    shutil.rmtree(home, ignore_errors=True)


def kill_everything(product: Product) -> None:
    """kill -9 the server, the worker, the simulators and PostgreSQL, without a word."""
    assert product.process is not None
    postmaster = next(product.home.rglob("postmaster.pid"))
    pid = int(postmaster.read_text().splitlines()[0])
    os.killpg(product.process.pid, signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)
    product.process.wait(10)


def phone(browser: Browser, product: Product) -> Page:
    """A phone pointed at this product."""
    page = browser.new_context(
        viewport=PHONE, java_script_enabled=False, base_url=product.url
    ).new_page()
    page.set_default_timeout(15_000)
    return page


def test_a_request_survives_the_death_of_everything(mortal: Product, browser: Browser) -> None:
    served = find_served(mortal)
    mother = Mother(phone(browser, mortal), "ar", looks=False)
    mother.prove_phone(mortal, "0612888001", "+212612888001")
    mother.start()
    child = {
        "birth_date": "01/02/2020", "level": "primary_1", "child_first_name_ar": "يونس",
        "child_family_name_ar": "الناصري", "child_first_name_lat": "Younes",
        "child_family_name_lat": "Naciri", "child_sex": "male", "birth_place": "الدار البيضاء",
    }  # fmt: skip
    mother.answer_pages(child, served["commune"][0], str(served["locality"]))
    mother.choose_proposed_school()
    number = mother.send()
    kill_everything(mortal)

    mortal.start()

    stranger = Mother(phone(browser, mortal), "ar", looks=False)
    stranger.go("track")
    stranger.fill(number=number, birth_date="01/02/2020")
    stranger.press("main form button[type=submit]")
    assert number in stranger.words
    # Killed while it was being sent, it is taken for lost after 35 s and swept within 15 more.
    told = mortal.next_message("+212612888001", 1, patience_s=90)
    assert number in told
    assert sum(number in message["text"] for message in mortal.messages("+212612888001")) == 1
    assert mortal.stop() == 0
