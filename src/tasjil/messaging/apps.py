"""Django's handle on the package."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "tasjil.messaging"
    label = "messaging"
