"""What is asked: the published questionnaires, every question of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessment.loading import published_models
from survey.queries import preview
from survey.queries.models import model_page, model_row


@require_safe
def model_list(request: HttpRequest) -> HttpResponse:
    language = get_language() or "en"
    rows = [model_row(slug, version, language) for slug, version in published_models()]
    return render(request, "survey/models.html", {"models": rows})


@require_safe
def model_detail(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    if (slug, version) not in published_models():
        raise Http404
    page = model_page(slug, version, get_language() or "en")
    return render(request, "survey/model.html", {"page": page})


@require_safe
def model_preview(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """Every question as respondents see it."""
    if (slug, version) not in published_models():
        raise Http404
    page = preview.model_preview(slug, version, request.GET.get("form", ""), get_language() or "en")
    return render(request, "survey/preview.html", {"page": page})
