"""The audit log of an organisation."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from survey import access
from survey.forms.audit import AuditFilter
from survey.queries.audit import audit_page


@login_required
@require_safe
def audit(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(access.managed_organisations(request.user), slug=slug)
    language = get_language() or "en"
    form = AuditFilter(request.GET, organisation=organisation, language=language)
    before = request.GET.get("before", "")[:80]
    page = audit_page(request.user, organisation, form.chosen(), before, language)
    kept = request.GET.copy()
    kept.pop("before", None)
    context = {"page": page, "form": form, "kept": kept.urlencode(), "filtered": any(kept.values())}
    return render(request, "survey/audit.html", context)
