"""The database cannot work at the moment: a full disk, a restart, no connection.

A person is told so in words, a script gets 503 and tries again, and the log says why.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

FAULTS = (OperationalError, InterfaceError)
"""What the database raises for reasons of its own; nothing was written then."""
RETRY = {"Retry-After": "5"}
log = logging.getLogger(__name__)


def record_fault(fault: Exception) -> None:
    """One line in the log, without the address: a respondent's address is their secret."""
    log.error("The database cannot work at the moment: %s", " ".join(str(fault).split()))


class UnavailableMiddleware:
    """Answers 503 where a view met a database that cannot work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if not isinstance(fault, FAULTS):
            return None
        record_fault(fault)
        if "application/json" in request.headers.get("Accept", ""):
            message = _(
                "The server cannot save at the moment. Kept in this browser, sent again by itself."
            )
            return JsonResponse({"message": message}, status=503, headers=RETRY)
        # Without the request: what a page usually shows of it may ask the database.
        content = {"address": request.get_full_path(), "fields": _sent(request)}
        return HttpResponse(render_to_string("503.html", content), status=503, headers=RETRY)


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent, so that the page can send it once more; never a file or a password."""
    if request.method != "POST" or request.FILES or any("password" in n for n in request.POST):
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values]
