"""Making the data folder, starting the server and ending it."""

import contextlib
import os
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from .binaries import ODD_TO_A_SHELL, Binaries
from .configuration import INITDB_OPTIONS, include_configuration, write_configuration
from .errors import PostgresError
from .places import Places, Say
from .postmaster import (
    disarm,
    end_left_behind,
    left_behind,
    live_server,
    pid_path,
)

PAUSE_S = 0.1
START_LOG_BYTES = 1_000_000
BUSY_MEMORY = "pre-existing shared memory block"


@dataclass(frozen=True)
class Patience:
    """How long each wait may last, in seconds."""

    start_s: float = 600.0
    """Long: after a crash the server first replays everything since its last checkpoint."""

    stop_s: float = 60.0
    left_behind_s: float = 60.0
    """For processes that outlived their server; asked to end after a twelfth of it."""


def data_major(data: Path) -> int | None:
    """Return the major version that made the data, or None when there are none yet."""
    try:
        return int((data / "PG_VERSION").read_text().strip())
    except FileNotFoundError:
        return None


def make_data(places: Places, binaries: Binaries, say: Say) -> None:
    """Run `initdb` beside the final name, then give it that name: never half a data folder.

    Raises `PostgresError` with what `initdb` said.
    """
    unfinished = places.data.with_name("data.new")
    if unfinished.exists():
        shutil.rmtree(unfinished)
    if places.data.exists() and any(places.data.iterdir()):
        raise PostgresError(f"{places.data} holds files that are not a database. Move them away.")
    say(f"Making a PostgreSQL {binaries.version} database in {places.data}")
    # Its parent may be closed to the account; initdb itself needs only the folder.
    unfinished.mkdir(mode=0o700)
    os.chown(unfinished, places.account.uid, places.account.gid)
    made = places.account.run([binaries.program("initdb"), "-D", unfinished, *INITDB_OPTIONS])
    if made.returncode != 0:
        raise PostgresError(f"initdb failed:\n{made.stdout.strip()}")
    include_configuration(places, unfinished)
    unfinished.rename(places.data)


def start_server(places: Places, binaries: Binaries, patience: Patience, say: Say) -> None:
    """Start the server and wait until it answers.

    Raises `PostgresError` with the end of its log when it does not.
    """
    disarm(places.account, pid_path(places.data))
    disarm(places.account, places.socket_lock)
    write_configuration(places)
    deadline = time.monotonic() + patience.left_behind_s
    ask_to_end = time.monotonic() + patience.left_behind_s / 12
    told = False
    while (complaint := _try_start(places, binaries, patience)) is not None:
        if BUSY_MEMORY not in complaint or time.monotonic() > deadline:
            raise PostgresError(_failure(places, complaint))
        if not told:
            say("Waiting for the processes of the server that crashed to end")
            told = True
        if time.monotonic() > ask_to_end:
            end_left_behind(places.data)
        time.sleep(5 * PAUSE_S)


def _try_start(places: Places, binaries: Binaries, patience: Patience) -> str | None:
    """Start once; return None when the server answers, else what it said."""
    if _sizes(places.log).get(places.start_log, 0) > START_LOG_BYTES:
        places.start_log.unlink()
    before = _sizes(places.log)
    answer = places.account.run(
        [
            binaries.program("pg_ctl"),
            "start",
            "--wait",
            f"--timeout={patience.start_s:.0f}",
            "--silent",
            f"--pgdata={_for_shell(places.data, places.data.parent)}",
            f"--log={_for_shell(places.start_log, places.data.parent)}",
        ],
        places.data.parent,
    )
    if answer.returncode == 0:
        return None
    return answer.stdout + _added(places.log, before)


def _for_shell(path: Path, folder: Path) -> Path:
    """Return a path as pg_ctl may hand it to a shell: relative when its folder's name is odd."""
    return path.relative_to(folder) if ODD_TO_A_SHELL.search(str(path)) else path


def _failure(places: Places, complaint: str) -> str:
    left = left_behind(places.data)
    if BUSY_MEMORY in complaint and left:
        numbers = " ".join(str(number) for number in left)
        return (
            f"Processes of the server that crashed are still at work: {numbers}. "
            f"End them (kill {numbers}) and start again."
        )
    said = "\n".join(complaint.splitlines()[-12:])
    return f"PostgreSQL did not start. Its logs are in {places.log}; it said:\n{said}"


def _sizes(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_size for path in folder.iterdir()}


def _added(folder: Path, before: dict[Path, int]) -> str:
    """Return what was written to the logs of a folder since their sizes were taken."""
    said = b""
    for path, size in _sizes(folder).items():
        with path.open("rb") as log:
            # A log begun anew, as each is after a week, is shorter than it was.
            log.seek(before.get(path, 0) if size >= before.get(path, 0) else 0)
            said += log.read()
    return said.decode(errors="replace")


def wait_until_gone(data: Path, patience_s: float) -> bool:
    """Wait for a server that is stopping; tell whether it is gone."""
    deadline = time.monotonic() + patience_s
    while live_server(data) is not None:
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE_S)
    return True


def stop_server(data: Path, patience: Patience, say: Say) -> bool:
    """End the server, cutting its connections; return whether there was one.

    Raises `PostgresError` when it does not end even when told to do so at once.
    """
    server = live_server(data)
    if server is None:
        return False
    # PostgreSQL's own meanings: SIGINT is its fast stop, SIGQUIT its immediate one, from which
    # it recovers at the next start as from a crash.
    for number, patience_s in ((signal.SIGINT, patience.stop_s), (signal.SIGQUIT, 10.0)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(server.pid, number)
        if wait_until_gone(data, patience_s):
            return True
        say("PostgreSQL has not stopped yet: stopping it at once")
    raise PostgresError(f"PostgreSQL (process {server.pid}) does not stop.")
