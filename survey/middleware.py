"""The reader's language: `?lang=` first and kept, then the cookie, then the browser."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from survey.acting import acting

YEAR = 365 * 24 * 3600


class LanguageMiddleware:
    """Every page exists in both languages; which one is a preference, no part of the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("lang", "")
        known = {code for code, _ in settings.LANGUAGES}
        language = asked if asked in known else translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        response.headers["Vary"] = ", ".join(
            sorted({*filter(None, response.headers.get("Vary", "").split(", ")), "Accept-Language"})
        )
        # A document's language is chosen for that document alone.
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if asked in known and is_page and kept != asked:
            remember(response, settings.LANGUAGE_COOKIE_NAME, asked)
        return response


def remember(response: HttpResponse, cookie: str, value: str) -> None:
    """Keep a preference for a year."""
    response.set_cookie(
        cookie, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


class ActorMiddleware:
    """The signed-in person is who acts during the request; the audit log asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Reading the session costs queries, and a page that changes nothing has no use for it.
        if request.method in {"GET", "HEAD", "OPTIONS"} or not request.user.is_authenticated:
            return self.get_response(request)
        with acting(request.user):
            return self.get_response(request)
