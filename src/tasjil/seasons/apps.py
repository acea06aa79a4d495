"""Django's handle on the package."""

from django.apps import AppConfig


class SeasonsConfig(AppConfig):
    name = "tasjil.seasons"
    label = "seasons"
