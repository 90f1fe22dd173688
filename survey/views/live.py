"""A part of a page that is asked for again and again, and costs little while nothing is new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag


def asks_live(request: HttpRequest) -> bool:
    """Does a script ask for the part that changes, and not for the page?"""
    return request.GET.get("part") == "live"


def live_part(
    request: HttpRequest, template: str, tag: str, context: Callable[[], Mapping[str, Any]]
) -> HttpResponse:
    """The part as it is now, or 304 where the asker has it; `context` is called only if not."""
    etag = quote_etag(tag)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged  # type: ignore[no-any-return]
    response = render(request, template, dict(context()))
    response.headers["ETag"] = etag
    return response
