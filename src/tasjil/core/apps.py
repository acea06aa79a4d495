"""Django's handle on the package."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "tasjil.core"
    label = "core"
