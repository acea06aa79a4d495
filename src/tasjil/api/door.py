"""The API object: problem documents throughout, and keys of partner systems."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer

from tasjil.accounts.selectors import actor_of_key
from tasjil.api.problems import MEDIA_TYPE, MethodNotAllowed, handle, problem
from tasjil.core.errors import NotFound
from tasjil.core.types import Actor

View = Callable[..., HttpResponse]


class ApiKey(HttpBearer):
    """`Authorization: Bearer <key>`: the request's `auth` becomes the machine behind the key."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return who holds the key, None when nobody does."""
        return actor_of_key(token)


class Api(NinjaAPI):
    """django-ninja, made to answer nothing but JSON and problem documents."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        handle(self)

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        patterns = super()._get_urls()
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = _with_problems(pattern.callback)
        return [*patterns, re_path("", csrf_exempt(_nowhere))]

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the description, with problems under their own media type."""
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    content = answer.get("content", {})
                    if int(status) >= 400 and "application/json" in content:
                        content[MEDIA_TYPE] = content.pop("application/json")
        return schema


def _with_problems(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        asked = request.method
        if asked == "HEAD":  # answered like GET; the web server leaves the body out
            request.method = "GET"
        response = view(request, *args, **values)
        request.method = asked
        if response.status_code != MethodNotAllowed.status:
            return response
        found = problem(MethodNotAllowed())
        allowed = {each.strip() for each in response.headers["Allow"].split(",")}
        if "GET" in allowed:
            allowed.add("HEAD")
        found.headers["Allow"] = ", ".join(sorted(allowed))
        return found

    return answer


def _nowhere(request: HttpRequest) -> HttpResponse:
    return problem(NotFound())
