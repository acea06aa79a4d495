"""Django's handle on the package."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "tasjil.applications"
    label = "applications"
