"""The running product, as its operator starts it, and a phone to use it with."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
# Without these flags Chromium tries to reach its maker.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the journeys on one worker, so that they share one product, and mark them."""
    for item in items:
        if Path(str(item.path)).is_relative_to(ROOT / "tests" / "journeys"):
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group("journeys"))


class Product:
    """`tasjil serve` in demonstration mode, in a home of its own."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        self.port, sms, mail = (_free_port() for _ in range(3))
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("TASJIL_", "DJANGO_", "PYTEST_"))},
            "TASJIL_DEMO": "1", "TASJIL_HOME": str(home), "PORT": str(self.port),
            "TASJIL_SMS_URL": f"http://127.0.0.1:{sms}/sms",
            "TASJIL_EMAIL_URL": f"smtp://127.0.0.1:{mail}?idempotent=yes",
            "TASJIL_LOG_LEVEL": "WARNING", **environment,
        }  # fmt: skip
        if choice := os.environ.get("TASJIL_POSTGRES"):
            self.environment["TASJIL_POSTGRES"] = choice
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.home / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.cli", "serve"], cwd=ROOT, env=self.environment,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        wait_until(lambda: self.answers("/readyz"), 120, "the product did not start")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop it as its operator would; return its exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(60)

    def answers(self, path: str) -> bool:
        """Whether a page answers 200."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def messages(self, to: str) -> list[dict[str, Any]]:
        """Return what a phone or mailbox received, the oldest first."""
        with urllib.request.urlopen(self.url + "/demo/messages.json", timeout=10) as answer:
            found = [m for m in json.load(answer) if m["to"] == to]
        return sorted(found, key=lambda m: m["sent_at"])

    def next_message(self, to: str, already: int, patience_s: float = 30) -> str:
        """Wait for one more message than `already` to this phone and return its text."""
        wait_until(lambda: len(self.messages(to)) > already, patience_s, f"no message came to {to}")
        return str(self.messages(to)[already]["text"])


def wait_until(true: Callable[[], bool], seconds: float, otherwise: str) -> None:
    """Wait for something to become true; fail with words."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.2)
    pytest.fail(otherwise)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """The running product; its log is shown when a journey fails to start it."""
    home = Path(tempfile.mkdtemp(prefix="tasjil-journey-"))
    home.chmod(0o755)
    running = Product(home)
    try:
        running.start()
        yield running
    finally:
        if running.process is not None and running.process.poll() is None:
            running.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, Debian's."""
    if CHROMIUM is None:
        pytest.skip("no chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_browser(browser: Browser, product: Product) -> Iterator[Callable[..., Page]]:
    """Open a fresh browser on a device, with or without JavaScript, in a language."""
    contexts: list[BrowserContext] = []

    def open_(
        viewport: dict[str, int] = PHONE, *, javascript: bool = False, language: str = "ar"
    ) -> Page:
        context = browser.new_context(
            viewport=viewport, java_script_enabled=javascript, base_url=product.url,
            locale={"ar": "ar-MA", "fr": "fr-MA"}[language], device_scale_factor=2 if viewport is PHONE else 1,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_
    for context in contexts:
        context.close()


def axe(page: Page) -> list[str]:
    """Return what axe finds on the page, one line a fault. Needs JavaScript in the page."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: make static")
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"{v['id']}: {v['help']}: {node['target']}"
        for v in found["violations"]
        for node in v["nodes"]
    ]


def overflows(page: Page) -> bool:
    """Whether the page is wider than the screen: a phone would have to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"))
