"""What is kept of people and their answers, how long, and how it is erased."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.core.model import pick
from survey import access
from survey.forms.privacy import RetentionForm, TypedForm, WhoForm
from survey.models import Campaign, Membership
from survey.queries.personal import of_account, wanted
from survey.queries.privacy import found_of, kept_answers, privacy_page
from survey.services import erasure, retention
from survey.services.refusal import Refused


def _language() -> str:
    return get_language() or "en"


@login_required
@require_safe
def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    """What is kept, by campaign; owners may look for a person to erase."""
    organisation = get_object_or_404(access.managed_organisations(request.user), slug=slug)
    owner = access.owned_organisations(request.user).filter(pk=organisation.pk).exists()
    page = privacy_page(request.user, organisation, _language())
    return render(request, "survey/privacy.html", {"page": page, "owner": owner, "form": WhoForm()})


@login_required
@require_POST
def erase_name(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows where a person without a role is named; erases once the name is typed again.

    The name is posted, so that it stands in no address and in no log.
    """
    organisation = get_object_or_404(access.owned_organisations(request.user), slug=slug)
    asked = WhoForm(request.POST)
    if not asked.is_valid():
        messages.error(request, _("Give a whole name or a mail address."))
        return redirect("privacy", slug)
    who = asked.cleaned_data["who"]
    sure = "typed" in request.POST
    label = _("Type “%(who)s” again") % {"who": who}
    form = TypedForm(request.POST if sure else None, wanted=who, label=label)
    if sure and form.is_valid():
        try:
            erasure.erase_name(organisation=organisation, who=who, now=timezone.now())
            messages.success(request, _("Erased. Figures of groups stay as they are."))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("privacy", slug)
    context = {
        "organisation": pick(organisation.names, _language()),
        "slug": slug,
        "who": who,
        "found": found_of(organisation, wanted(who)),
        "has_role": erasure.has_role(organisation, wanted(who)),
        "form": form,
    }
    return render(request, "survey/privacy_name.html", context, status=422 if sure else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase_member(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """An owner erases somebody with a role; the account goes too unless it is used elsewhere."""
    organisation = get_object_or_404(access.owned_organisations(request.user), slug=slug)
    rows = Membership.objects.filter(organisation=organisation).select_related("user")
    user = get_object_or_404(rows, pk=membership).user
    sent = request.method == "POST"
    label = _("Type “%(who)s”") % {"who": user.email}
    form = TypedForm(request.POST if sent else None, wanted=user.email, label=label)
    if sent and form.is_valid():
        myself = user == request.user
        try:
            erasure.erase_member(organisation=organisation, user=user, now=timezone.now())
            messages.success(request, _("Erased. Figures of groups stay as they are."))
            return redirect("home") if myself else redirect("people", slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "organisation": pick(organisation.names, _language()),
        "slug": slug,
        "email": user.email,
        "name": str(user),
        "found": found_of(organisation, of_account(user)),
        "form": form,
    }
    return render(request, "survey/privacy_person.html", context, status=422 if sent else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def campaign(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """How long this campaign's single answers are kept."""
    found = _campaign(request, campaign)
    sent = request.method == "POST"
    initial = {"months": found.retention_months}
    form = RetentionForm(request.POST if sent else None, initial=initial)
    if sent and form.is_valid():
        months = form.cleaned_data["months"]
        try:
            retention.keep_answers(campaign=found, months=months, now=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("campaign-privacy", campaign)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _page(request, found, form, _typed(found), 422 if sent else 200)


@login_required
@require_POST
def erase_answers(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """Erase the single answers at once; results stay."""
    found = _campaign(request, campaign)
    typed = _typed(found, request.POST.copy())
    if typed.is_valid():
        try:
            retention.erase_answers(campaign=found, now=timezone.now())
            messages.success(request, _("The single answers are erased. Results stay."))
            return redirect("campaign-privacy", campaign)
        except Refused as refused:
            typed.add_error(None, str(refused))
    form = RetentionForm(initial={"months": found.retention_months})
    return _page(request, found, form, typed, 422)


def _campaign(request: HttpRequest, number: UUID) -> Campaign:
    rows = access.managed_campaigns(request.user).select_related("organisation")
    return get_object_or_404(rows, pk=number)


def _typed(found: Campaign, data: object = None) -> TypedForm:
    name = pick(found.names, _language())
    label = _("Type the campaign’s name, “%(name)s”") % {"name": name}
    return TypedForm(data, wanted=name, label=label)


def _page(
    request: HttpRequest, found: Campaign, form: RetentionForm, typed: TypedForm, status: int
) -> HttpResponse:
    context = {
        "organisation": pick(found.organisation.names, _language()),
        "slug": found.organisation.slug,
        "kept": kept_answers(found, _language()),
        "form": form,
        "typed": typed,
    }
    return render(request, "survey/privacy_campaign.html", context, status=status)
