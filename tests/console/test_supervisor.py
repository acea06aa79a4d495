"""Keeping programs running: restarts, order of stopping, patience. The programs are tiny."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tasjil.console.supervisor import Pace

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).resolve().parents[2] / "src"

# Runs a supervisor over the programs named on its command line: NAME CODE NAME CODE ...
SUPERVISE = """
import sys
from tasjil.console.supervisor import Pace, Program, Supervisor
words = sys.argv[2:]
programs = [
    Program(name, (sys.executable, "-c", code)) for name, code in zip(words[::2], words[1::2])
]
pace = Pace(first_s=0.1, longest_s=0.4, steady_s=60.0, grace_s=float(sys.argv[1]), look_s=0.02)
Supervisor(programs, say=lambda line: print(line, flush=True), pace=pace).run()
print("stopped", flush=True)
"""

# Notes what happens to it in the file `notes`, then waits; `stop` says how it takes SIGTERM.
WAITING = """
import os, signal, sys, time
def note(word):
    with open({notes!r}, "a") as file:
        file.write({name!r} + " " + word + "\\n")
def end(number, frame):
    note("ended")
    sys.exit(0)
signal.signal(signal.SIGTERM, {on_term})
note(str(os.getpid()))
time.sleep(60)
"""

CRASHING = """
import sys
open({notes!r}, "a").write("ran\\n")
sys.exit(3)
"""


class Running:
    """A supervisor in another process, and the notes its programs took."""

    def __init__(self, folder: Path, grace_s: float = 5.0) -> None:
        self.notes = folder / "notes"
        self._grace_s = grace_s
        self.process: subprocess.Popen[str]

    def waiting(self, name: str, on_term: str = "end") -> tuple[str, str]:
        return name, WAITING.format(notes=str(self.notes), name=name, on_term=on_term)

    def start(self, *programs: tuple[str, str]) -> None:
        words = [word for program in programs for word in program]
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE, str(self._grace_s), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), *sys.path])},
            start_new_session=True,
        )

    def lines(self) -> list[str]:
        return self.notes.read_text().splitlines() if self.notes.exists() else []

    def pid_of(self, name: str) -> int:
        return int([line for line in self.lines() if line.startswith(name)][-1].split()[1])

    def stop(self, number: int = signal.SIGTERM) -> str:
        self.process.send_signal(number)
        return self.process.communicate(timeout=20)[0]


@pytest.fixture
def running(tmp_path: Path) -> Running:
    return Running(tmp_path)


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_waits_double_up_to_a_limit_and_begin_anew_after_a_steady_run() -> None:
    pace = Pace()
    assert [pace.wait_after(crashes) for crashes in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]


def test_a_crashed_program_is_started_again_and_again(running: Running) -> None:
    running.start(("crasher", CRASHING.format(notes=str(running.notes))))
    wait_for(lambda: len(running.lines()) >= 4)
    said = running.stop().splitlines()
    assert said[0] == "crasher ended (code 3), starting again in 0.1 s"
    assert said[1] == "crasher ended (code 3), starting again in 0.2 s"
    assert said[2] == "crasher ended (code 3), starting again in 0.4 s"
    assert said[-1] == "stopped"


def test_a_killed_program_is_started_again_and_its_neighbour_left_alone(running: Running) -> None:
    running.start(running.waiting("first"), running.waiting("second"))
    wait_for(lambda: len(running.lines()) == 2)
    neighbour = running.pid_of("second")
    os.kill(running.pid_of("first"), signal.SIGKILL)
    wait_for(lambda: len(running.lines()) == 3)
    assert running.pid_of("second") == neighbour
    assert "first ended (signal SIGKILL), starting again in 0.1 s" in running.stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_ends_all_in_the_opposite_order(running: Running, number: int) -> None:
    running.start(*[running.waiting(name) for name in ("gateway", "worker", "web")])
    wait_for(lambda: len(running.lines()) == 3)
    assert running.stop(number) == "stopped\n"
    assert running.process.returncode == 0
    assert running.lines()[3:] == ["web ended", "worker ended", "gateway ended"]


def test_a_program_that_will_not_stop_is_killed_after_the_grace_period(tmp_path: Path) -> None:
    running = Running(tmp_path, grace_s=0.5)
    running.start(running.waiting("deaf", "signal.SIG_IGN"), running.waiting("willing"))
    wait_for(lambda: len(running.lines()) == 2)
    begun = time.monotonic()
    said = running.stop()
    assert 0.5 <= time.monotonic() - begun < 5
    assert said == "deaf did not stop in time and is killed\nstopped\n"
    assert not is_alive(running.pid_of("deaf"))


def test_a_second_signal_ends_the_waiting(running: Running) -> None:
    running.start(running.waiting("deaf", "signal.SIG_IGN"))
    wait_for(lambda: len(running.lines()) == 1)
    begun = time.monotonic()
    running.process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    assert running.process.poll() is None
    running.stop(signal.SIGINT)
    assert time.monotonic() - begun < 4


def test_what_a_crashed_program_started_does_not_outlive_it(running: Running) -> None:
    code = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        f"open({str(running.notes)!r}, 'a').write(f'child {{child.pid}}\\n')\n"
        "time.sleep(0.2)\n"
        "os._exit(1)\n"
    )
    running.start(("parent", code))
    wait_for(lambda: len(running.lines()) >= 2)
    first = int(running.lines()[0].split()[1])
    wait_for(lambda: not is_alive(first))
    running.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's promise is Linux's")
def test_programs_end_with_a_supervisor_that_was_killed(running: Running) -> None:
    running.start(running.waiting("worker"), running.waiting("web"))
    wait_for(lambda: len(running.lines()) == 2)
    pids = [running.pid_of("worker"), running.pid_of("web")]
    running.process.kill()
    running.process.communicate()
    wait_for(lambda: not any(is_alive(pid) for pid in pids))


def test_programs_speak_on_the_error_stream(running: Running) -> None:
    running.start(("talker", "print('chatter', flush=True); import time; time.sleep(60)"))
    time.sleep(0.5)
    assert running.stop() == "stopped\n"
