"""Django's handle on the package."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tasjil.api"
    label = "api"
