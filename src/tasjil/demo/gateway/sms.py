"""A small SMS gateway in the way of Kannel: GET /sms?to=…&text=…, answers 202.

GET /control tells how it does; POST /control with a JSON object changes how it behaves:
`mode` is up, down (503), slow (receives, then answers after `seconds`), stuck (receives only
after `seconds`) or busy (429); `refuse` is a list of numbers that get 400.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tasjil.demo.gateway.inbox import Inbox

MODES = ("up", "down", "slow", "stuck", "busy")


@dataclass
class Behaviour:
    """How the gateway behaves, and what it counted since it started."""

    mode: str = "up"
    seconds: float = 0.0
    refuse: frozenset[str] = field(default=frozenset())
    received: int = 0
    repeated: int = 0
    turned_away: int = 0

    def change(self, wanted: dict[str, Any]) -> None:
        """Behave as told. Raises ValueError for a mode that does not exist."""
        mode = wanted.get("mode", self.mode)
        if mode not in MODES:
            raise ValueError(mode)
        self.mode = mode
        self.seconds = float(wanted.get("seconds", self.seconds))
        self.refuse = frozenset(wanted.get("refuse", self.refuse))


class SmsGateway:
    """The server; `behaviour` may be changed while it runs."""

    def __init__(self, inbox: Inbox, *, port: int, host: str = "127.0.0.1") -> None:
        self.behaviour = Behaviour()
        self._server = _Server((host, port), _Handler)
        self._server.inbox, self._server.behaviour = inbox, self.behaviour
        self.port: int = self._server.server_address[1]

    def start(self) -> None:
        """Serve in a thread of its own."""
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()

    def stop(self) -> None:
        """Stop serving and free the port; answers that are under way are cut."""
        self._server.shutdown()
        self._server.server_close()

    @contextmanager
    def serving(self) -> Iterator["SmsGateway"]:
        """Serve while the block runs."""
        self.start()
        try:
            yield self
        finally:
            self.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    inbox: Inbox
    behaviour: Behaviour


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Take an SMS, or tell how the gateway does."""
        if urlsplit(self.path).path == "/control":
            told = {**vars(self.server.behaviour), "refuse": sorted(self.server.behaviour.refuse)}
            self._answer(200, json.dumps(told))
        else:
            self._answer(*self._take(dict(parse_qsl(urlsplit(self.path).query))))

    def do_POST(self) -> None:
        """Change the behaviour, or take an SMS from a form."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        if urlsplit(self.path).path != "/control":
            self._answer(*self._take(dict(parse_qsl(body))))
            return
        try:
            self.server.behaviour.change(json.loads(body))
        except (ValueError, TypeError, AttributeError):
            self._answer(400, "unknown behaviour")
        else:
            self._answer(200, "done")

    def _take(self, sms: dict[str, str]) -> tuple[int, str]:
        does = self.server.behaviour
        if does.mode in ("down", "busy"):
            does.turned_away += 1
            return (503, "down") if does.mode == "down" else (429, "too many")
        if not sms.get("to") or not sms.get("text") or sms["to"] in does.refuse:
            does.turned_away += 1
            return 400, "not a number we serve"
        if does.mode == "stuck":
            time.sleep(does.seconds)
        key = self.headers.get("Idempotency-Key") or sms.get("dlr-id", "")
        new = self.server.inbox.receive(
            to=sms["to"], channel="sms", text=sms["text"], key=key, now=datetime.now(UTC)
        )
        does.received, does.repeated = does.received + new, does.repeated + (not new)
        if does.mode == "slow":
            time.sleep(does.seconds)
        return 202, f"0: Accepted for delivery: {key}"

    def _answer(self, status: int, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        """Serve one connection; a caller that went away is no error."""
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Keep the terminal for the service itself."""
