"""The embedded database comes back while the product runs, without anybody's help."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasjil.console import guard as guard_module
from tasjil.console.guard import guard_for
from tasjil.core.postgres import Cluster

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="tasjil-guard-", dir="/tmp"))
    folder.chmod(0o755)
    made = Cluster(folder, say=lambda _: None)
    yield made
    made.stop()
    shutil.rmtree(folder)


def test_a_killed_server_is_started_again(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard_module, "LOOK_S", 0.1)
    server = cluster.ensure_running()
    guard = guard_for(cluster.home, server.url)
    assert guard is not None
    guard.start()
    os.kill(server.pid, signal.SIGKILL)
    deadline = time.monotonic() + 60
    while cluster.status().pid in (None, server.pid):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    guard.stop()
    # The guard no longer counts as a user of the server: the last one to leave stops it.
    assert cluster.release()


def test_a_database_elsewhere_is_nobody_s_to_guard(tmp_path: Path, cluster: Cluster) -> None:
    assert guard_for(tmp_path, "postgresql://elsewhere/x") is None
    assert not (tmp_path / "postgres").exists()
    cluster.ensure_running()
    assert guard_for(cluster.home, "postgresql://elsewhere/x") is None
