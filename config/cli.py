"""The console command `tasjil`: Django's commands, with a database under them."""

import os
import secrets
import sys
from importlib import import_module
from pathlib import Path

from environs.exceptions import EnvError

# Commands that neither need nor may start a database.
_WITHOUT_DATABASE = {
    "collectstatic",
    "compilemessages",
    "makemessages",
    "rights",
    "workflow",
    "help",
    "--help",
    "--version",
}


def main() -> None:
    """Run one console command; start the embedded PostgreSQL first when no other was named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    needs_database = command not in _WITHOUT_DATABASE and "--help" not in sys.argv
    if "--help" in sys.argv or command in ("help", "--help", "--version"):
        os.environ.setdefault("TASJIL_SECRET_KEY", secrets.token_hex())  # to read about needs none
    _stop_when_misconfigured()
    if not needs_database:
        _run()
        return

    from tasjil.core.postgres import embedded

    os.environ.setdefault("TASJIL_HOME", str(Path(__file__).resolve().parent.parent / ".tasjil"))
    with embedded(os.environ):
        _run()


def _stop_when_misconfigured() -> None:
    """Say in one sentence what is missing, before anything is made."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        import_module(os.environ["DJANGO_SETTINGS_MODULE"])
    except (ImproperlyConfigured, EnvError) as error:
        sys.exit(f"tasjil: {error}")
    # Read once more when the database has an address.
    del sys.modules[os.environ["DJANGO_SETTINGS_MODULE"]]


def _run() -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tasjil", *sys.argv[1:]])


if __name__ == "__main__":
    main()
