"""What tests about telling people share: facts, gateways on ports of their own, a worker."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection

from tasjil.accounts.types import Channel
from tasjil.applications.selectors import MessageFacts
from tasjil.core import outbox
from tasjil.messaging import jobs
from tasjil.messaging.models import Delivery

PHONE, MAILBOX = "+212612344127", "family@example.org"
ROOT = Path(__file__).resolve().parent.parent.parent

FACTS = MessageFacts(
    number="7K4P-29M3",
    child_first_name="سلمى",
    school_name_ar="مدرسة الأمل",
    school_name_fr="École Al Amal",
    directorate_name_ar="المديرية الإقليمية: الرباط",
    directorate_name_fr="Direction provinciale : Rabat",
    due_on=date(2027, 5, 15),
    ground_ar="بلغت المؤسسة طاقتها الاستيعابية",
    ground_fr="L'établissement a atteint sa capacité d'accueil",
    decision_text="توجد مقاعد في مدرسة النور القريبة منكم",
    question="نرجو تصحيح تاريخ الازدياد",
    language="ar",
    recipients=((Channel.SMS, PHONE), (Channel.EMAIL, MAILBOX)),
    waiting_position=None,
)


def facts(**changes: Any) -> MessageFacts:
    """Return the facts of a request, with some of them changed."""
    return replace(FACTS, **changes)


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], bool], *, seconds: float = 20) -> None:
    """Wait until a condition holds. Raises AssertionError when it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def drain_all() -> None:
    """Deliver every waiting event of the outbox to its subscribers."""
    while outbox.drain():
        pass


def forget_jobs() -> None:
    """Empty the worker's tables: Django does not manage them, so it does not flush them either."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def attempt(delivery_id: UUID, monkeypatch: Any, *, at: datetime) -> Delivery:
    """Run the worker's job for a delivery at an instant; return the delivery as it then stands."""
    monkeypatch.setattr(jobs, "clock_now", lambda: at)
    jobs.send_delivery(str(delivery_id))
    return Delivery.objects.get(pk=delivery_id)


@contextmanager
def worker(**environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a real worker on the test's database; kill it at the end if it still runs."""
    at = connection.settings_dict
    where = {**at["OPTIONS"], **{k.lower(): at[k] for k in ("HOST", "PORT") if at[k]}}
    place = urlencode({"host": where["host"], "port": where["port"]})  # perhaps a socket's folder
    url = f"postgresql://{at['USER']}:{at['PASSWORD']}@/{at['NAME']}?{place}"
    command = [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", "4"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(
                [str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
            ),
            "TASJIL_DATABASE_URL": url,
            **environment,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
