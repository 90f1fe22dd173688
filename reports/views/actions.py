"""What teams decided to do: a board, a list, one action, and choosing them from a report."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.contents.action_choice import Offer, asked_for, build_offers
from reports.contents.campaign_report import report_of
from reports.exports.action_tables import FORMS
from reports.views.team import address, download, private, reader_language
from survey import access
from survey.forms.actions import ChangeActionForm, NewActionForm, WhoAndWhen
from survey.queries.actions import ActionPage, action_page, rows_of
from survey.queries.results import team_result
from survey.services.actions import (
    Aim,
    change_action,
    create_action,
    move_action,
    remove_action,
)
from survey.services.refusal import Refused


def _page(request: HttpRequest, slug: str) -> ActionPage:
    organisation = get_object_or_404(access.organisations(request.user), slug=slug)
    return action_page(
        request.user,
        organisation,
        reader_language(),
        timezone.localdate(),
        team=request.GET.get("team", ""),
        mine=request.GET.get("mine") == "1",
        overdue=request.GET.get("overdue") == "1",
    )


@login_required
@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Columns by state, or one table (`view=list`); filters stand in the address."""
    page = _page(request, slug)
    kept = {key: request.GET[key] for key in ("team", "mine", "overdue") if request.GET.get(key)}
    context = {
        "page": page,
        "as_list": request.GET.get("view") == "list",
        "chosen": kept,
        "query": urlencode(kept),
        "here": request.get_full_path(),
    }
    return private(render(request, "reports/actions/board.html", context))


@login_required
@require_safe
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The actions of the board, with its filters: csv, excel, jira, gitlab or github."""
    if form not in FORMS:
        raise Http404
    ending, media, make = FORMS[form]
    page = _page(request, slug)
    response = HttpResponse(make(page.rows), content_type=media)
    return download(response, f"{slug}-{_('actions')}-{form}.{ending}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """An action in the team's own words."""
    organisation = get_object_or_404(access.organisations(request.user), slug=slug)
    teams = access.teams(request.user).filter(organisation=organisation).order_by("name")
    if not teams.exists():
        raise Http404
    form = NewActionForm(
        request.POST if request.method == "POST" else None,
        organisation=organisation,
        teams=teams,
        initial={"team": request.GET.get("team")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            create_action(by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("The action is written down."))
            return redirect("actions", slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    language = reader_language()
    page = action_page(request.user, organisation, language, timezone.localdate())
    context = {"page": page, "form": form}
    return render(request, "reports/actions/new.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, action: UUID) -> HttpResponse:
    """One action: what it says, where it stands, what became of its practice."""
    rows = access.actions(request.user)
    found = get_object_or_404(rows.select_related("organisation", "team"), pk=action)
    initial = {
        name: getattr(found, name)
        for name in ("title", "note", "owner", "owner_name", "due", "state")
    }
    form = ChangeActionForm(
        request.POST if request.method == "POST" else None,
        organisation=found.organisation,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_action(action=found, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("The action is saved."))
            return redirect("actions", found.organisation.slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    language = reader_language()
    row = rows_of(rows.filter(pk=found.pk), language, timezone.localdate())[0]
    page = action_page(request.user, found.organisation, language, timezone.localdate())
    context = {"row": row, "page": page, "form": form}
    status = 422 if form.errors else 200
    return private(render(request, "reports/actions/detail.html", context, status=status))


@login_required
@require_POST
def move(request: HttpRequest, action: UUID) -> HttpResponse:
    """Put an action into another state, and come back to where the button was."""
    rows = access.actions(request.user).select_related("organisation")
    found = get_object_or_404(rows, pk=action)
    try:
        moved = move_action(action=found, state=request.POST.get("state", ""), now=timezone.now())
        text = _("“%(title)s” is now: %(state)s.")
        values = {"title": moved.title, "state": moved.get_state_display()}
        messages.success(request, text % values)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(_back(request, reverse("actions", args=[found.organisation.slug])))


@login_required
@require_POST
def remove(request: HttpRequest, action: UUID) -> HttpResponse:
    rows = access.actions(request.user).select_related("organisation", "team")
    found = get_object_or_404(rows, pk=action)
    remove_action(action=found, now=timezone.now())
    messages.success(request, _("“%(title)s” is removed.") % {"title": found.title})
    return redirect("actions", found.organisation.slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, campaign: UUID, team: str) -> HttpResponse:
    """Turn recommendations and moves of the plan into actions, several at once."""
    found = team_result(request.user, campaign, team)
    pairs = access.campaign_teams(request.user).select_related("campaign", "team__organisation")
    pair = get_object_or_404(pairs, campaign_id=campaign, team__slug=team)
    report = report_of(found, reader_language())
    under_way = access.actions(request.user).filter(team=pair.team, state__in=("todo", "doing"))
    groups = build_offers(report, set(under_way.values_list("practice", flat=True)))
    asked = request.POST if request.method == "POST" else request.GET
    wanted = asked_for(groups, asked.getlist("do"))
    form = WhoAndWhen(
        request.POST if request.method == "POST" else None, organisation=pair.team.organisation
    )
    chosen = [o for group in groups for o in group.offers if o.key in wanted and not o.taken]
    if request.method == "POST" and form.is_valid():
        if not chosen:
            form.add_error(None, _("Tick at least one step."))
        else:
            _create(request, pair, found.model.slug, chosen, form.cleaned_data)
            board = reverse("actions", args=[pair.team.organisation.slug])
            return redirect(f"{board}?{urlencode({'team': team})}")
    context = {
        "report": report,
        "groups": groups,
        "form": form,
        "wanted": wanted,
        "unfolded": {g.name for g in groups if any(o.key in wanted for o in g.more)},
        "address": address(campaign, team),
        "organisation": pair.team.organisation.slug,
    }
    status = 422 if form.errors else 200
    return private(render(request, "reports/actions/choose.html", context, status=status))


def _create(
    request: HttpRequest, pair: Any, model: str, chosen: list[Offer], who: dict[str, Any]
) -> None:
    made = 0
    for offer in chosen:
        aim = Aim(model, offer.practice, offer.from_step, offer.to_step)
        try:
            create_action(
                team=pair.team,
                campaign=pair.campaign,
                by=request.user,
                title=offer.title,
                aim=aim,
                note=offer.next,
                now=timezone.now(),
                **who,
            )
            made += 1
        except Refused as refused:
            messages.error(request, f"{offer.name}: {refused}")
    if made:
        text = ngettext("Wrote down %(n)s action.", "Wrote down %(n)s actions.", made)
        messages.success(request, text % {"n": made})


def _back(request: HttpRequest, otherwise: str) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if safe else otherwise
