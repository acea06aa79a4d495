"""The embedded server after kill -9: nothing acknowledged is lost, and it starts again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tasjil.core.postgres import PostgresError
from tasjil.core.postgres.postmaster import left_behind, live_server, pid_path

from .conftest import MakeCluster, kill_all, python, wait_for

pytestmark = pytest.mark.slow

WRITE = """
import sys, psycopg
with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    for number in range(100_000):
        connection.execute("INSERT INTO rows VALUES (%s)", [number])
        print(number, flush=True)
"""


def rewrite_pid(data: Path, number: int) -> None:
    lines = pid_path(data).read_text().splitlines(keepends=True)
    pid_path(data).write_text("".join([f"{number}\n", *lines[1:]]))


def test_every_acknowledged_row_survives_a_kill_of_everything(make_cluster: MakeCluster) -> None:
    cluster = make_cluster()
    for _round in range(3):
        server = cluster.ensure_running()
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS rows (number int)")
            connection.execute("TRUNCATE rows")
        writer = python(WRITE, server.url)
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(0.2)
        assert len(kill_all(server.data)) > 1
        with writer:  # not `communicate`: it would miss what `readline` read ahead
            acknowledged = len([first, *writer.stdout])
        again = make_cluster().ensure_running()
        assert again.started_here
        with psycopg.connect(again.url) as connection:
            kept = connection.execute("SELECT count(*) FROM rows").fetchone()
        assert kept is not None
        assert acknowledged > 0
        # One more may have been committed whose answer never reached the writer.
        assert kept[0] in (acknowledged, acknowledged + 1)


def test_postmaster_alone_killed_under_load(make_cluster: MakeCluster) -> None:
    server = make_cluster().ensure_running()
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE rows (number int)")
    writer = python(WRITE, server.url)
    time.sleep(0.3)
    os.kill(server.pid, signal.SIGKILL)
    again = make_cluster().ensure_running()
    assert again.started_here
    assert again.pid != server.pid
    writer.communicate(timeout=20)


def test_a_backend_that_outlived_its_server_is_ended_first(make_cluster: MakeCluster) -> None:
    server = make_cluster().ensure_running()
    # Busy, this backend does not notice that its server is gone.
    busy = python(
        "import sys, psycopg\n"
        "connection = psycopg.connect(sys.argv[1])\n"
        "print('ready', flush=True)\n"
        "connection.execute('SELECT count(*) FROM generate_series(1, 4000000000)')\n",
        server.url,
    )
    assert busy.stdout is not None
    busy.stdout.readline()
    time.sleep(0.3)
    os.kill(server.pid, signal.SIGKILL)
    wait_for(lambda: live_server(server.data) is None)
    assert left_behind(server.data)
    said: list[str] = []
    again = make_cluster(say=said.append).ensure_running()
    assert again.started_here
    assert said == ["Waiting for the processes of the server that crashed to end"]
    busy.kill()
    busy.communicate()


@pytest.mark.parametrize("taken_by", ["other program", "nobody", "uncollected child"])
def test_a_number_taken_by_something_else_does_not_block_the_start(
    make_cluster: MakeCluster, taken_by: str
) -> None:
    server = make_cluster().ensure_running()
    kill_all(server.data)
    other = subprocess.Popen(["sleep", "60"], user=server.data.stat().st_uid, cwd="/")
    rewrite_pid(server.data, other.pid)
    if taken_by != "other program":
        other.kill()
    if taken_by == "nobody":
        other.wait()
    try:
        assert make_cluster().ensure_running().started_here
    finally:
        other.kill()
        other.wait()


def test_an_empty_pid_file_does_not_block_the_start(make_cluster: MakeCluster) -> None:
    server = make_cluster().ensure_running()
    kill_all(server.data)
    pid_path(server.data).write_text("")
    assert make_cluster().ensure_running().started_here


def test_the_pid_file_of_a_live_server_is_left_alone(make_cluster: MakeCluster) -> None:
    server = make_cluster().ensure_running()
    before = pid_path(server.data).read_text()
    assert not make_cluster().ensure_running().started_here
    assert pid_path(server.data).read_text() == before


def test_a_frozen_server_is_reported_not_replaced(
    make_cluster: MakeCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tasjil.core.postgres import launch, provision

    monkeypatch.setattr(provision, "TIMEOUT_S", 2)
    server = make_cluster().ensure_running()
    os.kill(server.pid, signal.SIGSTOP)
    try:
        impatient = make_cluster(patience=launch.Patience(start_s=1.0))
        with pytest.raises(PostgresError, match=f"process {server.pid}"):
            impatient.ensure_running()
    finally:
        os.kill(server.pid, signal.SIGCONT)


def test_an_interrupted_initdb_is_begun_anew(make_cluster: MakeCluster, home: Path) -> None:
    half = home / "postgres/data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    (home).chmod(0o755)
    assert make_cluster().ensure_running().started_here
    assert not half.exists()


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(
    make_cluster: MakeCluster, home: Path, choice: str
) -> None:
    code = (
        "import os, signal, sys\n"
        "from tasjil.core.postgres import Cluster\n"
        "Cluster(sys.argv[1], choice=sys.argv[2], say=lambda _: None).ensure_running()\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "os.killpg(0, signal.SIGINT)\n"
    )
    command = [sys.executable, "-c", code, str(home), choice]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(command, env=environment, start_new_session=True, check=True, timeout=60)
    time.sleep(0.3)
    assert make_cluster().status().running
