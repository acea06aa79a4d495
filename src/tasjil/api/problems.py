"""What goes wrong, as problem documents (RFC 9457): code, sentence, status, data."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import structlog
from django.core.serializers.json import DjangoJSONEncoder
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from tasjil.core.errors import DomainError, NotFound

log = structlog.get_logger(__name__)

_RETRY_S = 10
MEDIA_TYPE = "application/problem+json"
TYPES_AT = "/api/v1/docs#"


class Unreadable(DomainError):
    """The body is not the JSON that was announced."""

    code = "unreadable"
    status = 400
    sentence = _("The request could not be read. Send a JSON object.")


class KeyNeeded(DomainError):
    """No key, a wrong one, or a revoked one: the answer does not say which."""

    code = "key_needed"
    status = 401
    sentence = _("A valid API key is needed: Authorization: Bearer <key>.")


class Broken(DomainError):
    """Something broke on our side; asking again later may do."""

    code = "server_error"
    status = 500
    sentence = _("Something broke on our side. Try again in a minute.")


class Unavailable(DomainError):
    """The database is away for a moment; `data['retry_after']` is in seconds."""

    code = "unavailable"
    status = 503
    sentence = _("The service is away for a moment")


class MethodNotAllowed(DomainError):
    """The address exists, but not for this method; the header Allow says for which."""

    code = "method_not_allowed"
    status = 405
    sentence = _("This address does not take that method.")


class InvalidRequest(DomainError):
    """Parameters or fields are missing or malformed; `data['fields']` says which and why."""

    code = "invalid_request"
    status = 422
    sentence = _("Some fields are missing or malformed.")


class Problem(Schema):
    """A problem document: `code` is stable, `title` a sentence in the language asked for."""

    type: str
    code: str
    title: str
    status: int
    data: dict[str, Any]


def answers(*statuses: int) -> dict[int, type[Problem]]:
    """Return the problems an operation may answer, to declare beside its good answer."""
    return dict.fromkeys(statuses, Problem)


def problem(error: DomainError) -> HttpResponse:
    """Return a domain error as a problem document."""
    document = {
        "type": f"{TYPES_AT}{error.code}",
        "code": error.code,
        "title": str(error),
        "status": error.status,
        "data": plain(error.data),
    }
    body = json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False)
    response = HttpResponse(body, status=error.status, content_type=MEDIA_TYPE)
    if "retry_after" in error.data:
        response.headers["Retry-After"] = str(error.data["retry_after"])
    if error.status == KeyNeeded.status:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def handle(api: NinjaAPI) -> None:
    """Have every error of the framework and of the domain answered as a problem document."""
    api.add_exception_handler(DomainError, _domain)
    api.add_exception_handler(ValidationError, _validation)
    api.add_exception_handler(AuthenticationError, _unknown_key)
    api.add_exception_handler(HttpError, _framework)
    api.add_exception_handler(Http404, _missing)
    api.add_exception_handler(OperationalError, _away)


def known_problems() -> Iterator[type[DomainError]]:
    """Yield every kind of problem that this program can answer, by code."""
    found: dict[str, type[DomainError]] = {}
    waiting = [DomainError]
    while waiting:
        kind = waiting.pop()
        found[kind.code] = kind
        waiting.extend(kind.__subclasses__())
    for code in sorted(found):
        yield found[code]


def plain(value: Any) -> Any:
    """Return data of an error as JSON can hold it: translated, keyed by text."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, Promise) else value


def _domain(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error)


def _validation(request: HttpRequest, error: Any) -> HttpResponse:
    # Where and what, never the value: it may be personal.
    fields = {".".join(str(part) for part in each["loc"]): each["type"] for each in error.errors}
    return problem(InvalidRequest(fields=fields))


def _unknown_key(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(KeyNeeded())


def _framework(request: HttpRequest, error: Any) -> HttpResponse:
    # The framework itself raises nothing but "cannot parse" with 400.
    return problem(Unreadable())


def _away(request: HttpRequest, error: Any) -> HttpResponse:
    log.error("database_away", error=type(error).__name__)
    return problem(Unavailable(retry_after=_RETRY_S))


def _missing(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(NotFound())
