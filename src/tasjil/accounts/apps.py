"""Django's handle on the package."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tasjil.accounts"
    label = "accounts"
