"""Writing files and folders that belong to the server's account, safely also as root.

What the server's account may write, it may also replace by a link. Root therefore never opens an
existing name for writing, and never changes a folder by its name.
"""

import os
from pathlib import Path

from .account import Account
from .errors import PostgresError


def write_owned(account: Account, path: Path, text: str) -> None:
    """Replace a file whole: a crash leaves the old one or the new one, never half of one."""
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(unfinished, flags, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fchown(file.fileno(), account.uid, account.gid)
        os.fsync(file.fileno())
    unfinished.replace(path)


def make_private(account: Account, folder: Path) -> None:
    """Make a folder that only the account (and root) can enter.

    Raises `PostgresError` when something else holds that name, as anybody may do in /tmp.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise PostgresError(f"{folder} is not a folder of {account.name!r}: remove it.") from error
    try:
        if os.fstat(descriptor).st_uid not in (account.uid, os.geteuid()):
            raise PostgresError(f"{folder} does not belong to {account.name!r}: remove it.")
        os.fchown(descriptor, account.uid, account.gid)
        os.fchmod(descriptor, 0o700)
    finally:
        os.close(descriptor)
