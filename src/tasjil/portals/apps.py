"""Django's handle on the package."""

from django.apps import AppConfig


class PortalsConfig(AppConfig):
    name = "tasjil.portals"
    label = "portals"
