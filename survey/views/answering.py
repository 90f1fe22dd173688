"""The respondent's pages: start, the pages of questions, review, submit, reopen.

A personal link is all that it takes; no account. GET and HEAD change nothing at all, because mail
scanners follow links.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from survey.both_languages import keep_both, wants_both
from survey.forms.answering import read_page, read_question
from survey.models import Invitation
from survey.queries.answer_review import review_of
from survey.queries.answering import answers_of, find_invitation, frame, role_of
from survey.queries.minutes import minutes_of
from survey.queries.own_profile import own_profile
from survey.queries.printed_pages import (
    PrintedPage,
    other_language,
    page_asking,
    page_at,
    pages_for,
)
from survey.queries.save_replies import conflict_reply, saved_reply
from survey.queries.section_page import Trouble, Value, section_page
from survey.questionnaire import Questionnaire, asked_of, of_campaign
from survey.services import answering as service
from survey.services.answer_pages import PageOutcome, save_page
from survey.services.refusal import Refused
from survey.services.trial_answers import fill_test
from survey.unavailable import FAULTS, record_fault
from survey.views.by_link import by_link

START_PAGES = {
    "draft": "survey/answer/draft.html",
    "open": "survey/answer/start.html",
    "submitted": "survey/answer/submitted.html",
    "counted": "survey/answer/counted.html",
    "paused": "survey/answer/paused.html",
    "over": "survey/answer/over.html",
    "closed": "survey/answer/closed.html",
}


def respondent(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the invitation of the link instead of its token; say so if there is none."""

    @by_link
    @wraps(view)
    def wrapped(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        return view(request, find_invitation(token), **more)

    return wrapped


def _language() -> str:
    return get_language() or "en"


def _pages(invitation: Invitation) -> Sequence[PrintedPage]:
    return pages_for(invitation.campaign, _language(), role_of(invitation))


def _asked(invitation: Invitation) -> Questionnaire:
    return asked_of(of_campaign(invitation.campaign), invitation.campaign, role_of(invitation))


@respondent
@require_safe
def start(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    answers, language = answers_of(invitation), _language()
    shown = frame(invitation, answers, language, timezone.now())
    minutes = minutes_of(invitation.campaign, of_campaign(invitation.campaign))
    context: dict[str, Any] = {"frame": replace(shown, minutes=minutes)}
    if shown.stage == "submitted":
        context["profile"] = own_profile(
            invitation.campaign, answers, language, role_of(invitation)
        )
    return render(request, START_PAGES[shown.stage], context)


@respondent
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, invitation: Invitation, section: str) -> HttpResponse:
    """A page of questions. A capability that shares its page has an address of its own, too."""
    printed = page_at(_pages(invitation), section)
    if "application/json" in request.headers.get("Accept", "") and request.method == "POST":
        return _save_one(request, invitation)
    if request.method == "POST":
        response = _save_all(request, invitation, printed)
    elif section != printed.slug:
        here = reverse("answer-section", args=[invitation.token, printed.slug])
        return redirect(f"{here}#part-{section}")
    else:
        response = _section(request, invitation, printed)
    return keep_both(request, response)


def _section(
    request: HttpRequest,
    invitation: Invitation,
    printed: PrintedPage,
    troubles: Mapping[str, Trouble] | None = None,
    *,
    locked: str = "",
    status: int = 200,
) -> HttpResponse:
    answers, language = answers_of(invitation), _language()
    now = timezone.now()
    shown = frame(invitation, answers, language, now, printed.slug)
    if (not shown.is_open or shown.needs_role) and not locked:
        return redirect("answer", invitation.token)
    others = other_language(invitation.campaign, language) if wants_both(request) else None
    page = section_page(printed, answers, language, now, shown.progress, troubles, others)
    context = {"frame": shown, "page": page, "locked": locked}
    return render(request, "survey/answer/section.html", context, status=status)


def _save_all(request: HttpRequest, invitation: Invitation, printed: PrintedPage) -> HttpResponse:
    """Save a whole page, then go on; stay where something could not be saved."""
    operations = read_page(request.POST, [question.slug for question in printed.questions])
    typed = {op.practice: Trouble(Value(**asdict(op.draft))) for op in operations}
    asked = _asked(invitation)
    try:
        outcome = save_page(
            invitation=invitation, asked=asked, operations=operations, now=timezone.now()
        )
    except service.NotAnswerable as refused:
        return _section(request, invitation, printed, typed, locked=str(refused), status=409)
    except FAULTS as fault:
        # Reading often still works where writing does not, so the page comes back as it was typed.
        record_fault(fault)
        why = _("The server cannot save at the moment. Send this page again in a minute.")
        return _section(request, invitation, printed, typed, locked=why, status=503)
    if outcome.clean:
        return HttpResponseRedirect(_next_address(request, invitation, printed))
    return _section(request, invitation, printed, _troubles(typed, outcome), status=422)


def _troubles(typed: Mapping[str, Trouble], outcome: PageOutcome) -> dict[str, Trouble]:
    refused = {slug: Trouble(typed[slug].typed, why) for slug, why in outcome.refused.items()}
    newer = {slug: Trouble(typed[slug].typed, "", a) for slug, a in outcome.conflicts.items()}
    return refused | newer


def _next_address(request: HttpRequest, invitation: Invitation, printed: PrintedPage) -> str:
    """Where the pressed button leads."""
    token, slugs = invitation.token, [page.slug for page in _pages(invitation)]
    at = printed.number - 1
    pressed = request.POST.get("go", "")
    if pressed == "next":
        if at + 1 == len(slugs):
            return reverse("answer-review", args=[token])
        return reverse("answer-section", args=[token, slugs[at + 1]])
    if pressed == "back":
        if at == 0:
            return reverse("answer", args=[token])
        return reverse("answer-section", args=[token, slugs[at - 1]])
    question = request.POST.get("clear") or request.POST.get("take") or ""
    here = reverse("answer-section", args=[token, printed.slug])
    return f"{here}#{question}" if any(q.slug == question for q in printed.questions) else here


def _save_one(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Save one question for a script."""
    practice, pages = request.POST.get("question", ""), _pages(invitation)
    # A browser may have kept an answer since before another role moved its question.
    asking = page_asking(pages, practice)
    if asking is None:
        raise BadRequest("no such question")
    try:
        done = service.answer_question(
            invitation=invitation,
            asked=_asked(invitation),
            operation=read_question(request.POST, practice),
            now=timezone.now(),
        )
    except service.NotAnswerable as refused:
        return JsonResponse({"message": str(refused)}, status=423)
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=422)
    # An operation that comes again after somebody changed its answer must not look saved.
    if isinstance(done, service.Conflict) or done.revision < done.answer.revision:
        return JsonResponse(conflict_reply(asking, done.answer), status=409)
    return JsonResponse(saved_reply(pages, asking, done.answer, done.states))


@respondent
@require_safe
def review(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    answers, language = answers_of(invitation), _language()
    shown = frame(invitation, answers, language, timezone.now())
    if not shown.is_open or shown.needs_role:
        return redirect("answer", invitation.token)
    pages = _pages(invitation)
    context = {"frame": shown, "review": review_of(pages, shown.progress, answers)}
    return render(request, "survey/answer/review.html", context)


@respondent
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.method == "POST":
        try:
            service.submit_answers(invitation=invitation, now=timezone.now())
            return redirect("answer", invitation.token)
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect("answer-review", invitation.token)


@respondent
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Ask first, on a page of its own: a scanner that sends the forms of a mailed page must not
    take submitted answers back."""
    shown = frame(invitation, answers_of(invitation), _language(), timezone.now())
    if shown.stage != "submitted" or not shown.takes:
        return redirect("answer", invitation.token)
    if request.method != "POST":
        return render(request, "survey/answer/reopen.html", {"frame": shown})
    try:
        service.reopen_answers(invitation=invitation, now=timezone.now())
        messages.success(request, _("Your answers are open again. Submit them when you are done."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("answer", invitation.token)


@respondent
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Say what one is; it decides what is asked."""
    if request.method == "POST":
        try:
            chosen = request.POST.get("role", "")
            service.choose_role(invitation=invitation, role=chosen, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect("answer", invitation.token)


@respondent
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Fill a form that is only tried out with made-up answers."""
    if request.method != "POST" or not invitation.test:
        return redirect("answer", invitation.token)
    try:
        fill_test(invitation=invitation, asked=_asked(invitation), now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("answer", invitation.token)
    return redirect("answer-review", invitation.token)
