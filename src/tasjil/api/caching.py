"""Public answers: kept by browsers and proxies for a while, then asked again by their tag."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

_SECONDS = 300


def public(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a good answer an ETag and five minutes to live; answer 304 to who has it already."""

    @wraps(run)
    def answer(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        response = run(request, *args, **values)
        if response.status_code != 200:
            return response
        etag = quote_etag(hashlib.blake2b(response.content, digest_size=16).hexdigest())
        found = get_conditional_response(request, etag=etag, response=response)
        kept = response if found is None else found
        kept.headers["ETag"] = etag
        kept.headers["Cache-Control"] = f"public, max-age={_SECONDS}"
        return kept

    return answer
