"""Every text of the product exists in Arabic and in French: nothing missing, nothing fuzzy.

Run by `make check`, and by the tests. Texts are collected anew, so a forgotten one is seen.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("ar", "fr")


def problems() -> list[str]:
    """Return one line for each text that is missing, fuzzy, unused or spoiled."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("src", "templates", "locale", "config"):
            shutil.copytree(
                ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo")
            )
        environment = {**os.environ, "TASJIL_TESTING": "1", "PYTHONPATH": f"{copy}:{copy / 'src'}"}
        arguments = [
            "makemessages",
            "--no-obsolete",
            "--no-location",
            *(f"-l{code}" for code in LANGUAGES),
        ]
        subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "django", *arguments, "--settings", "config.settings"],
            cwd=copy, env=environment, check=True, capture_output=True,
        )  # fmt: skip
        for code in LANGUAGES:
            catalogue = copy / "locale" / code / "LC_MESSAGES" / "django.po"
            for option, word in (("--untranslated", "missing"), ("--only-fuzzy", "fuzzy")):
                found += [f"{code}: {word}: {text}" for text in _texts(catalogue, option)]
            checked = subprocess.run(
                ["msgfmt", "--check", "-o", os.devnull, str(catalogue)],
                capture_output=True,
                text=True,
            )
            if checked.returncode:
                found.append(f"{code}: {checked.stderr.strip()}")
    return found


def _texts(catalogue: Path, option: str) -> list[str]:
    output = subprocess.run(
        ["msgattrib", option, "--no-wrap", str(catalogue)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [
        line[6:] for line in output.splitlines() if line.startswith("msgid ") and line != 'msgid ""'
    ]


if __name__ == "__main__":
    lines = problems()
    print("\n".join(lines) or "every text is translated")
    sys.exit(bool(lines))
