"""A small launcher for a real PostgreSQL server kept under a home folder. Free of Django."""

from .cluster import Cluster, ServerInfo, Status, embedded
from .errors import PostgresError

__all__ = ["Cluster", "PostgresError", "ServerInfo", "Status", "embedded"]
