"""Trying the form out: a link whose answers are marked as made up and never count."""

from __future__ import annotations

import random
import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from survey.models import Answer, AnswerSheet, Campaign, Invitation
from survey.models.campaign import State
from survey.questionnaire import Questionnaire
from survey.services.answering import Draft, Operation, answer_question
from survey.services.audit import record_campaign
from survey.services.refusal import Refused

UNKNOWN = 0.06
"""The share of made-up answers that say “don’t know”."""


@transaction.atomic
def trial_link(*, campaign: Campaign, now: datetime) -> Invitation:
    """The campaign's test link, made if there is none.

    Raises Refused for a closed campaign, or one without a team.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.state == State.CLOSED:
        raise Refused(_("The campaign is closed."))
    team = campaign.teams.first()
    if team is None:
        raise Refused(_("Choose at least one team first."))
    found = campaign.invitations.filter(test=True, team__in=campaign.teams.all()).first()
    if found is not None:
        return found
    record_campaign(
        "campaign.test_made",
        campaign,
        at=now,
    )
    return Invitation.objects.create(campaign=campaign, team=team, test=True, created_at=now)


@transaction.atomic
def fill_test(*, invitation: Invitation, asked: Questionnaire, now: datetime) -> None:
    """Answer every question that is still open with something made up.

    Raises Refused if it is no test link, and what saving raises.
    """
    if not invitation.test:
        raise Refused(_("Only a test can be filled with made-up answers."))
    there = set(
        Answer.objects.filter(sheet_id=invitation.sheet_id).values_list("practice", flat=True)
    )
    chance = random.Random(str(invitation.pk))
    for slug, practice in asked.practices.items():
        option = min(len(practice.scale.values) - 1, max(0, round(chance.gauss(1.9, 1))))
        draft = Draft("dk") if chance.random() < UNKNOWN else Draft("rated", option)
        if slug not in there:
            operation = Operation(slug, draft, 0, uuid.uuid4())
            answer_question(invitation=invitation, asked=asked, operation=operation, now=now)


@transaction.atomic
def remove_trials(*, campaign: Campaign, now: datetime) -> int:
    """Remove everything that was made to try the form out; how many links went."""
    tests = Invitation.objects.filter(campaign=campaign, test=True)
    count = tests.count()
    if not count:
        return 0
    AnswerSheet.objects.filter(campaign=campaign, test=True).delete()
    tests.delete()
    record_campaign(
        "campaign.test_removed",
        campaign,
        at=now,
    )
    return count
