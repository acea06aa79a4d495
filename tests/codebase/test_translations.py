"""No text of the product is missing in Arabic or in French."""

import shutil

import pytest

from tests.codebase.translations import problems


@pytest.mark.skipif(not shutil.which("msgattrib"), reason="gettext is not installed")
def test_every_text_is_translated() -> None:
    assert problems() == []
