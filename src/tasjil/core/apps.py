"""Django's handle on the package."""

from django.apps import AppConfig

from tasjil.core import logs


class CoreConfig(AppConfig):
    name = "tasjil.core"
    label = "core"

    def ready(self) -> None:
        """Send every log line the same way."""
        logs.configure()
