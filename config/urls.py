"""Every address of the product, by audience."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from tasjil.api.health import healthz, metrics, readyz
from tasjil.api.v1 import api

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("api/v1/", api.urls),
    *i18n_patterns(
        path("", include("tasjil.portals.public.urls")),
        path("apply/", include("tasjil.portals.guardian.urls")),
        path("staff/", include("tasjil.portals.staff.urls")),
        path("staff/school/", include("tasjil.portals.school.urls")),
        path("staff/office/", include("tasjil.portals.office.urls")),
        prefix_default_language=True,
    ),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("tasjil.demo.urls")))

handler400 = "config.errors.bad_request"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
