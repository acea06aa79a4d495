"""The lists that were handed over with the order, beside the checkout; never read at run time."""

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"

needed = pytest.mark.skipif(
    not DATA.is_dir(), reason="the shared lists (../shared/data) are not beside this checkout"
)


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one list."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
