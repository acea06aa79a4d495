"""Django's handle on the package."""

from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    name = "tasjil.families"
    label = "families"
