"""What phones and mailboxes received: one JSON object a line, in TASJIL_HOME/demo-inbox.jsonl."""

import json
import os
import threading
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Received:
    """A message as it arrived. `sent_at` is RFC 3339 in UTC; the key of the delivery or ''."""

    to: str
    channel: str
    text: str
    sent_at: str
    delivery_id: str


class Inbox:
    """The file, and the keys that are in it: a repeated key is known also after a restart."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._keys = {row.delivery_id for row in read_inbox(path) if row.delivery_id}
        path.parent.mkdir(parents=True, exist_ok=True)

    def receive(self, *, to: str, channel: str, text: str, key: str, now: datetime) -> bool:
        """Write a message down; return False, and do nothing, when its key came before."""
        with self._lock:
            if key and key in self._keys:
                return False
            row = Received(to, channel, text, now.isoformat().replace("+00:00", "Z"), key)
            _append(self._path, json.dumps(asdict(row), ensure_ascii=False))
            self._keys.add(key)
            return True


def read_inbox(path: Path) -> list[Received]:
    """Return what was received, the oldest first; a line torn by a crash is left out."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            found.append(Received(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found


def _append(path: Path, line: str) -> None:
    # One write in append mode: lines of several processes do not mix. The line break comes
    # first, so that a line torn by a crash does not swallow the next one.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, f"\n{line}".encode())
    finally:
        os.close(handle)
