"""Keeping a few programs running in the foreground: restart what crashes, stop in order.

Programs start in the order given and stop in the opposite one. Each has its own session, so that
Ctrl-C in the terminal reaches the supervisor alone, which then stops them one after the other.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

STDERR = 2
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

Say = Callable[[str], None]


@dataclass(frozen=True)
class Program:
    """A program to keep running; `environment` is added to this process's own."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pace:
    """How patient a supervisor is, in seconds."""

    first_s: float = 1.0
    """Before the first restart; doubled by each crash that follows soon."""

    longest_s: float = 30.0
    steady_s: float = 30.0
    """A program that ran this long starts again from the first wait."""

    grace_s: float = 10.0
    """What each program gets to stop by itself."""

    look_s: float = 0.1

    def wait_after(self, crashes: int) -> float:
        """Return the wait before the restart after so many crashes in a row."""
        return float(min(self.first_s * 2 ** (crashes - 1), self.longest_s))


class Supervisor:
    """Runs programs until it is told to stop."""

    def __init__(self, programs: Sequence[Program], *, say: Say, pace: Pace | None = None) -> None:
        self._say = say
        self._pace = pace or Pace()
        self._children = [_Child(program, self._pace, say) for program in programs]
        self._asked = 0

    def run(self) -> None:
        """Start everything, and return when a signal came and everything has stopped.

        A second signal ends what is still running at once.
        """
        with self._listening():
            for child in self._children:
                child.start()
            try:
                while not self._asked:
                    time.sleep(self._pace.look_s)
                    self._look()
            finally:
                self._stop()

    def _look(self) -> None:
        for child in self._children:
            child.look()
        if os.getpid() == 1:
            _collect_strangers({child.pid for child in self._children})

    def _stop(self) -> None:
        for child in reversed(self._children):
            child.stop(hurry=lambda: self._asked > 1)

    @contextmanager
    def _listening(self) -> Iterator[None]:
        def ask(_number: int, _frame: FrameType | None) -> None:
            self._asked += 1

        before = {number: signal.signal(number, ask) for number in STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class _Child:
    """One program, its process, and when it is started again."""

    def __init__(self, program: Program, pace: Pace, say: Say) -> None:
        self._program = program
        self._pace = pace
        self._say = say
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._crashes = 0
        self._due = 0.0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the program, tied to this process."""
        tie = (sys.executable, "-m", "tasjil.console.tied", str(os.getpid()))
        self._process = subprocess.Popen(  # noqa: S603 - a list, no shell
            (*tie, *self._program.command),
            env={**os.environ, **self._program.environment},
            stdin=subprocess.DEVNULL,
            # What programs say goes where logs go: the supervisor's own output stays readable.
            stdout=STDERR,
            start_new_session=True,
        )
        self._started = time.monotonic()

    def look(self) -> None:
        """Notice a crash, and start again when the wait after it is over."""
        if self._process is None:
            if time.monotonic() >= self._due:
                self.start()
            return
        code = self._process.poll()
        if code is None:
            return
        self._end_group()
        ran = time.monotonic() - self._started
        self._crashes = 1 if ran >= self._pace.steady_s else self._crashes + 1
        wait = self._pace.wait_after(self._crashes)
        self._say(f"{self._program.name} ended ({_ending(code)}), starting again in {wait:g} s")
        self._process = None
        self._due = time.monotonic() + wait

    def stop(self, hurry: Callable[[], bool]) -> None:
        """Ask the program to stop, wait for the grace period, then kill what is left of it."""
        if self._process is None:
            return
        self._process.terminate()
        deadline = time.monotonic() + self._pace.grace_s
        while self._process.poll() is None:
            if hurry() or time.monotonic() > deadline:
                self._say(f"{self._program.name} did not stop in time and is killed")
                break
            time.sleep(self._pace.look_s / 2)
        self._end_group()
        self._process.wait()
        self._process = None

    def _end_group(self) -> None:
        """Kill whatever the program started and left behind."""
        if self._process is not None:
            # The program leads its own session, so its number is its group's too.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)


def _ending(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"


def _collect_strangers(own: set[int | None]) -> None:
    """Collect dead processes that fell to this one, which happens to the first of a container."""
    with contextlib.suppress(ChildProcessError):
        while True:
            dead = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if dead is None or dead.si_pid in own:
                return
            os.waitpid(dead.si_pid, os.WNOHANG)


@contextmanager
def exit_on_stop_signals() -> Iterator[None]:
    """Turn a stop signal into a clean exit, so that what must be undone at the end is."""

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    before = {number: signal.signal(number, leave) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
