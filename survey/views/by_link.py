"""Pages that a link opens for people without an account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from assessment.loading import ModelFaults, UnknownModel
from survey.queries.answering import UnknownLink
from survey.queries.workshops import UnknownSeat
from survey.questionnaire import ModelChanged


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say so where a token leads nowhere, or the questionnaire is not there; keep no copy."""

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        try:
            return view(request, token, **more)
        except (UnknownLink, UnknownSeat):
            return render(request, "survey/answer/unknown.html", status=404)
        except (ModelChanged, UnknownModel, ModelFaults):
            return render(request, "survey/answer/unavailable.html", status=503)

    return wrapped
