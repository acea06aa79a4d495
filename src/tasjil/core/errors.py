"""What goes wrong in the domain: a code, a sentence in each language, and data.

Services raise these; each face turns them into its own form (a page, a problem document, an SMS).
"""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class DomainError(Exception):
    """A refusal that the person can understand and act on.

    `code` is stable and part of the API; `sentence` is lazily translated; `data` is safe to show.
    """

    code: ClassVar[str] = "domain_error"
    status: ClassVar[int] = 409
    sentence: ClassVar[str | Promise] = _("This could not be done.")

    def __init__(self, sentence: str | Promise | None = None, **data: Any) -> None:
        self.message: str | Promise = sentence if sentence is not None else self.sentence
        self.data = data
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message)


class NotFound(DomainError):
    """The thing does not exist for this actor: outside the territory is the same as nowhere."""

    code = "not_found"
    status = 404
    sentence = _("We could not find this. Check the number, or go back to the list.")


class NotAllowed(DomainError):
    """The actor sees the thing but may not do this to it."""

    code = "not_allowed"
    status = 403
    sentence = _("You may not do this with your present role.")


class Stale(DomainError):
    """Somebody changed the thing since the actor looked at it."""

    code = "changed_meanwhile"
    sentence = _("Somebody changed this request since you opened it. Here is how it stands now.")


class InvalidMove(DomainError):
    """The transition table does not allow this move from the present state."""

    code = "move_not_possible"
    sentence = _("This can no longer be done in the request's present state.")


class Incomplete(DomainError):
    """Answers are missing or wrong; `data['fields']` maps a field name to its sentence."""

    code = "incomplete"
    status = 422
    sentence = _("Some answers are missing or need correcting.")


class TooMany(DomainError):
    """A rate limit was reached; `data['retry_after']` is in seconds."""

    code = "too_many_attempts"
    status = 429
    sentence = _("Too many attempts. Wait a few minutes, then try again.")

    def __init__(self, *, retry_after: int = 0) -> None:
        minutes = -(-retry_after // 60)
        sentence = ngettext_lazy(
            "Too many attempts. Wait %(minutes)d minute, then try again.",
            "Too many attempts. Wait %(minutes)d minutes, then try again.",
            "minutes",
        ) % {"minutes": minutes}
        super().__init__(sentence if minutes else None, retry_after=retry_after)
