"""Django's handle on the package."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "tasjil.territory"
    label = "territory"
