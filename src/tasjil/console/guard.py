"""Watching the embedded database while the product runs: started again when it was killed."""

import os
import threading
from pathlib import Path

import structlog

from tasjil.core.postgres import Cluster, PostgresError

log = structlog.get_logger(__name__)

LOOK_S = 2.0


class DatabaseGuard(threading.Thread):
    """Starts the embedded server again whenever it is gone. A single crashed connection is not
    its business: PostgreSQL recovers from that by itself."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__(name="database-guard", daemon=True)
        self._cluster = cluster
        self._stopping = threading.Event()

    def run(self) -> None:
        """Look every two seconds until stopped."""
        while not self._stopping.wait(LOOK_S):
            try:
                if not self._cluster.status().running:
                    log.error("embedded_database_gone")
                    self._cluster.ensure_running()
                    log.warning("embedded_database_started_again")
            except (PostgresError, OSError) as error:
                log.error("embedded_database_not_started", error=str(error))

    def stop(self) -> None:
        """Stop watching."""
        self._stopping.set()
        self.join()
        # Whoever started the server for this process stops it; the guard only stops using it.
        self._cluster.leave()


def guard_for(home: Path, database_url: str | None = None) -> DatabaseGuard | None:
    """Return a guard when this process works on the embedded database of `home`, else None."""
    url = database_url or os.environ.get("TASJIL_DATABASE_URL")
    if not (home / "postgres").is_dir():
        return None
    cluster = Cluster(home)
    return DatabaseGuard(cluster) if cluster.status().url == url else None
