"""Starting, sharing and stopping the embedded server."""

import os
from pathlib import Path

import psycopg
import pytest

from tasjil.core.postgres import PostgresError, embedded
from tasjil.core.postgres.places import LONGEST_SOCKET_PATH, SOCKET_NAME

from .conftest import MakeCluster, python

pytestmark = pytest.mark.slow

JOIN = """
import sys
from tasjil.core.postgres import Cluster
cluster = Cluster(sys.argv[1], choice=sys.argv[2], say=lambda _: None)
server = cluster.ensure_running()
print(server.pid, server.started_here, flush=True)
sys.stdin.readline()
print(cluster.release(), flush=True)
"""


def test_starts_an_empty_database_that_accepts_work(make_cluster: MakeCluster) -> None:
    server = make_cluster().ensure_running()
    assert server.started_here
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT current_user::text, current_database()::text").fetchone()
        assert row == ("tasjil", "tasjil")
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.execute("CREATE EXTENSION unaccent")
        connection.execute("CREATE EXTENSION btree_gist")


def test_the_application_is_no_superuser_and_sync_is_on(make_cluster: MakeCluster) -> None:
    with psycopg.connect(make_cluster().ensure_running().url) as connection:
        query = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        assert connection.execute(query).fetchone() == (False,)
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_letters_of_both_scripts_are_letters(make_cluster: MakeCluster) -> None:
    with psycopg.connect(make_cluster().ensure_running().url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        likeness = connection.execute("SELECT similarity('مدرسة الأمل', 'مدرسة الامل')").fetchone()
        assert likeness is not None
        assert likeness[0] > 0.4
        assert connection.execute("SELECT lower('ÉCOLE')").fetchone() == ("école",)
        assert connection.execute("SELECT 'Z' < 'a'").fetchone() == (True,)


def test_second_call_finds_the_same_server(make_cluster: MakeCluster) -> None:
    first = make_cluster().ensure_running()
    second = make_cluster().ensure_running()
    assert (second.pid, second.url) == (first.pid, first.url)
    assert not second.started_here


def test_stop_ends_the_server_and_a_new_start_keeps_the_data(make_cluster: MakeCluster) -> None:
    cluster = make_cluster()
    with psycopg.connect(cluster.ensure_running().url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    assert cluster.status().running
    assert cluster.stop()
    assert not cluster.status().running
    assert not cluster.stop()
    with psycopg.connect(cluster.ensure_running().url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1,)


def test_four_processes_at_once_share_one_server(
    make_cluster: MakeCluster, home: Path, choice: str
) -> None:
    processes = [python(JOIN, str(home), choice) for _ in range(4)]
    answers = [process.stdout.readline().split() for process in processes if process.stdout]
    assert len({pid for pid, _ in answers}) == 1
    assert sorted(started for _, started in answers) == ["False", "False", "False", "True"]
    stopped = []
    for process in processes:
        stopped.append(process.communicate("\n", timeout=30)[0].strip())
    # Only the last one to leave stops the server.
    assert stopped == ["False", "False", "False", "True"]
    assert not make_cluster().status().running


def test_a_process_that_was_killed_no_longer_counts(
    make_cluster: MakeCluster, home: Path, choice: str
) -> None:
    other = python(JOIN, str(home), choice)
    assert other.stdout is not None
    other.stdout.readline()
    cluster = make_cluster()
    assert not cluster.ensure_running().started_here
    other.kill()
    other.communicate()
    assert cluster.release()


def test_a_long_home_gets_a_short_socket(make_cluster: MakeCluster, home: Path) -> None:
    deep = home / ("a" * 60) / ("b" * 60)
    cluster = type(make_cluster())(deep, say=lambda _: None)
    try:
        server = cluster.ensure_running()
        assert len(os.fsencode(server.socket_directory / SOCKET_NAME)) <= LONGEST_SOCKET_PATH
        assert server.socket_directory.stat().st_mode & 0o777 == 0o700
        psycopg.connect(server.url).close()
    finally:
        cluster.stop()
    server.socket_directory.rmdir()


def test_a_home_with_odd_characters_works(make_cluster: MakeCluster, home: Path) -> None:
    cluster = type(make_cluster())(home / 'it\'s الدار, "50 %"', say=lambda _: None)
    try:
        server = cluster.ensure_running()
        psycopg.connect(server.url).close()
    finally:
        cluster.stop()
    server.socket_directory.rmdir()


def test_data_of_another_version_are_refused_by_name(make_cluster: MakeCluster, home: Path) -> None:
    cluster = make_cluster()
    cluster.ensure_running()
    cluster.stop()
    (home / "postgres/data/PG_VERSION").write_text("14\n")
    with pytest.raises(PostgresError, match=r"made by PostgreSQL 14.*version 1[5-8]"):
        cluster.ensure_running()


def test_a_start_that_fails_tells_what_the_server_said(
    make_cluster: MakeCluster, home: Path
) -> None:
    cluster = make_cluster()
    cluster.ensure_running()
    cluster.stop()
    (home / "postgres/data/local.conf").write_text("shared_buffers = 'much'\n")
    with pytest.raises(PostgresError, match="shared_buffers"):
        cluster.ensure_running()


def test_embedded_gives_the_process_its_address_and_leaves_nothing_running(
    make_cluster: MakeCluster, home: Path, choice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TASJIL_POSTGRES", choice)
    environment = {"TASJIL_HOME": str(home)}
    with embedded(environment) as server:
        assert server is not None
        assert environment["TASJIL_DATABASE_URL"] == server.url
    assert not make_cluster().status().running


def test_embedded_does_nothing_when_a_database_is_named(home: Path) -> None:
    environment = {"TASJIL_HOME": str(home), "TASJIL_DATABASE_URL": "postgresql://elsewhere/x"}
    with embedded(environment) as server:
        assert server is None
    assert not home.exists()
