"""What people do, in the words of the scenarios: a mother on her phone, a head at her desk."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Product, axe, overflows

PASSWORD = "tasjil-demonstration"


@dataclass
class Person:
    """Somebody with a browser. Each page they meet is looked at with axe when scripts may run."""

    page: Page
    language: str
    looks: bool
    faults: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open an address under the language."""
        self.page.goto(f"/{self.language}/{path}")
        self.look()

    def press(self, selector: str) -> None:
        """Press a button or follow a link, then look at the page that comes."""
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state("load")
        self.look()

    def look(self) -> None:
        """Note what is wrong with the page: axe's faults, sideways scrolling, a wrong direction."""
        html = self.page.locator("html")
        expect(html).to_have_attribute("dir", "rtl" if self.language == "ar" else "ltr")
        expect(html).to_have_attribute("lang", self.language)
        self.seen.append(re.sub(r"[A-Z0-9]{4}-[A-Z0-9]{4}|\d+", "…", urlsplit(self.page.url).path))
        self.keep_picture()
        if self.looks:
            where = self.seen[-1]
            self.faults += [f"{where}: {fault}" for fault in axe(self.page)]
            if overflows(self.page):
                self.faults.append(f"{where}: wider than the screen")

    def fill(self, **answers: str) -> None:
        """Answer fields by name: text, choices, ticks."""
        for name, value in answers.items():
            control = self.page.locator(f"[name={name}]")
            kind = control.first.evaluate("e => e.type || e.tagName") if self.looks else None
            kind = kind or control.first.get_attribute("type") or "text"
            if kind == "radio":
                self.page.locator(f"[name={name}][value='{value}']").check()
            elif kind == "checkbox":
                control.check()
            elif self.page.locator(f"select[name={name}]").count():
                control.select_option(value)
            else:
                control.fill(value)

    def keep_picture(self) -> None:
        """Keep a picture of the page when `make screens` asks for them."""
        folder = os.environ.get("TASJIL_SCREENS")
        if folder and self.page.viewport_size:
            place = self.seen[-1].strip("/").replace("/", "_")
            name = f"{place}-{self.page.viewport_size['width']}.png"
            self.page.screenshot(path=Path(folder) / name, full_page=True)

    @property
    def words(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()


class Mother(Person):
    """She has a phone and about five minutes."""

    def prove_phone(self, product: Product, typed: str, e164: str) -> None:
        """Sign in with a one-time code that arrives by SMS."""
        already = len(product.messages(e164))
        self.go("")
        self.press("main a[href$='/apply/']")
        self.fill(contact=typed)
        self.press("main form button[type=submit]")
        code = re.search(r"\b(\d{6})\b", product.next_message(e164, already))
        assert code is not None
        self.fill(code=code[1])
        self.press("main form button[type=submit]")

    def start(self) -> None:
        """Begin a request."""
        self.press("main form[action$='/requests/new'] button")

    def answer_pages(self, child: dict[str, str], commune: str, locality: str, **home: str) -> None:
        """Fill in the five pages, saving each."""
        self.fill(**child)
        self.save()
        self.fill(
            civil_status_kind="classic",
            act_number=child_act(child),
            act_year="2020",
            civil_office="الدار البيضاء أنفا",
        )
        self.save()
        self.fill(
            mother_status="living", mother_first_name="فاطمة", mother_family_name="بناني",
            father_status="living", father_first_name="يوسف", father_family_name="العلوي",
            guardian_capacity="mother", guardian_id_kind="cnie", guardian_id_number="AB 123456",
        )  # fmt: skip
        self.save()
        self.fill(commune=commune)
        self.press("main button[value=choose]")
        if self.page.locator("input[type=radio][name=commune]").count():
            self.page.locator("input[type=radio][name=commune]").first.check()
            self.press("main button[value=choose]")
        self.fill(**({"locality": locality} if locality else {}), **home)
        self.save()

    def save(self) -> None:
        """Press the main button of a page of the form."""
        self.press("main form .actions button.btn-go")

    def choose_proposed_school(self) -> None:
        """Take the school that is proposed first."""
        self.page.locator(
            "input[type=radio][name=school], input[type=radio][name=school_wish]"
        ).first.check()
        self.save()

    def send(self) -> str:
        """Send, and return the number on the receipt."""
        self.press("main form[action$='/review'] button.btn-go")
        number = re.search(r"\b[2-9A-Y]{4}-[2-9A-Y]{4}\b", self.words)
        assert number is not None, self.words
        return number[0]


class Head(Person):
    """She decides at her desk, or on her phone."""

    def sign_in(self, email: str) -> None:
        """Sign in with e-mail and password."""
        self.go("staff/sign-in")
        self.fill(email=email, password=PASSWORD)
        self.press("main form button[type=submit]")

    def find(self, number: str) -> None:
        """Look for a request by its number on the desk and open it."""
        self.fill(q=number)
        self.press("main form[role=search] button, main form:has([name=q]) button")
        self.press(f"main a[href*='{number}']")

    def accept(self) -> None:
        """Accept, after reading what the family will be told."""
        self.press("main a[href$='/accept']")
        self.press("main form .actions button.btn-go")

    def refuse(self, ground: str, text: str) -> None:
        """Refuse with a ground, read it once more, send it."""
        self.press("main a[href$='/refuse']")
        self.fill(ground=ground, decision_text=text)
        self.press("main form .actions button[value=preview]")
        self.press("main form .actions button[value=send]")


def child_act(child: dict[str, Any]) -> str:
    """A civil-status act number of the child's own."""
    return str(sum(map(ord, child["child_first_name_ar"] + child["child_family_name_lat"])))
