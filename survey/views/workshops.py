"""The facilitator's screens: who is here, how many have voted, show the votes, agree, finish."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessment.loading import ModelFaults, UnknownModel
from survey import access
from survey.forms.workshops import OpenWorkshopForm, read_agreed
from survey.models import CampaignTeam, Workshop
from survey.queries.printed import printed_for
from survey.queries.qr import qr_drawing
from survey.queries.section_page import Question, Value
from survey.queries.talk_list import room_of
from survey.queries.workshop_pages import PointPage, facilitator_page, point_page
from survey.queries.workshops import WorkshopHead, find_workshop, head_of, live_tag
from survey.questionnaire import ModelChanged, of_campaign
from survey.services import agreeing
from survey.services import workshops as service
from survey.services.answering import Conflict, Operation
from survey.services.refusal import Refused
from survey.views.changing import change_and_tell
from survey.views.live import asks_live, live_part


def facilitating(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the workshop whose facilitator asks. Whoever may only take over is led to the
    page where that is done; nobody else gets anything."""

    @login_required
    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, campaign: UUID, team: str, **more: Any) -> HttpResponse:
        pair = _pair(request, campaign, team)
        found = find_workshop(pair.campaign, pair.team_id)
        if found is None or found.facilitator_id != request.user.pk:
            return redirect("workshop", campaign, team)
        return view(request, found, **more)

    return wrapped


def _pair(request: HttpRequest, campaign: UUID, team: str) -> CampaignTeam:
    rows = access.workshop_teams(request.user).select_related("campaign__organisation", "team")
    return get_object_or_404(rows, campaign_id=campaign, team__slug=team)


def _language() -> str:
    return get_language() or "en"


def _head(workshop: Workshop) -> WorkshopHead:
    return head_of(workshop, _language(), timezone.now())


def _back(workshop: Workshop) -> tuple[str, UUID, str]:
    """The address of the workshop's own page, for `redirect`."""
    return "workshop", workshop.campaign_id, workshop.team.slug


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def workshop(request: HttpRequest, campaign: UUID, team: str) -> HttpResponse:
    """The workshop of a team; sent, it is opened, or taken over from somebody else."""
    pair = _pair(request, campaign, team)
    found = find_workshop(pair.campaign, pair.team_id)
    try:
        if request.method == "POST":
            return _open(request, pair, found)
        if found is None:
            return _before(request, pair)
        return _workshop(request, found)
    except (ModelChanged, UnknownModel, ModelFaults):
        return render(request, "survey/answer/unavailable.html", status=503)


def _open(request: HttpRequest, pair: CampaignTeam, found: Workshop | None) -> HttpResponse:
    form, now = OpenWorkshopForm(request.POST), timezone.now()
    if found is not None:
        act = partial(service.take_over, workshop=found, by=request.user, now=now)
        done = _("You facilitate this workshop now.")
    else:
        act = partial(
            service.open_workshop,
            campaign=pair.campaign,
            team=pair.team,
            by=request.user,
            asked=of_campaign(pair.campaign),
            names_shown=form.is_valid() and form.cleaned_data["names_shown"],
            now=now,
        )
        done = _("The workshop is open. Show the code, or send the link.")
    return change_and_tell(request, act, done, "workshop", pair.campaign_id, pair.team.slug)


def _before(request: HttpRequest, pair: CampaignTeam) -> HttpResponse:
    # A workshop that is not there yet, for the names and the stage alone.
    head = head_of(Workshop(campaign=pair.campaign, team=pair.team), _language(), timezone.now())
    return render(
        request, "survey/workshop/before.html", {"head": head, "form": OpenWorkshopForm()}
    )


def _workshop(request: HttpRequest, found: Workshop) -> HttpResponse:
    head, lead = _head(found), found.facilitator_id == request.user.pk
    tag = f"{live_tag(found, head, _language())}-{lead}"

    def context() -> dict[str, Any]:
        return {"page": facilitator_page(room_of(found, _language()), head, lead=lead, tag=tag)}

    if asks_live(request):
        return live_part(request, "survey/workshop/leading.html", tag, context)
    link = request.build_absolute_uri(reverse("workshop-join", args=[found.token]))
    more = {"link": link, "code": qr_drawing(link)} if lead and head.going else {}
    return render(request, "survey/workshop/workshop.html", {**context(), **more})


@facilitating
@require_POST
def show(request: HttpRequest, found: Workshop) -> HttpResponse:
    """Show the votes of one capability, or of all where none is named."""
    sections = printed_for(found.campaign, _language())
    wanted = request.POST.get("section", "")
    if wanted and wanted not in sections:
        raise Http404
    chosen = [sections[wanted]] if wanted else list(sections.values())
    slugs = [question.slug for section in chosen for question in section.questions]
    try:
        shown = service.show_votes(
            workshop=found, by=request.user, practices=slugs, now=timezone.now()
        )
        text = ngettext(
            "The votes on %(n)s question are shown.",
            "The votes on %(n)s questions are shown.",
            len(shown),
        )
        messages.success(request, text % {"n": len(shown)})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(*_back(found))


@facilitating
@require_POST
def accept(request: HttpRequest, found: Workshop) -> HttpResponse:
    """Take everything that everybody voted the same as agreed."""
    try:
        taken = agreeing.agree_unanimous(
            workshop=found, by=request.user, asked=of_campaign(found.campaign), now=timezone.now()
        )
        text = ngettext("%(n)s answer agreed.", "%(n)s answers agreed.", taken)
        messages.success(request, text % {"n": taken})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(*_back(found))


@facilitating
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: HttpRequest, found: Workshop, practice: str) -> HttpResponse:
    """One question to agree on; sent, the agreed answer with its reason."""
    page = point_page(room_of(found, _language()), _head(found), practice)
    if page is None:
        messages.error(
            request, _("The votes on this question are not shown; everybody can still vote.")
        )
        return redirect(*_back(found))
    if request.method != "POST":
        return render(request, "survey/workshop/point.html", {"page": page})
    operation = read_agreed(request.POST, practice)
    try:
        done = agreeing.agree(
            workshop=found,
            by=request.user,
            asked=of_campaign(found.campaign),
            operation=operation,
            now=timezone.now(),
        )
    except Refused as refused:
        return _point_again(request, found, page, operation, str(refused))
    if isinstance(done, Conflict):
        why = _(
            "Another answer was agreed meanwhile, in another window. "
            "Send yours once more to keep it."
        )
        return _point_again(request, found, page, operation, why, done.answer.revision)
    messages.success(request, _("Agreed."))
    if page.after is None:
        return redirect(*_back(found))
    return redirect("workshop-point", found.campaign_id, found.team.slug, page.after.slug)


def _point_again(
    request: HttpRequest,
    found: Workshop,
    page: PointPage,
    operation: Operation,
    why: str,
    revision: int | None = None,
) -> HttpResponse:
    """The page as it was typed, and why it is not saved."""
    draft = operation.draft
    typed = Question(
        printed=page.row.printed,
        number=page.row.printed.number,
        value=Value(draft.state, draft.option, draft.reason, draft.note),
        revision=operation.base_revision if revision is None else revision,
        saved="",
        saved_iso="",
        error=why,
    )
    again = point_page(room_of(found, _language()), page.head, operation.practice, typed)
    return render(request, "survey/workshop/point.html", {"page": again}, status=422)


@facilitating
@require_POST
def again(request: HttpRequest, found: Workshop, practice: str) -> HttpResponse:
    """Another round of private votes on one question."""
    act = partial(
        service.vote_again,
        workshop=found,
        by=request.user,
        asked=of_campaign(found.campaign),
        practice=practice,
        now=timezone.now(),
    )
    done = _("Everybody can vote on this question again. What was voted before is kept.")
    return change_and_tell(request, act, done, *_back(found))


@facilitating
@require_POST
def finish(request: HttpRequest, found: Workshop) -> HttpResponse:
    act = partial(service.finish_workshop, workshop=found, by=request.user, now=timezone.now())
    done = _("The workshop is finished and the joint answers are in.")
    return change_and_tell(request, act, done, *_back(found))


@facilitating
@require_POST
def reopen(request: HttpRequest, found: Workshop) -> HttpResponse:
    act = partial(service.reopen_workshop, workshop=found, by=request.user, now=timezone.now())
    return change_and_tell(request, act, _("The workshop goes on."), *_back(found))
