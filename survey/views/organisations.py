"""Organisations and their teams."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from survey import access
from survey.forms.organisation import NamedForm, NewOrganisationForm
from survey.queries.organisations import organisation_row
from survey.services import organisations as service
from survey.services.refusal import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """With teams named, the next page sets up their first campaign."""
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = service.create_organisation(owner=request.user, **form.cleaned_data)
            messages.success(request, _("“%(name)s” is created.") % {"name": made.name})
            after = "campaign-new" if form.cleaned_data["teams"] else "organisation"
            return redirect(after, made.slug)
        except Refused as refused:
            form.add_error("teams", str(refused))
    return render(request, "survey/organisation_new.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Teams and campaigns; those who manage the organisation may add a team."""
    organisation = get_object_or_404(access.organisations(request.user), slug=slug)
    manages = access.managed_organisations(request.user).filter(pk=organisation.pk).exists()
    form = NamedForm(request.POST or None, button=_("Add the team"))
    if request.method == "POST":
        get_object_or_404(access.managed_organisations(request.user), slug=slug)
        if form.is_valid():
            try:
                service.create_team(organisation=organisation, **form.cleaned_data)
                return redirect("organisation", slug)
            except Refused as refused:
                form.add_error("name", str(refused))
    row = organisation_row(request.user, organisation, manages, get_language() or "en")
    return render(request, "survey/organisation.html", {"organisation": row, "form": form})
