"""Organisations, their teams and their people."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from survey import access
from survey.forms.organisation import MemberForm, NamedForm
from survey.models import Membership
from survey.queries.organisations import organisation_row, people_rows
from survey.services import organisations as service
from survey.services.refusal import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = NamedForm(request.POST or None, button=_("Create the organisation"))
    if request.method == "POST" and form.is_valid():
        made = service.create_organisation(owner=request.user, **form.cleaned_data)
        return redirect("organisation", made.slug)
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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(access.managed_organisations(request.user), slug=slug)
    owner = access.owned_organisations(request.user).filter(pk=organisation.pk).exists()
    form = MemberForm(request.POST or None, organisation=organisation, by_owner=owner)
    if request.method == "POST" and form.is_valid():
        try:
            service.add_member(by_owner=owner, organisation=organisation, **form.cleaned_data)
            messages.success(request, _("Added %(email)s.") % form.cleaned_data)
            return redirect("people", slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    language = get_language() or "en"
    context = {
        "organisation": organisation_row(request.user, organisation, True, language),
        "people": people_rows(organisation, request.user, language),
        "owner": owner,
        "form": form,
    }
    return render(request, "survey/people.html", context)


@login_required
@require_POST
def remove_person(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    organisation = get_object_or_404(access.managed_organisations(request.user), slug=slug)
    row = get_object_or_404(Membership, pk=membership, organisation=organisation)
    owner = access.owned_organisations(request.user).filter(pk=organisation.pk).exists()
    try:
        service.remove_member(by_owner=owner, membership=row)
        messages.success(request, _("Removed the role of %(person)s.") % {"person": row.user})
    except Refused as refused:
        messages.error(request, str(refused))
    managed = access.managed_organisations(request.user).filter(pk=organisation.pk)
    return redirect("people", slug) if managed.exists() else redirect("home")
