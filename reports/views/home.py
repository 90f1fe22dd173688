"""The first page: what this is, or where the person's teams stand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessment.loading import built_in_model
from reports.contents.home import build_home
from reports.views.team import reader_language
from survey.queries.organisations import organisation_rows
from survey.queries.portfolio import portfolio
from survey.questionnaire import minutes_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "survey/welcome.html", _questions())
    language = reader_language()
    rows = organisation_rows(request.user, language)
    managed = [row.slug for row in rows if row.manages and row.has_results]
    # Of several with results each portfolio is one click away; the page stays short and quick.
    found = portfolio(request.user, managed[0]) if len(managed) == 1 else None
    organisations = build_home(rows, found, language)
    return render(request, "reports/home.html", {"organisations": organisations})


def _questions() -> dict[str, int]:
    """How many questions there are, and the minutes they take, in both forms."""
    practices = built_in_model().core.practices
    short = sum(practice.short for practice in practices)
    return {
        "items": len(practices),
        "minutes": minutes_for(len(practices)),
        "short_items": short,
        "short_minutes": minutes_for(short),
    }
