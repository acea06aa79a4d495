"""`make bench`: submissions against pgbench, pages against a bare answer of the same server."""

import contextlib
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench import loads

WEB_APPLICATION = "tasjil.console.web:application"

HERE = Path(__file__).parent
ROUNDS = 3
WARM_UP_S = 1.0


def main() -> int:
    """Measure and print; 0 when every target is met."""
    missing = loads.missing_tools()
    if missing:
        print(f"To measure, install: {', '.join(missing)} (Debian: apt-get install wrk).")
        return 2
    with tempfile.TemporaryDirectory(prefix="tasjil-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ |= {
            "TASJIL_HOME": folder, "TASJIL_LOG_LEVEL": "ERROR", "TASJIL_HTTPS": "0",
            "TASJIL_SECRET_KEY": secrets.token_hex(32), "TASJIL_ALLOWED_HOSTS": "127.0.0.1",
        }  # fmt: skip
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        from tasjil.core.postgres import Cluster

        cluster = Cluster(Path(folder))
        os.environ["TASJIL_DATABASE_URL"] = cluster.ensure_running().url
        try:
            return measure(Path(folder))
        finally:
            cluster.stop()


def measure(folder: Path) -> int:
    """Lay the world, run each load in turn with its reference, print medians as ratios."""
    import django

    django.setup()
    from django.core.management import call_command

    from bench import world
    from tasjil.core.clock import now

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    made = world.make(now())
    url = os.environ["TASJIL_DATABASE_URL"]
    cookie = made.cookies[0][1]
    form = f"/ar/apply/requests/{made.untouched}/parents"
    filled = f"/ar/apply/requests/{made.cookies[0][0]}/parents"
    home: list[float] = []
    door: list[float] = []
    page: list[float] = []
    again: list[float] = []
    sent: list[float] = []
    with server("bench.bare:factory") as bare, server(WEB_APPLICATION) as product:
        for round_ in range(ROUNDS):
            base = loads.wrk(bare)
            home.append(loads.wrk(f"{product}/ar/") / base)
            door.append(loads.wrk(product + "/ar/apply/", cookie=world.SEAL) / base)
            page.append(loads.wrk(product + form, cookie=made.cookie) / base)
            again.append(loads.wrk(product + filled, cookie=cookie) / base)
            reference = loads.pgbench(url, made.pgbench)
            ours = submissions(product, folder, made.cookies[1 + round_ :: ROUNDS])
            sent.append(ours / reference)
            print(
                f"  round {round_ + 1}: bare {base:.0f}/s, pgbench {reference:.0f}/s, sent {ours:.0f}/s"
            )
    lines = [("home page / bare answer", home, 0.05),
             ("sign-in form / bare answer", door, 0.05),
             ("draft's page, first / bare", page, 0.05), ("draft's page, filled / bare", again, 0.0),
             ("submission / pgbench", sent, 0.10)]  # fmt: skip
    for name, ratios, target in lines:
        middle = statistics.median(ratios)
        word = "ok" if middle >= target else "BELOW TARGET"
        print(
            f"{name:28} {middle:6.1%}   (rounds {', '.join(f'{r:.1%}' for r in ratios)}; target {target:.0%}) {word}"
        )
    return int(any(statistics.median(ratios) < target for _, ratios, target in lines))


def submissions(product: str, folder: Path, cookies: list[tuple[int, str]]) -> float:
    """Send prepared drafts by their real final POST; return how many were stored per second."""
    from bench.world import TOKEN
    from tasjil.applications.models import Application

    lines = [
        f"/ar/apply/requests/{draft}/review\t{cookie}\tcsrfmiddlewaretoken={TOKEN}\n"
        for draft, cookie in cookies
    ]
    prepared = folder / "requests.txt"
    prepared.write_text("".join(lines))
    ids = [draft for draft, _ in cookies]
    stored = Application.objects.filter(pk__in=ids, state="submitted")
    before, started = stored.count(), time.perf_counter()
    loads.wrk(product, script=HERE / "send.lua", requests=prepared)
    elapsed = time.perf_counter() - started
    gained = stored.count() - before
    if gained >= len(ids):
        print("  (every prepared draft was sent: the figure is a lower bound)")
    return gained / min(elapsed, loads.SECONDS)


@contextlib.contextmanager
def server(application: str) -> Iterator[str]:
    """Run the product's web server, with its own options, on another application."""
    from tasjil.console.programs import WebOptions, web_command

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = list(web_command(WebOptions("127.0.0.1", port, workers=2, threads=8)))
    command[command.index(WEB_APPLICATION)] = application
    process = subprocess.Popen(command, env={**os.environ, "PORT": str(port)}, cwd=HERE.parent)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address + ("/healthz" if application == WEB_APPLICATION else "/"))
        time.sleep(WARM_UP_S)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"no answer at {address}")


if __name__ == "__main__":
    sys.exit(main())
