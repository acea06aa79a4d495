"""Django's handle on the package."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "tasjil.console"
    label = "console"
