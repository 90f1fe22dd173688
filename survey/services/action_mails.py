"""A mail to whoever sees to an action whose date has passed: once, then once a week."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessment.core.model import pick
from survey.models import Action, Mail
from survey.models.action import ActionState
from survey.models.mail import MailKind
from survey.services.mailing import Letter, mail_works, queue_mails

RUNNING = (ActionState.TODO, ActionState.DOING)
AGAIN = timedelta(days=7)


def remind_of_actions(now: datetime) -> None:
    """Queue a mail for each running action past its date; a job of the worker.

    The week since the date names the occasion, so that a later look queues nothing twice.
    """
    if not mail_works():
        return
    today = timezone.localdate(now)
    late = Action.objects.filter(due__lt=today, state__in=RUNNING, owner__is_active=True)
    queue_mails(_mail(action, today, now) for action in late.select_related("owner"))


def _mail(action: Action, today: date, now: datetime) -> Mail:
    assert action.due is not None
    assert action.owner is not None
    weeks = (today - action.due - timedelta(days=1)) // AGAIN
    return Mail(
        organisation_id=action.organisation_id,
        kind=MailKind.ACTION,
        occasion=f"{action.due.isoformat()}-{weeks}",
        subject_id=str(action.pk),
        to=action.owner.email,
        language=action.owner.language or settings.LANGUAGE_CODE,
        queued_at=now,
    )


def action_letter(mail: Mail, now: datetime) -> Letter | None:
    """None once the action has ended, has another date, or belongs to somebody else."""
    rows = Action.objects.select_related("organisation", "team", "owner")
    action = rows.filter(pk=mail.subject_id, state__in=RUNNING).first()
    if action is None or action.due is None or action.owner is None:
        return None
    if action.owner.email != mail.to or action.due >= timezone.localdate(now):
        return None
    language = get_language() or "en"
    context = {
        "organisation": pick(action.organisation.names, language),
        "title": action.title,
        "team": pick(action.team.names, language),
        "due": action.due,
        "link": settings.SITE_ADDRESS + reverse("action", args=[action.pk]),
    }
    return Letter(_("Past its date: %(title)s") % context, "action", context)
