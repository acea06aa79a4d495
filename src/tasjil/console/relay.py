"""The thread that delivers the outbox: at once while there is work, and for ever."""

import threading
from collections.abc import Callable

import structlog
from django.db import close_old_connections, connections

log = structlog.get_logger(__name__)

IDLE_S = 0.3
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 10.0


class Relay(threading.Thread):
    """Calls `drain` again and again until stopped; no error ends it."""

    def __init__(self, drain: Callable[[], int]) -> None:
        super().__init__(name="outbox-relay", daemon=True)
        self._drain = drain
        self._stopping = threading.Event()

    def run(self) -> None:
        """Deliver until stopped."""
        failures = 0
        while not self._stopping.is_set():
            try:
                pause = 0.0 if self._drain() else IDLE_S
                failures = 0
            except Exception as error:
                # Mostly the database being away. Only the error's name: its text may hold data.
                pause = min(FIRST_WAIT_S * 2**failures, LONGEST_WAIT_S)
                failures += 1
                log.warning("outbox_relay_failed", error=type(error).__name__, again_in_s=pause)
            self._let_go()
            self._stopping.wait(pause)
        connections.close_all()

    def stop(self, patience_s: float) -> bool:
        """Ask the thread to end after the batch at hand; tell whether it did in time."""
        self._stopping.set()
        self.join(patience_s)
        return not self.is_alive()

    @staticmethod
    def _let_go() -> None:
        """Give the connection back, or drop it when it broke."""
        try:
            close_old_connections()
        except Exception as error:
            log.warning("outbox_relay_connection", error=type(error).__name__)
