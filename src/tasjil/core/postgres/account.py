"""The account of the machine that PostgreSQL runs as.

PostgreSQL refuses to run as root. Started by root, the launcher therefore hands the server to an
account that already exists on the machine; it never creates one.
"""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import PostgresError

UNPRIVILEGED = ("postgres", "nobody")
"""Accounts tried in turn when root starts the server."""


@dataclass(frozen=True)
class Account:
    """An account of the machine; `switched` when it is not the one this process runs as."""

    name: str
    uid: int
    gid: int
    switched: bool

    def run(
        self, command: Sequence[str | Path], folder: Path = Path("/")
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as this account, in a folder it can enter; return what it printed.

        Raises `PostgresError` when this process may not become that account.
        """
        try:
            return subprocess.run(  # noqa: S603 - a list, no shell
                [os.fspath(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                check=False,
                cwd=folder,
                env=clean_environment(),
                umask=0o077,
                # A new session: Ctrl-C in the terminal must not reach the server before it
                # reaches the programs that use it.
                start_new_session=True,
                user=self.uid if self.switched else None,
                group=self.gid if self.switched else None,
                extra_groups=[] if self.switched else None,
            )
        except PermissionError as error:
            if not self.switched or self._can_switch():
                raise
            raise PostgresError(
                f"This process is root but may not become the account {self.name!r}, and "
                "PostgreSQL refuses to run as root. Start Tasjil from an ordinary account."
            ) from error

    def _can_switch(self) -> bool:
        """Tell a forbidden change of account from a program the account may not execute."""
        try:
            subprocess.run(
                ["/bin/sh", "-c", ":"], user=self.uid, group=self.gid, cwd="/", check=True
            )
        except (PermissionError, subprocess.CalledProcessError):
            return False
        return True

    def can_enter(self, directory: Path) -> bool:
        """Tell whether this account can reach a directory, asking the kernel, not the modes."""
        return self.run(["/bin/sh", "-c", 'cd "$1"', "sh", directory]).returncode == 0

    def first_closed(self, directory: Path) -> Path | None:
        """Return the highest folder on the way to `directory` that this account cannot enter."""
        if self.can_enter(directory):
            return None
        for step in (*reversed(directory.parents), directory):
            if not self.can_enter(step):
                return step
        return None


def clean_environment() -> dict[str, str]:
    """Return this process's environment without what would redirect PostgreSQL's tools."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    # English messages: the launcher reads some of them.
    return {**kept, "LC_ALL": "C", "LANG": "C"}


def choose_account(data_owner: int | None) -> Account:
    """Pick the account the server runs as; `data_owner` is the owner of existing data, if any.

    Raises `PostgresError` when no fitting account exists.
    """
    if os.geteuid() != 0:
        return _own_account(data_owner)
    if data_owner is not None:
        return _account_of(data_owner)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switched=True)
    raise PostgresError(
        "PostgreSQL refuses to run as root, and this machine has neither an account 'postgres' nor "
        "'nobody'. Start Tasjil from an ordinary account, or set TASJIL_DATABASE_URL."
    )


def _own_account(data_owner: int | None) -> Account:
    uid = os.geteuid()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError as error:
        raise PostgresError(
            f"The user number {uid} has no account name on this machine, and PostgreSQL needs one. "
            "Start Tasjil from a named account, or set TASJIL_DATABASE_URL."
        ) from error
    if data_owner is not None and data_owner != uid:
        raise PostgresError(
            f"The database's files belong to user number {data_owner}, not to {entry.pw_name!r}. "
            "Start Tasjil from the account that made them (or as root), or choose another "
            "TASJIL_HOME."
        )
    return Account(entry.pw_name, uid, entry.pw_gid, switched=False)


def _account_of(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError as error:
        raise PostgresError(
            f"The database's files belong to user number {uid}, which has no account on this "
            "machine. Give them to an existing account other than root with chown."
        ) from error
    if uid == 0:
        raise PostgresError(
            "The database's files belong to root, and PostgreSQL refuses to run as root. Give "
            "them to an account such as 'postgres' with chown."
        )
    return Account(entry.pw_name, uid, entry.pw_gid, switched=True)
