"""REST v1 for partner systems, and the endpoints that watch the service."""
