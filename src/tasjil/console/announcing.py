"""Finding out whether an address is free, and saying when the product answers on it."""

import http.client
import socket
import threading
import time
from collections.abc import Callable, Sequence

LOOK_S = 0.1
COMPLAIN_AFTER_S = 60.0
SERVER_ERROR = 500


def reachable_host(host: str) -> str:
    """Return where this machine reaches a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def wait_until_free(
    host: str, port: int, patience_s: float, *, say: Callable[[str], None] = lambda line: None
) -> bool:
    """Wait until a server could listen there; tell whether it can, and `say` that one waits.

    Right after a crash the programs of the run before may still be ending.
    """
    deadline = time.monotonic() + patience_s
    told = False
    while not _is_free(host, port):
        if time.monotonic() > deadline:
            return False
        if not told:
            say(f"Port {port} is in use; waiting up to {patience_s:.0f} s for it.")
            told = True
        time.sleep(LOOK_S)
    return True


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


class Announcer(threading.Thread):
    """Says the lines once the product answers, and complains once when that takes long."""

    def __init__(
        self,
        host: str,
        port: int,
        lines: Sequence[str],
        *,
        say: Callable[[str], None],
        complain: Callable[[str], None],
    ) -> None:
        super().__init__(name="announcer", daemon=True)
        self._host, self._port = reachable_host(host), port
        self._lines = lines
        self._say, self._complain = say, complain
        self._stopping = threading.Event()

    def run(self) -> None:
        """Ask until there is an answer."""
        late = time.monotonic() + COMPLAIN_AFTER_S
        complained = False
        while not self._answers():
            if self._stopping.wait(LOOK_S):
                return
            if not complained and time.monotonic() > late:
                complained = True
                self._complain("The web server does not answer yet; the lines above say why.")
        for line in self._lines:
            self._say(line)

    def stop(self) -> None:
        """Stop asking."""
        self._stopping.set()
        self.join()

    def _answers(self) -> bool:
        try:
            connection = http.client.HTTPConnection(self._host, self._port, timeout=5)
            try:
                connection.request("GET", "/healthz")
                # A refusal is an answer too: the host names in use may not include this one.
                return connection.getresponse().status < SERVER_ERROR
            finally:
                connection.close()
        except (OSError, http.client.HTTPException):
            return False
