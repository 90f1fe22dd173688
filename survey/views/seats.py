"""The screens of a workshop's people: take a seat, vote in private, see the votes once shown.

The link is all that it takes; no account. GET and HEAD change nothing at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from survey.forms.workshops import SeatForm, read_votes
from survey.models import Seat, Workshop
from survey.queries.printed_pages import PrintedPage, page_at, pages_for
from survey.queries.seat_pages import ballot_page, seat_page
from survey.queries.section_page import Value
from survey.queries.talk_list import room_of
from survey.queries.workshops import UnknownSeat, find_by_token, find_seat, head_of, live_tag
from survey.questionnaire import of_campaign
from survey.services import seats as service
from survey.services.refusal import Refused
from survey.views.by_link import by_link
from survey.views.live import asks_live, live_part

COOKIE = "plumbline_seat"
KEPT = 30 * 24 * 3600


def _language() -> str:
    return get_language() or "en"


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has a seat in this browser is led back to it."""
    workshop = find_by_token(token)
    sent = request.method == "POST"
    form = SeatForm(request.POST if sent else None, named=workshop.names_shown)
    status = 200
    if sent:
        try:
            if form.is_valid():
                name = form.cleaned_data.get("name", "")
                made = service.take_seat(workshop=workshop, name=name, now=timezone.now())
                return _seated(workshop, made)
            status = 422
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    head = head_of(workshop, _language(), timezone.now())
    context = {"head": head, "form": form, "seat": _own_seat(request, workshop)}
    return render(request, "survey/workshop/join.html", context, status=status)


def _seated(workshop: Workshop, seat: Seat) -> HttpResponse:
    answer = redirect("seat", seat.token)
    answer.set_cookie(
        COOKIE,
        seat.token,
        max_age=KEPT,
        path=reverse("workshop-join", args=[workshop.token]),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def _own_seat(request: HttpRequest, workshop: Workshop) -> str:
    """The token of the seat that this browser has in the workshop, "" for none."""
    try:
        return find_seat(request.COOKIES.get(COOKIE, ""), workshop).token
    except UnknownSeat:
        return ""


@by_link
@require_safe
def seat(request: HttpRequest, token: str) -> HttpResponse:
    """What is left to vote on, and every vote that is shown."""
    found = find_seat(token)
    head = head_of(found.workshop, _language(), timezone.now())
    tag = live_tag(found.workshop, head, _language())

    def context() -> dict[str, Any]:
        return {"page": seat_page(room_of(found.workshop, _language()), head, found, tag=tag)}

    if asks_live(request):
        return live_part(request, "survey/workshop/seat_live.html", tag, context)
    link = request.build_absolute_uri()
    return render(request, "survey/workshop/seat.html", {**context(), "link": link})


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, token: str, section: str) -> HttpResponse:
    """A page of questions to vote on."""
    found = find_seat(token)
    printed = page_at(_pages(found), section)
    if request.method != "POST":
        return _ballot(request, found, printed)
    if "application/json" in request.headers.get("Accept", ""):
        return _vote_one(request, found, printed)
    return _vote_all(request, found, printed)


def _pages(found: Seat) -> tuple[PrintedPage, ...]:
    return pages_for(found.workshop.campaign, _language())


def _ballot(
    request: HttpRequest,
    found: Seat,
    printed: PrintedPage,
    troubles: Mapping[str, tuple[Value, str]] | None = None,
    *,
    locked: str = "",
    status: int = 200,
) -> HttpResponse:
    head = head_of(found.workshop, _language(), timezone.now())
    if not head.going and not locked:
        return redirect("seat", found.token)
    tag = live_tag(found.workshop, head, _language())

    def context() -> dict[str, Any]:
        room = room_of(found.workshop, _language())
        page = ballot_page(room, head, found, printed, _pages(found), tag=tag, troubles=troubles)
        return {"page": page, "locked": locked}

    if asks_live(request):
        return live_part(request, "survey/workshop/ballot_live.html", tag, context)
    return render(request, "survey/workshop/ballot.html", context(), status=status)


def _vote_all(request: HttpRequest, found: Seat, printed: PrintedPage) -> HttpResponse:
    """Save a whole page, then go on; stay where a vote came too late."""
    choices = read_votes(request.POST, [question.slug for question in printed.questions])
    sent = {each.practice: Value(each.state, each.option) for each in choices}
    try:
        cast = service.cast_votes(
            seat=found,
            asked=of_campaign(found.workshop.campaign),
            choices=choices,
            now=timezone.now(),
        )
    except Refused as refused:
        typed = {practice: (value, "") for practice, value in sent.items()}
        return _ballot(request, found, printed, typed, locked=str(refused), status=409)
    if cast.refused:
        late = {practice: (sent[practice], why) for practice, why in cast.refused.items()}
        return _ballot(request, found, printed, late, status=422)
    return redirect(_next_address(request, found, printed))


def _next_address(request: HttpRequest, found: Seat, printed: PrintedPage) -> str:
    """Where the pressed button leads."""
    slugs = [page.slug for page in _pages(found)]
    at = slugs.index(printed.slug)
    step = {"next": 1, "back": -1}.get(request.POST.get("go", ""), 0)
    if step == 0:
        return reverse("seat-section", args=[found.token, printed.slug])
    if not 0 <= at + step < len(slugs):
        return reverse("seat", args=[found.token])
    return reverse("seat-section", args=[found.token, slugs[at + step]])


def _vote_one(request: HttpRequest, found: Seat, printed: PrintedPage) -> HttpResponse:
    """Save one vote for a script."""
    practice = request.POST.get("question", "")
    if all(question.slug != practice for question in printed.questions):
        raise BadRequest("no such question on this page")
    try:
        cast = service.cast_votes(
            seat=found,
            asked=of_campaign(found.workshop.campaign),
            choices=read_votes(request.POST, [practice]),
            now=timezone.now(),
        )
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=423)
    if cast.refused:
        return JsonResponse({"message": cast.refused[practice]}, status=422)
    return JsonResponse({"saved": practice})
