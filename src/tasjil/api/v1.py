"""REST v1: what partner systems and curious people may ask. See docs/adr/0010-api.md."""

from django.conf import settings

from tasjil.api import requests, territory
from tasjil.api.docs import Page
from tasjil.api.door import Api

api = Api(
    title="Tasjil",
    version="1.0.0",
    description=(
        "Preliminary registration of children at school in Morocco. Times are RFC 3339 in UTC, "
        "dates ISO 8601, identifiers opaque. Errors are problem documents (RFC 9457) whose title "
        "is in the language of Accept-Language (ar, fr)."
    ),
    urls_namespace="api-v1",
    docs=Page(),
    openapi_extra={
        "info": {
            "contact": {"name": "Tasjil", "url": settings.PUBLIC_URL},
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        }
    },
)
api.add_router("", territory.router)
api.add_router("", requests.router)
