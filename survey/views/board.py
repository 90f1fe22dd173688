"""The response board, and reminding at once."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from survey import access
from survey.models.campaign import State
from survey.queries.board import board_page
from survey.services.refusal import Refused
from survey.services.reminders import next_reminders, remind_now, zone_of


@login_required
@require_safe
def board(request: HttpRequest, campaign: UUID) -> HttpResponse:
    rows = access.managed_campaigns(request.user).select_related("organisation")
    found, now = get_object_or_404(rows, pk=campaign), timezone.now()
    page = board_page(
        found,
        get_language() or "en",
        now,
        zone=zone_of(found),
        can_remind=settings.MAIL_WORKS and found.state == State.OPEN and not found.paused_at,
        reminders=tuple(next_reminders(found, now)),
    )
    return render(request, "survey/board.html", {"page": page})


@login_required
@require_POST
def remind(request: HttpRequest, campaign: UUID) -> HttpResponse:
    rows = access.managed_campaigns(request.user).select_related("organisation")
    found = get_object_or_404(rows, pk=campaign)
    slug = request.POST.get("team", "")
    team = get_object_or_404(found.teams, slug=slug) if slug else None
    try:
        remind_now(campaign=found, team=team, now=timezone.now())
        # Not how many: that can tell who has answered.
        text = _("Whoever was mailed a link and has not answered gets a reminder.")
        messages.success(request, text)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("response-board", campaign)
