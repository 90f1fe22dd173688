"""Where a team stands, for questions that its frozen result does not answer: what if?"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from assessment.core.evaluation import standing_of
from assessment.core.team_state import TeamState
from survey.access import Person
from survey.models import Campaign, Team
from survey.queries.answers import answers_digest, team_answers
from survey.queries.results import TeamResult, team_result
from survey.questionnaire import ModelChanged, of_campaign


def team_standing(
    person: Person, campaign_id: UUID, team_slug: str, module: str = ""
) -> tuple[TeamResult, TeamState | None]:
    """The team's result and its standing on the core, or on a module that has a score there.

    The standing is None where the result is not shown, or cannot be worked out again: the model
    was changed, or the answers are not those that the result was frozen from.

    Raises Http404 if it is not there or not theirs.
    """
    found = team_result(person, campaign_id, team_slug)
    if found.result is None:
        return found, None
    scored = {each.slug for each in found.result.modules if each.overall.score is not None}
    if module and module not in scored:
        raise Http404
    campaign = Campaign.objects.get(pk=campaign_id)
    team = Team.objects.get(slug=team_slug, organisation_id=campaign.organisation_id)
    try:
        asked = of_campaign(campaign)
    except ModelChanged:
        return found, None
    answers = team_answers(campaign, team, asked)
    if answers_digest(answers) != found.answers_sha256:
        return found, None
    state = standing_of(
        asked.model, answers, min_group=campaign.min_group, form=campaign.form, module=module
    )
    return found, state
