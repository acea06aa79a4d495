"""The least a WSGI application can answer: what our pages are compared with."""

from collections.abc import Callable, Iterable
from typing import Any


def factory() -> Callable[..., Iterable[bytes]]:
    """Return the application, as the product's server asks for one."""
    return application


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer two bytes."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]
