"""The first page: what this is, or where the person's teams stand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessment.loading import built_in_model
from survey.queries.organisations import organisation_rows
from survey.questionnaire import minutes_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    language = get_language() or "en"
    if not request.user.is_authenticated:
        model = built_in_model()
        context = {
            "items": len(model.core.practices),
            "short_items": sum(p.short for p in model.core.practices),
            "minutes": minutes_for(len(model.core.practices)),
            "short_minutes": minutes_for(sum(p.short for p in model.core.practices)),
        }
        return render(request, "survey/welcome.html", context)
    organisations = organisation_rows(request.user, language)
    return render(request, "survey/home.html", {"organisations": organisations})
