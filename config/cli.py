"""The console command `tasjil`: Django's commands, with a database under them."""

import os
import sys
from pathlib import Path

# Commands that neither need nor may start a database.
_WITHOUT_DATABASE = {
    "collectstatic",
    "compilemessages",
    "makemessages",
    "help",
    "--help",
    "--version",
}


def main() -> None:
    """Run one console command; start the embedded PostgreSQL first when no other was named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    needs_database = command not in _WITHOUT_DATABASE and "--help" not in sys.argv
    if not needs_database:
        _run()
        return

    from tasjil.core.postgres import embedded

    os.environ.setdefault("TASJIL_HOME", str(Path(__file__).resolve().parent.parent / ".tasjil"))
    with embedded(os.environ):
        _run()


def _run() -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tasjil", *sys.argv[1:]])


if __name__ == "__main__":
    main()
