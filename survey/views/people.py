"""Who belongs to an organisation: roles, and invitations to take one."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from survey import access
from survey.forms.organisation import OfferForm, RoleForm
from survey.models import Membership, Organisation, OrganisationInvitation
from survey.queries.offers import offer_rows
from survey.queries.organisations import organisation_row, people_rows
from survey.services import offers
from survey.services import organisations as service
from survey.services.mailing import mail_works
from survey.services.refusal import Refused
from survey.views.changing import change_and_tell


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody with a role, whoever is invited, and a form to invite."""
    organisation = get_object_or_404(access.managed_organisations(request.user), slug=slug)
    owner = _owns(request, organisation)
    form = OfferForm(request.POST or None, organisation=organisation, by_owner=owner)
    if request.method == "POST" and form.is_valid():
        try:
            offers.offer_role(
                by=request.user,
                by_owner=owner,
                organisation=organisation,
                now=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, _invited(form.cleaned_data["email"]))
            return redirect("people", slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    language = get_language() or "en"
    context = {
        "organisation": organisation_row(request.user, organisation, True, language),
        "people": people_rows(organisation, request.user, language),
        "offers": offer_rows(organisation, timezone.now(), language),
        "owner": owner,
        "form": form,
        "host": request.build_absolute_uri("/").rstrip("/"),
        "mail": mail_works(),
    }
    return render(request, "survey/people.html", context)


def _invited(email: str) -> str:
    if mail_works():
        return _("Invited %(email)s by mail.") % {"email": email}
    return _("Copy the link below and give it to %(email)s.") % {"email": email}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """Give a person another role."""
    organisation = get_object_or_404(access.managed_organisations(request.user), slug=slug)
    row = get_object_or_404(Membership, pk=membership, organisation=organisation)
    owner = _owns(request, organisation)
    initial = {"role": row.role, "team": row.team}
    form = RoleForm(
        request.POST or None, initial=initial, organisation=organisation, by_owner=owner
    )
    if request.method == "POST" and form.is_valid():
        try:
            service.change_role(by_owner=owner, membership=row, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return _back(request, organisation)
        except Refused as refused:
            form.add_error(None, str(refused))
    language = get_language() or "en"
    context = {
        "organisation": organisation_row(request.user, organisation, True, language),
        "person": str(row.user),
        "form": form,
    }
    return render(request, "survey/role.html", context)


@login_required
@require_POST
def remove_person(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    organisation = get_object_or_404(access.managed_organisations(request.user), slug=slug)
    row = get_object_or_404(Membership, pk=membership, organisation=organisation)
    try:
        service.remove_member(by_owner=_owns(request, organisation), membership=row)
        messages.success(request, _("Removed the role of %(person)s.") % {"person": row.user})
    except Refused as refused:
        messages.error(request, str(refused))
    return _back(request, organisation)


@login_required
@require_POST
def renew_offer(request: HttpRequest, slug: str, offer: int) -> HttpResponse:
    organisation, row = _offer(request, slug, offer)
    try:
        owner = _owns(request, organisation)
        mailed = offers.renew_offer(by_owner=owner, offer=row, now=timezone.now())
        said = _("The invitation holds for two more weeks.")
        messages.success(request, _("The invitation is mailed again.") if mailed else said)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("people", slug)


@login_required
@require_POST
def withdraw_offer(request: HttpRequest, slug: str, offer: int) -> HttpResponse:
    organisation, row = _offer(request, slug, offer)
    owner = _owns(request, organisation)
    act = partial(offers.withdraw_offer, by_owner=owner, offer=row, now=timezone.now())
    done = _("The invitation is withdrawn; its link leads nowhere.")
    return change_and_tell(request, act, done, "people", slug)


def _owns(request: HttpRequest, organisation: Organisation) -> bool:
    return access.owned_organisations(request.user).filter(pk=organisation.pk).exists()


def _offer(
    request: HttpRequest, slug: str, offer: int
) -> tuple[Organisation, OrganisationInvitation]:
    organisation = get_object_or_404(access.managed_organisations(request.user), slug=slug)
    return organisation, get_object_or_404(organisation.offers.all(), pk=offer)


def _back(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """To the people, or home if the person has just given up the right to see them."""
    managed = access.managed_organisations(request.user).filter(pk=organisation.pk)
    return redirect("people", organisation.slug) if managed.exists() else redirect("home")
