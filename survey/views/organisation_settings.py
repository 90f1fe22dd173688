"""Settings of an organisation: name, look, units, teams."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from survey import access
from survey.forms.organisation import LogoForm, NamedForm, SettingsForm, TeamForm
from survey.models import Logo, Organisation
from survey.queries.organisation_settings import settings_row, team_loss
from survey.services import organisation_settings as service
from survey.services.organisation_settings import LARGEST_LOGO
from survey.services.refusal import Refused

FIELDS = ("name", "name_zh", "time_zone", "accent", "retention_months")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = _managed(request, slug)
    kept = {field: getattr(organisation, field) for field in FIELDS}
    form = SettingsForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        service.change_organisation(organisation=organisation, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("organisation-settings", slug)
    return _page(request, organisation, form=form)


@login_required
@require_safe
def logo(request: HttpRequest, slug: str) -> HttpResponse:
    seen = access.organisations(request.user)
    found = get_object_or_404(Logo, organisation__in=seen, organisation__slug=slug)
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Cache-Control"] = "private, max-age=60"
    return response


@login_required
@require_POST
def change_logo(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a picture in place, or take it away."""
    organisation = _managed(request, slug)
    form = LogoForm(request.POST, request.FILES)
    removing = "remove" in request.POST
    if not removing and not form.is_valid():
        return _page(request, organisation, logo_form=form)
    try:
        # One byte more than is allowed tells that there is more.
        content = b"" if removing else form.cleaned_data["logo"].read(LARGEST_LOGO + 1)
        service.set_logo(organisation=organisation, content=content)
        messages.success(request, _("Saved."))
    except Refused as refused:
        form.add_error("logo", str(refused))
        return _page(request, organisation, logo_form=form)
    return redirect("organisation-settings", slug)


@login_required
@require_POST
def new_unit(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = _managed(request, slug)
    form = NamedForm(request.POST, button=_("Add the unit"))
    if form.is_valid():
        try:
            service.create_unit(organisation=organisation, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("organisation-settings", slug)
        except Refused as refused:
            form.add_error("name", str(refused))
    return _page(request, organisation, unit_form=form)


@login_required
@require_POST
def change_unit(request: HttpRequest, slug: str, unit: int) -> HttpResponse:
    row = get_object_or_404(_managed(request, slug).units.all(), pk=unit)
    form = NamedForm(request.POST, button="")
    try:
        if form.is_valid():
            service.change_unit(unit=row, **form.cleaned_data)
            messages.success(request, _("Saved."))
        else:
            messages.error(request, _("A unit needs a name."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("organisation-settings", slug)


@login_required
@require_POST
def remove_unit(request: HttpRequest, slug: str, unit: int) -> HttpResponse:
    row = get_object_or_404(_managed(request, slug).units.all(), pk=unit)
    service.remove_unit(unit=row)
    messages.success(request, _("The unit is removed; its teams stay."))
    return redirect("organisation-settings", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, slug: str, team: str) -> HttpResponse:
    """Rename a team, put it into a unit, or remove it after typing its name."""
    organisation = _managed(request, slug)
    row = get_object_or_404(organisation.teams.select_related("unit"), slug=team)
    kept = {"name": row.name, "name_zh": row.name_zh, "unit": row.unit}
    removing = "typed" in request.POST
    data = request.POST if request.method == "POST" and not removing else None
    form = TeamForm(data, initial=kept, organisation=organisation, button=_("Save the team"))
    refusal = ""
    try:
        if removing:
            service.remove_team(team=row, typed=request.POST["typed"])
            messages.success(request, _("The team is removed."))
            return redirect("organisation-settings", slug)
        if data is not None and form.is_valid():
            service.change_team(team=row, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("organisation-settings", slug)
    except Refused as refused:
        if removing:
            refusal = str(refused)
        else:
            form.add_error("name", str(refused))
    language = get_language() or "en"
    context = {
        "page": settings_row(organisation, language),
        "loss": team_loss(row, language),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "survey/settings/team.html", context)


def _managed(request: HttpRequest, slug: str) -> Organisation:
    return get_object_or_404(access.managed_organisations(request.user), slug=slug)


def _page(
    request: HttpRequest,
    organisation: Organisation,
    *,
    form: SettingsForm | None = None,
    logo_form: LogoForm | None = None,
    unit_form: NamedForm | None = None,
) -> HttpResponse:
    kept = {field: getattr(organisation, field) for field in FIELDS}
    context = {
        "page": settings_row(organisation, get_language() or "en"),
        "form": form or SettingsForm(initial=kept),
        "logo_form": logo_form or LogoForm(),
        "unit_form": unit_form or NamedForm(button=_("Add the unit")),
    }
    return render(request, "survey/settings/page.html", context)
