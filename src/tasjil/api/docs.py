"""The documentation page: made from the description, without a script or a foreign host."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from tasjil.api.problems import known_problems


class Page(DocsBase):
    """Lists every operation with its parameters and answers, and every kind of problem.

    Swagger UI would need django-ninja as an app and an inline script, which our
    Content-Security-Policy forbids.
    """

    def render_page(self, request: HttpRequest, api: NinjaAPI, **values: Any) -> HttpResponse:
        """Return the page."""
        schema = api.get_openapi_schema()
        context = {
            "info": schema["info"],
            "openapi_url": self.get_openapi_url(api, values),
            "operations": [
                _operation(method, path, told)
                for path, methods in schema["paths"].items()
                for method, told in methods.items()
            ],
            "problems": [
                {"code": kind.code, "status": kind.status, "sentence": kind.sentence}
                for kind in known_problems()
            ],
        }
        return render(request, "api/docs.html", context)


def _operation(method: str, path: str, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "method": method.upper(),
        "path": path,
        "description": told.get("description", ""),
        "needs_key": bool(told.get("security")),
        "parameters": [
            {
                "name": each["name"],
                "where": each["in"],
                "required": each["required"],
                "default": each["schema"].get("default", ""),
            }
            for each in told["parameters"]
        ],
        "body": _name_of(told.get("requestBody", {})),
        "answers": [
            {"status": status, "schema": _name_of(answer)}
            for status, answer in told["responses"].items()
        ],
    }


def _name_of(part: dict[str, Any]) -> str:
    """Return the name of the schema in a body or an answer, "" for none."""
    for content in part.get("content", {}).values():
        schema = content["schema"]
        return str(schema.get("$ref") or schema.get("items", {}).get("$ref", "")).rpartition("/")[2]
    return ""
