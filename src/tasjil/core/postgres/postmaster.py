"""Reading `postmaster.pid`, and telling a live server from what a crash left behind.

PostgreSQL's own check asks only whether some process has the number in the file. After a crash
that number may belong to another program, or to a dead process nobody has collected, and the
server then refuses to start for ever. The rules here:

* a server is alive when the process of that number is a PostgreSQL process working in that folder;
* the file of a live server is never touched;
* the file of a dead one is not removed either: its number is replaced by one that no process can
  have, so that PostgreSQL still checks for itself that no process of the dead server is left;
* the lock beside the socket holds the same number and is treated alike.
"""

import contextlib
import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .files import write_owned

PROC = Path("/proc")
NEVER_A_PROCESS = 2**31 - 1


@dataclass(frozen=True)
class PidFile:
    """What a server says of itself in `postmaster.pid`; lines come one after the other."""

    pid: int
    socket_directory: Path | None
    accepts: bool


def pid_path(data: Path) -> Path:
    """Return where a server working in `data` writes its number."""
    return data / "postmaster.pid"


def read_pid_file(data: Path) -> PidFile | None:
    """Return the content of the pid file, or None when there is none or it is empty."""
    try:
        lines = pid_path(data).read_text().splitlines()
        pid = abs(int(lines[0]))
    except (FileNotFoundError, IndexError, ValueError):
        return None
    directory = lines[4].strip() if len(lines) > 4 else ""
    accepts = len(lines) > 7 and lines[7].strip() == "ready"
    return PidFile(pid, Path(directory) if directory else None, accepts)


def live_server(data: Path) -> PidFile | None:
    """Return the pid file when its server is alive, whether or not it answers yet."""
    found = read_pid_file(data)
    return found if found is not None and works_in(found.pid, data) else None


def works_in(pid: int, data: Path) -> bool:
    """Tell whether a process is PostgreSQL at work in `data`.

    Where the system has no /proc the folder cannot be seen, and any PostgreSQL counts: better a
    server not started than one started twice.
    """
    if not PROC.joinpath("self").exists():
        command = ["ps", "-p", str(pid), "-o", "comm="]
        answer = subprocess.run(  # noqa: S603 - a list, no shell
            command, capture_output=True, text=True, check=False
        )
        return "postgres" in answer.stdout
    process = PROC / str(pid)
    try:
        # A process that ended but was not collected yet has no folder, and so is not alive.
        name = (process / "comm").read_text()
        return name.startswith("postgres") and (process / "cwd").samefile(data)
    except OSError:
        return False


def left_behind(data: Path) -> list[int]:
    """Return the numbers of all PostgreSQL processes at work in `data` (none without /proc)."""
    if not PROC.joinpath("self").exists():
        return []
    numbers = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    return [number for number in numbers if works_in(number, data)]


def end_left_behind(data: Path) -> list[int]:
    """Ask the processes that outlived their dead server to end; return their numbers.

    A backend busy with a long query does not notice by itself that its server is gone.
    """
    numbers = left_behind(data)
    for number in numbers:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(number, signal.SIGTERM)
    return numbers


def disarm(account: Account, path: Path) -> None:
    """Make a lock file of a dead server name no process; the caller holds the launcher's lock."""
    try:
        lines = path.read_text().splitlines(keepends=True)
    except FileNotFoundError:
        return
    write_owned(account, path, "".join([f"{NEVER_A_PROCESS}\n", *lines[1:]]))
