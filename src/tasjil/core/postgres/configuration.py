"""The settings of the embedded server, written afresh at every start.

`local.conf` in the data folder is read last and is never written here: it is the operator's.
"""

from pathlib import Path

from .files import write_owned
from .places import Places

ADMINISTRATOR = "postgres"
APPLICATION = "tasjil"
DATABASE = "tasjil"
PORT = 5432
"""Only part of the socket's name: the server listens on no network address."""

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")

INITDB_OPTIONS = (
    f"--username={ADMINISTRATOR}",
    "--encoding=UTF8",
    "--auth=peer",
    "--locale=C",
    # Sorted by bytes, but with Unicode's letters: under a C character type pg_trgm finds no
    # letter at all in Arabic text, and lower() leaves accented capitals alone.
    "--lc-ctype=C.UTF-8",
)

SETTINGS = """\
# Written by Tasjil at every start. Put changes into local.conf, which is read after this file.
listen_addresses = ''
cluster_name = 'tasjil'
unix_socket_directories = '{run}'
unix_socket_permissions = 0700
port = {port}
max_connections = 100
shared_buffers = 256MB
work_mem = 8MB
maintenance_work_mem = 128MB
effective_cache_size = 1GB
random_page_cost = 1.1
jit = off
fsync = on
full_page_writes = on
synchronous_commit = on
checkpoint_timeout = 15min
max_wal_size = 2GB
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
logging_collector = on
log_directory = '../log'
# One file per day of the week, begun anew a week later: the log cannot fill the disk for ever.
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
log_line_prefix = '%m [%p] %q%a '
log_min_duration_statement = 2s
log_lock_waits = on
"""

INCLUDES = "\n# Added by Tasjil.\ninclude = 'tasjil.conf'\ninclude_if_exists = 'local.conf'\n"
WRITTEN = "# Written by Tasjil at every start.\n"


def write_configuration(places: Places) -> None:
    """Write settings and access rules into the data folder, owned by the server's account."""
    settings = SETTINGS.format(run=places.run, port=PORT)
    write_owned(places.account, places.data / "tasjil.conf", settings)
    operators = places.data / "local.conf"
    if not operators.exists():
        write_owned(places.account, operators, "# Yours: read last, and never written by Tasjil.\n")
    # The socket's folder is private already; the kernel's word on who is calling comes on top.
    rules = f"{WRITTEN}local all all peer map=tasjil\nlocal replication all peer map=tasjil\n"
    write_owned(places.account, places.data / "pg_hba.conf", rules)
    callers = sorted({places.account.name, "root"})
    lines = [
        f'tasjil "{caller}" {role}\n' for caller in callers for role in (ADMINISTRATOR, APPLICATION)
    ]
    write_owned(places.account, places.data / "pg_ident.conf", WRITTEN + "".join(lines))


def include_configuration(places: Places, data: Path) -> None:
    """Make a fresh data folder read the settings above."""
    main = data / "postgresql.conf"
    write_owned(places.account, main, main.read_text() + INCLUDES)
