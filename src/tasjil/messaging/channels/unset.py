"""No gateway: messages wait until somebody names one in the settings."""

from tasjil.messaging.types import ErrorKind, Failed, Outcome, Outgoing


class Unset:
    """Stands in for a gateway that the settings do not name."""

    honours_key = True  # nothing ever leaves

    def send(self, message: Outgoing) -> Outcome:
        """Take nothing over."""
        return Failed("not_configured", ErrorKind.TECHNICAL)
