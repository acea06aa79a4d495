"""The console command before anything runs: what is missing is said in one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tasjil(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {"PATH": os.environ["PATH"], "TASJIL_HOME": str(home), **environment}
    return subprocess.run(
        [sys.executable, "-m", "config.cli", *arguments], cwd=ROOT, env=bare, capture_output=True,
        text=True, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "TASJIL_SECRET_KEY is not set"),
        ({"TASJIL_SECRET_KEY": "a"}, "too short"),
        (
            {"TASJIL_SECRET_KEY": "demonstration-only-this-key-is-public-and-protects-nothing"},
            "may not be used",
        ),
        ({"TASJIL_SECRET_KEY": "s" * 40, "TASJIL_PROXIES": "many"}, "TASJIL_PROXIES"),
    ],
)
def test_outside_the_demonstration_it_does_not_start_without_its_own_secret(
    tmp_path: Path, environment: dict[str, str], sentence: str
) -> None:
    home = tmp_path / "home"
    answer = tasjil(home, "serve", **environment)
    assert answer.returncode == 1
    assert sentence in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1
    assert not home.exists()


@pytest.mark.parametrize("command", ["serve", "worker", "import", "rights", "audit", "demo"])
def test_help_needs_nothing(tmp_path: Path, command: str) -> None:
    answer = tasjil(tmp_path / "home", command, "--help")
    assert answer.returncode == 0
    assert "usage: tasjil" in answer.stdout
    assert not (tmp_path / "home").exists()
