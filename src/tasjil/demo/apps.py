"""Django's handle on the package."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "tasjil.demo"
    label = "demo"
