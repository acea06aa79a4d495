"""Another PostgreSQL, named by its address: the same product, and no embedded server beside it."""

import json
import shutil
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tasjil.core.postgres import Cluster
from tests.journeys.conftest import Product


def _folder(stack: ExitStack, prefix: str) -> Path:
    made = Path(tempfile.mkdtemp(prefix=prefix))
    made.chmod(0o755)
    stack.callback(shutil.rmtree, made, ignore_errors=True)
    return made


@pytest.fixture
def guest() -> Iterator[Product]:
    """The product beside a server that somebody else runs."""
    with ExitStack() as stack:
        cluster = Cluster(_folder(stack, "tasjil-other-db-"))
        stack.callback(cluster.stop)
        home = _folder(stack, "tasjil-guest-")
        yield Product(home, TASJIL_DATABASE_URL=cluster.ensure_running().url)


def test_the_same_product_on_another_server(guest: Product) -> None:
    guest.start()
    assert guest.answers("/ar/")
    with urllib.request.urlopen(guest.url + "/demo/messages.json", timeout=10) as answer:
        assert json.load(answer), "the demonstration was not loaded"
    assert not list(guest.home.rglob("PG_VERSION"))
    assert guest.stop() == 0
    guest.start()
    assert guest.answers("/fr/")
    assert guest.stop() == 0
