"""Django's handle on the package."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "tasjil.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Subscribe to what happens below, and make the worker's tasks known."""
        from tasjil.accounts.events import CodeRequested
        from tasjil.applications.events import ApplicationMoved
        from tasjil.core.outbox import subscribe
        from tasjil.messaging import jobs  # noqa: F401 - registers its tasks
        from tasjil.messaging.handlers import on_application_moved, on_code_requested

        subscribe(ApplicationMoved, on_application_moved)
        subscribe(CodeRequested, on_code_requested)
