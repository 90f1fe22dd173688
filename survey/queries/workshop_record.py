"""What a report may tell of a workshop: agreed answers with their reasons, and how votes lay.

Inside the team everybody has seen the votes. A report is read by others too, so that the votes
on a question are told only where as many people rated it as the smallest group, and one by one
only where twice as many did, as everywhere (docs/scoring.md, “Small groups”).
"""

from __future__ import annotations

from dataclasses import dataclass

from assessment.core.agreement import band
from assessment.core.anonymity import may_show, may_show_histogram
from assessment.core.votes import Votes, talking_order
from survey.models import Campaign, Team, Vote
from survey.models.answer import AnswerState
from survey.models.campaign import Mode, State
from survey.queries.ballot import by_round, counted
from survey.queries.workshops import find_workshop, joint_answers
from survey.questionnaire import of_campaign


@dataclass(frozen=True)
class VotesBefore:
    """How the first votes on a question lay. `mean` is of the steps, `band` agree, mixed or split;
    `steps` counts by step, None for groups too small for it."""

    n: int
    mean: float
    band: str
    steps: tuple[int, ...] | None


@dataclass(frozen=True)
class AgreedAnswer:
    """`state` is rated, na or dk; `reason` what the team wrote down, "" for nothing."""

    practice: str
    state: str
    option: int | None
    reason: str
    before: VotesBefore | None


@dataclass(frozen=True)
class WorkshopRecord:
    """Agreed answers, those first whose votes may be told, the widest spread first."""

    answers: tuple[AgreedAnswer, ...]
    min_group: int


def workshop_record(campaign: Campaign, team: Team) -> WorkshopRecord | None:
    """None where the team held no workshop, the campaign is not closed, or answers are erased.

    Raises ModelChanged where the questionnaire is not there any more.
    """
    erased = campaign.answers_erased_at is not None
    if campaign.mode != Mode.CONSENSUS or campaign.state != State.CLOSED or erased:
        return None
    workshop = find_workshop(campaign, team.pk)
    if workshop is None:
        return None
    practices = of_campaign(campaign).practices
    # Of later rounds nothing is told: two figures of the same few people could be subtracted.
    shown = {p.practice for p in workshop.points.all() if p.shown_at or p.round > 1}
    rounds = by_round(Vote.objects.filter(seat__workshop=workshop, round=1, practice__in=shown))
    k = campaign.min_group
    lie = {
        slug: counted(practice, rounds.get((slug, 1), ()))
        for slug, practice in practices.items()
        if slug in shown
    }
    told = {slug: votes for slug, votes in lie.items() if may_show(votes.rated, k)}
    answers = joint_answers(workshop)
    order = [*talking_order(told), *(slug for slug in practices if slug not in told)]
    return WorkshopRecord(
        answers=tuple(
            AgreedAnswer(
                practice=slug,
                state=answer.state,
                option=answer.option,
                reason=answer.reason or answer.note,
                before=_before(told[slug], k) if slug in told else None,
            )
            for slug in order
            if (answer := answers.get(slug)) and answer.state != AnswerState.CLEARED
        ),
        min_group=k,
    )


def _before(votes: Votes, k: int) -> VotesBefore:
    total = sum(step * count for step, count in enumerate(votes.steps))
    return VotesBefore(
        n=votes.rated,
        mean=total / votes.rated,
        band=band(votes.steps),
        steps=votes.steps if may_show_histogram(votes.rated, k) else None,
    )
