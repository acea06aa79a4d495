"""Where the embedded database keeps its files, and which of them its account can reach.

Under the home folder: `postgres/data` (the data), `postgres/log`, `postgres/run` (the socket), and
two lock files. Two things may lie elsewhere: the socket, whose path may have 107 bytes at most,
and, when root runs Tasjil from a folder that the server's account cannot enter, everything but the
locks; the file `postgres/location` then says where.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .account import Account, choose_account
from .errors import PostgresError
from .files import make_private

LONGEST_SOCKET_PATH = 107
SOCKET_NAME = ".s.PGSQL.5432"
SHARED_ROOT = Path("/var/lib")
SHORTEST_TEMPORARY = Path("/tmp")  # noqa: S108 - `make_private` checks whose folder it is

Say = Callable[[str], None]


@dataclass(frozen=True)
class Places:
    """The folders of one embedded database, and the account that owns them."""

    account: Account
    data: Path
    log: Path
    run: Path

    @property
    def start_log(self) -> Path:
        """Return the file that receives what the server says before its own log is open."""
        return self.log / "start.log"

    @property
    def socket_lock(self) -> Path:
        """Return the file in which a server says that it uses the socket."""
        return self.run / f"{SOCKET_NAME}.lock"


def base_of(home: Path) -> Path:
    """Return the folder under home for the database, made if missing.

    Raises `PostgresError` when it cannot be made.
    """
    base = home / "postgres"
    try:
        # Others may pass through, not look: the account that root hands the server to must.
        home.mkdir(mode=0o711, parents=True, exist_ok=True)
        base.mkdir(mode=0o711, exist_ok=True)
    except OSError as error:
        raise PostgresError(
            f"The folder {base} cannot be made ({error.strerror}). "
            "Set TASJIL_HOME to a folder this account may write."
        ) from error
    return base


def find_places(base: Path, say: Say) -> Places:
    """Decide where everything lies and make the folders, telling the operator what is unusual.

    Raises `PostgresError` when no place fits.
    """
    pointer = base / "location"
    moved = _pointed(pointer)
    root = moved or base
    owner = _owner(root / "data")
    account = choose_account(owner)
    closed = account.first_closed(root) if account.switched else None
    if closed is not None:
        if moved is not None or owner is not None:
            raise PostgresError(
                f"The account {account.name!r}, which owns the database's files, cannot enter "
                f"{closed}. Let it pass (chmod o+x {closed}) and start again."
            )
        root = _elsewhere(base, pointer, account, closed, say)
    log, run = root / "log", _run_directory(root)
    for folder in (log, run):
        make_private(account, folder)
    return Places(account, root / "data", log, run)


def _pointed(pointer: Path) -> Path | None:
    """Return where the data were put when home was out of the account's reach."""
    try:
        place = Path(pointer.read_text().strip())
    except FileNotFoundError:
        return None
    if not (place / "data").is_dir():
        raise PostgresError(
            f"{pointer} says that the data are in {place}, but they are not there. Bring them "
            f"back, or remove {pointer} to begin with an empty database."
        )
    return place


def _elsewhere(base: Path, pointer: Path, account: Account, closed: Path, say: Say) -> Path:
    """Choose a folder outside home that the account can reach, and leave a note of it in home."""
    place = SHARED_ROOT / f"tasjil-{_short_hash(base)}"
    try:
        place.mkdir(mode=0o711, exist_ok=True)
        # The note comes after the data folder: a note without data means that data were lost.
        make_private(account, place / "data")
        pointer.write_text(f"{place}\n")
    except OSError as error:
        raise PostgresError(
            f"The account {account.name!r} cannot enter {closed}, and {place} cannot be used "
            f"instead ({error.strerror}). Set TASJIL_HOME to a folder every account can enter."
        ) from error
    say(
        f"PostgreSQL runs as {account.name!r}, which cannot enter {closed}: "
        f"the data are kept in {place} (noted in {pointer})."
    )
    return place


def _run_directory(root: Path) -> Path:
    """Return the folder of the socket: beside the data, or a short one if that path is too long."""
    beside = root / "run"
    if _fits(beside):
        return beside
    name = f"tasjil-{_short_hash(root)}"
    short = Path(tempfile.gettempdir()) / name
    return short if _fits(short) else SHORTEST_TEMPORARY / name


def _fits(folder: Path) -> bool:
    # Plain characters only: the path goes into a list setting and into an address.
    path = os.fsencode(folder / SOCKET_NAME)
    plain = re.fullmatch(rb"[A-Za-z0-9_./+-]+", path) is not None
    return plain and len(path) <= LONGEST_SOCKET_PATH


def _owner(folder: Path) -> int | None:
    try:
        return folder.stat().st_uid
    except FileNotFoundError:
        return None


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
