"""Files and functions one can read in one sitting. The allow-list may only shrink."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE, LONGEST_TEST_FILE, LONGEST_FUNCTION = 300, 400, 40
ALLOWED_FUNCTIONS: set[str] = set()


def files(*folders: str) -> list[Path]:
    return [
        p
        for folder in folders
        for p in (ROOT / folder).rglob("*.py")
        if "migrations" not in p.parts
    ]


def test_source_files_are_short() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in files("src", "config", "bench")
        if (n := len(p.read_text().splitlines())) > LONGEST_FILE
    }
    assert not long


def test_test_files_are_short() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in files("tests")
        if (n := len(p.read_text().splitlines())) > LONGEST_TEST_FILE
    }
    assert not long


def test_functions_are_short() -> None:
    long = set()
    for path in files("src", "config"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
                if length > LONGEST_FUNCTION:
                    long.add(
                        f"{path.relative_to(ROOT / 'src') if 'src' in path.parts else path.name}:{node.name}"
                    )
    assert long == ALLOWED_FUNCTIONS
