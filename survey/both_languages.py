"""Whether a respondent reads the questions in both languages: a preference, kept by the browser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from survey.middleware import remember

COOKIE = "plumbline_both"
CHOICES = ("yes", "no")


def _chosen(request: HttpRequest) -> str:
    """What was just chosen, by a link or with a whole page that was sent; "" for nothing."""
    chosen = request.POST.get("both", "") or request.GET.get("both", "")
    return chosen if chosen in CHOICES else ""


def wants_both(request: HttpRequest) -> bool:
    return (_chosen(request) or request.COOKIES.get(COOKIE, "")) == "yes"


def keep_both(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep the choice for a year."""
    chosen = _chosen(request)
    if chosen == "yes":
        remember(response, COOKIE, chosen)
    elif chosen:
        response.delete_cookie(COOKIE)
    return response
