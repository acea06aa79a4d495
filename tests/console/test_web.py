"""The web server as it is started: what the record on its choice promises (docs/adr/0006)."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tasjil.console.programs import WebOptions, web_command

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

# Settings and application in one: it sleeps, hogs the interpreter, reads bodies, or says who it is.
TINY = """
import os, re, time
SECRET_KEY = "x"
WSGI_APPLICATION = "tiny.application"
ROOT_URLCONF = "tiny"
WEB_STUCK_S = 2.0

def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/sleep":
        time.sleep(1.5)
    if path == "/hog":
        re.match("(a+)+$", "a" * 40 + "b")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
"""


class Server:
    """A server on a free port with two processes of two threads."""

    def __init__(self, folder: Path) -> None:
        (folder / "tiny.py").write_text(TINY)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        path = os.pathsep.join([str(folder), str(ROOT / "src"), *sys.path])
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                web_command(WebOptions("127.0.0.1", self.port, workers=2, threads=2)),
                env={**os.environ, "DJANGO_SETTINGS_MODULE": "tiny", "PYTHONPATH": path},
                cwd=folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def get(self, path: str = "/", timeout: float = 10.0) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path)
            return int(connection.getresponse().read())
        finally:
            connection.close()

    def answers(self) -> bool:
        try:
            return self.get(timeout=1.0) > 0
        except (OSError, http.client.HTTPException):
            return False

    def pids(self) -> set[int]:
        return {self.get() for _ in range(20)}

    def open_half(self, start: bytes) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port))
        connection.sendall(start)
        return connection


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    found = Server(tmp_path)
    try:
        wait_for(found.answers)
        wait_for(lambda: len(found.pids()) == 2)
        yield found
    finally:
        if found.process.poll() is None:
            os.killpg(found.process.pid, signal.SIGKILL)
        found.process.wait()


def wait_for(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_process_is_replaced(server: Server) -> None:
    before = server.pids()
    os.kill(min(before), signal.SIGKILL)
    wait_for(lambda: not is_alive(min(before)))

    found: set[int] = set()

    def replaced() -> bool:
        # A connection that was waiting for the dead process may still be cut.
        with contextlib.suppress(OSError, http.client.HTTPException):
            found.add(server.get(timeout=2.0))
        return bool(found - before)

    wait_for(replaced)


def test_no_process_outlives_a_killed_parent(server: Server) -> None:
    pids = server.pids()
    server.process.kill()
    server.process.wait()
    wait_for(lambda: not any(is_alive(pid) for pid in pids), 5.0)


def test_a_stop_lets_a_request_under_way_finish(server: Server) -> None:
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(server.get("/sleep")))
    asking.start()
    time.sleep(0.5)
    server.process.terminate()
    asking.join()
    assert len(answers) == 1
    assert server.process.wait(15) == 0


def test_phones_slow_to_say_what_they_want_keep_nobody_waiting(server: Server) -> None:
    slow = [server.open_half(b"GET / HTTP/1.1\r\nHost: x\r\nX: a") for _ in range(50)]
    try:
        begun = time.monotonic()
        assert server.get(timeout=5.0) > 0
        assert time.monotonic() - begun < 2.0
    finally:
        for connection in slow:
            connection.close()


def test_processes_in_which_python_stands_still_are_replaced_and_say_where(
    server: Server,
) -> None:
    before = server.pids()
    stuck = [server.open_half(b"GET /hog HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(6)]
    for connection in stuck:
        connection.close()
    wait_for(lambda: not any(is_alive(pid) for pid in before))
    wait_for(server.answers, 60.0)
    assert "Timeout" in server.log.read_text()
    assert "in application" in server.log.read_text()
