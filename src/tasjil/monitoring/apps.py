"""Django's handle on the package."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "tasjil.monitoring"
    label = "monitoring"
