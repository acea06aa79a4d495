"""Saying where the product is, once it is there, and noticing a port that is taken."""

import http.server
import socket
import threading
from collections.abc import Iterator

import pytest

from tasjil.console.announcing import Announcer, reachable_host, wait_until_free


class Answer(http.server.BaseHTTPRequestHandler):
    """Answers what its server says."""

    def do_GET(self) -> None:
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[http.server.HTTPServer]:
    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as found:
        found.status = 500  # type: ignore[attr-defined]
        thread = threading.Thread(target=found.serve_forever, args=(0.01,))
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def announcer(port: int, said: list[str]) -> Announcer:
    lines = ["address", "demo"]
    return Announcer("0.0.0.0", port, lines, say=said.append, complain=said.append)


@pytest.mark.parametrize("status", [200, 301, 400])
def test_the_lines_come_with_the_first_answer(server: http.server.HTTPServer, status: int) -> None:
    said: list[str] = []
    waiting = announcer(server.server_port, said)
    waiting.start()
    waiting.join(0.3)
    assert said == []
    server.status = status  # type: ignore[attr-defined]
    waiting.join(5.0)
    assert said == ["address", "demo"]


def test_nothing_is_said_when_stopped_before() -> None:
    said: list[str] = []
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        waiting = announcer(unused.getsockname()[1], said)
        waiting.start()
        waiting.stop()
    assert said == []


def test_a_taken_port_is_noticed_and_a_freed_one_too() -> None:
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    port = taken.getsockname()[1]
    assert not wait_until_free("127.0.0.1", port, 0.2)
    threading.Timer(0.2, taken.close).start()
    assert wait_until_free("127.0.0.1", port, 5.0)


def test_every_interface_is_reached_over_the_loopback() -> None:
    assert [reachable_host(host) for host in ("0.0.0.0", "::", "10.0.0.1")] == [
        "127.0.0.1",
        "::1",
        "10.0.0.1",
    ]
