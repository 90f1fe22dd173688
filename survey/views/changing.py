"""A button that changes something: do it, say so or why not, and lead on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from survey.services.refusal import Refused


def change_and_tell(
    request: HttpRequest, change: Callable[[], object], done: str, to: str, *args: object
) -> HttpResponse:
    """Call `change`, tell `done` or why it was refused, and go to the address named `to`."""
    try:
        change()
        messages.success(request, done)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(to, *args)
