"""Two locks between processes, both dropped by the kernel when their holder dies.

`exclusive` lets one process at a time start or stop the server. `Presence` says that a process
uses it, so that the last one to leave, and no other, stops it.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import PostgresError

PAUSE_S = 0.05


@contextmanager
def exclusive(path: Path, patience_s: float) -> Iterator[None]:
    """Hold the lock on `path`; others wait.

    Raises `PostgresError` when it is still held elsewhere after `patience_s`.
    """
    descriptor = _open(path)
    try:
        deadline = time.monotonic() + patience_s
        while not _try(descriptor, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise PostgresError(
                    f"Another process has been starting or stopping the database for more than "
                    f"{patience_s:.0f} s (it holds {path}). End it and try again."
                )
            time.sleep(PAUSE_S)
        yield
    finally:
        os.close(descriptor)


class Presence:
    """The word of this process that it uses the server."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def enter(self) -> None:
        """Say that this process uses the server."""
        if self._descriptor is None:
            descriptor = _open(self._path)
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            self._descriptor = descriptor

    def leave(self) -> bool:
        """Take the word back, and tell whether no other process uses the server."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        probe = _open(self._path)
        try:
            return _try(probe, fcntl.LOCK_EX)
        finally:
            os.close(probe)


def _open(path: Path) -> int:
    try:
        # Python closes it in child processes, so a server started meanwhile never holds it.
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except PermissionError as error:
        raise PostgresError(
            f"This account may not use the database of {path.parent.parent}. Start Tasjil from "
            "the account that made it, or choose another TASJIL_HOME."
        ) from error


def _try(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
