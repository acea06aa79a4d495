"""One source serves both directions: no physical left or right in our styles and templates."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PHYSICAL = re.compile(
    r"\b(?:margin|padding|border)-(?:left|right)\b|\b(?:float|text-align|clear):\s*(?:left|right)\b|(?<![\w-])(?:left|right):\s"
)


def test_styles_use_logical_properties() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "frontend").rglob("*.scss")
        if "node_modules" not in path.parts
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if PHYSICAL.search(line.split("//")[0])
    ]
    assert not found


def test_templates_carry_no_inline_style_or_script() -> None:
    inline = re.compile(r"\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "templates").rglob("*.html")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if inline.search(line)
    ]
    assert not found
