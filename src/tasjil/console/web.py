"""What runs inside each process of the web server, beside Django.

The server itself neither ends its processes when their parent is killed, nor notices one in which
Python no longer moves. Both are settled here, inside the process (docs/adr/0006).
"""

import faulthandler
import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings

from .tied import tie_to_parent

WsgiApplication = Callable[..., Any]

STUCK_S = 30.0
BEATS_IN_TIME = 6


def application() -> WsgiApplication:
    """Make this process a good worker, and return the product's WSGI application."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        # An orphan would keep answering on the port, with the code of yesterday.
        tie_to_parent(parent.pid, signal.SIGKILL)
    watch_for_standstill(getattr(settings, "WEB_STUCK_S", STUCK_S))

    from django.core.servers.basehttp import get_internal_wsgi_application

    served: WsgiApplication = get_internal_wsgi_application()
    # Otherwise the first family to come would wait seconds for every screen to be imported.
    import_module(settings.ROOT_URLCONF)
    return served


def watch_for_standstill(seconds: float) -> None:
    """End this process, with a traceback of every thread, when Python stands still that long.

    One regular expression run wild holds the interpreter's lock and so all threads. The watch is
    kept by a thread of C, which needs no lock; the server then starts a fresh process.
    """

    def beat() -> None:
        while True:
            faulthandler.dump_traceback_later(seconds, exit=True, file=sys.__stderr__ or 2)
            time.sleep(seconds / BEATS_IN_TIME)

    threading.Thread(target=beat, name="standstill-watch", daemon=True).start()
