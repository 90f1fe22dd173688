"""Whom a campaign invites: the list, adding to it, correcting it, mailing, codes to print."""

from __future__ import annotations

from functools import partial
from ipaddress import ip_address
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from survey import access
from survey.forms.inviting import InvitationForm, OpenLinkForm, PeopleForm, reader
from survey.forms.people_files import as_text
from survey.forms.people_lists import PeopleList
from survey.models import Campaign, Invitation
from survey.queries.inviting import people_page
from survey.queries.qr import qr_drawing
from survey.services import invitations as service
from survey.services.invitation_mails import mail_again, mail_invitations
from survey.services.open_links import (
    LARGEST_LIMIT,
    close_team_link,
    open_links,
    open_team_link,
)
from survey.services.refusal import Refused
from survey.views.changing import change_and_tell


def _campaign(request: HttpRequest, campaign: UUID) -> Campaign:
    rows = access.managed_campaigns(request.user).select_related("organisation")
    return get_object_or_404(rows, pk=campaign)


def _page(found: Campaign) -> object:
    return people_page(
        found,
        reader(),
        removable=service.removable_teams(found),
        mails=settings.MAIL_WORKS,
    )


def _host(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _here_only(request: HttpRequest) -> bool:
    """Whether the address of the request leads to nothing but this computer itself."""
    name = urlsplit(_host(request)).hostname or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


@login_required
@require_safe
def people(request: HttpRequest, campaign: UUID) -> HttpResponse:
    found = _campaign(request, campaign)
    context = {"page": _page(found), "host": _host(request), "here_only": _here_only(request)}
    return render(request, "survey/inviting/people.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """First what would be made, with every fault; only the second press makes it."""
    found = _campaign(request, campaign)
    sent = request.method == "POST"
    form = PeopleForm(*((request.POST, request.FILES) if sent else ()), campaign=found)
    context = {"page": _page(found), "form": form}
    if sent and form.is_valid():
        listed = PeopleList(found, form.lines, form.cleaned_data["team"])
        try:
            sorted_ = service.sorted_people(found, listed.people)
            if "make" in request.POST and not listed.faults:
                return _made(request, found, listed)
            context |= {"sorted": sorted_, "faults": listed.faults, "text": as_text(form.lines)}
        except Refused as refused:
            form.add_error("people", str(refused))
    status = 422 if sent and (form.errors or context.get("faults")) else 200
    return render(request, "survey/inviting/add.html", context, status=status)


def _made(request: HttpRequest, found: Campaign, listed: PeopleList) -> HttpResponse:
    made = service.invite_people(campaign=found, people=listed.people, now=timezone.now())
    text = ngettext("Made %(n)s link.", "Made %(n)s links.", len(made)) % {"n": len(made)}
    messages.success(request, text)
    return redirect("campaign-people", found.pk)


@login_required
@require_POST
def mail(request: HttpRequest, campaign: UUID) -> HttpResponse:
    found = _campaign(request, campaign)
    try:
        count = mail_invitations(campaign=found, now=timezone.now())
        text = ngettext("%(n)s mail is on its way.", "%(n)s mails are on their way.", count)
        messages.success(request, text % {"n": count})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("campaign-people", campaign)


def _invitation(request: HttpRequest, campaign: UUID, invitation: UUID) -> Invitation:
    found = _campaign(request, campaign)
    rows = found.invitations.filter(test=False).select_related("campaign__organisation", "team")
    return get_object_or_404(rows, pk=invitation)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, campaign: UUID, invitation: UUID) -> HttpResponse:
    """Correct whom a link is for, and send it again if that is asked for."""
    found = _invitation(request, campaign, invitation)
    form = InvitationForm(request.POST or None, invitation=found)
    if request.method == "POST" and form.is_valid():
        try:
            changed = service.change_invitation(
                invitation=found, now=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("Saved."))
            if "send" in request.POST:
                mail_again(invitation=changed, now=timezone.now())
                messages.success(request, _("The mail is on its way."))
            return redirect("campaign-people", campaign)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "page": _page(found.campaign),
        "form": form,
        "invitation": found.pk,
        "removable": service.is_removable(found),
    }
    status = 422 if form.errors else 200
    return render(request, "survey/inviting/change.html", context, status=status)


@login_required
@require_POST
def remove(request: HttpRequest, campaign: UUID, invitation: UUID) -> HttpResponse:
    found = _invitation(request, campaign, invitation)
    act = partial(service.remove_invitation, invitation=found, now=timezone.now())
    done = _("The link is removed; it opens nothing any more.")
    return change_and_tell(request, act, done, "campaign-people", campaign)


@login_required
@require_safe
def codes(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """A sheet of QR codes to print: of one team, one person, or a team's open link."""
    found = _campaign(request, campaign)
    page = _page(found)
    slug, only = request.GET.get("team", ""), request.GET.get("link", "")
    teams = [team for team in page.teams if not slug or team.slug == slug]  # type: ignore[attr-defined]
    if not teams:
        raise Http404
    host = _host(request)
    cards = []
    for team in teams:
        if only == "open" and team.open_link:
            link = host + reverse("join", args=[team.open_link.token])
            cards.append({"team": team.name, "name": "", "link": link, "code": qr_drawing(link)})
        for person in team.people:
            if only in ("", str(person.id)):
                link = host + reverse("answer", args=[person.token])
                card = {"team": team.name, "name": person.name}
                cards.append({**card, "link": link, "code": qr_drawing(link)})
    return render(request, "survey/inviting/codes.html", {"page": page, "cards": cards})


@login_required
@require_POST
def open_link(request: HttpRequest, campaign: UUID) -> HttpResponse:
    found = _campaign(request, campaign)
    form = OpenLinkForm(request.POST, campaign=found)
    if form.is_valid():
        team, limit = form.cleaned_data["team"], form.cleaned_data["limit"]
        try:
            if team:
                open_team_link(campaign=found, team=team, limit=limit, now=timezone.now())
                messages.success(request, _("The open link is made. Copy it, or print its code."))
            else:
                made = len(open_links(campaign=found, limit=limit, now=timezone.now()))
                said = ngettext("%(n)s open link is made.", "%(n)s open links are made.", made)
                messages.success(
                    request, said % {"n": made} if made else _("Every team has an open link.")
                )
        except Refused as refused:
            messages.error(request, str(refused))
    elif "limit" in form.errors:
        said = _("Choose a limit from 1 to %(most)s people.") % {"most": LARGEST_LIMIT}
        messages.error(request, said)
    else:
        messages.error(request, form.non_field_errors()[0])
    return redirect("campaign-people", campaign)


@login_required
@require_POST
def close_link(request: HttpRequest, campaign: UUID, link: int) -> HttpResponse:
    found = _campaign(request, campaign)
    row = get_object_or_404(found.open_links.select_related("campaign", "team"), pk=link)
    close_team_link(link=row, now=timezone.now())
    messages.success(request, _("The open link is closed. Personal links that it made stay."))
    return redirect("campaign-people", campaign)
