"""What the made-up teams decided to do after the first round: reached, under way and overdue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from survey.models import Action, Campaign, Team
from survey.models.action import ActionState


@dataclass(frozen=True)
class _Decision:
    """`due` is in days from the loading; `to` is the answer option that is wanted."""

    team: str
    practice: str
    start: int
    to: int
    title: str
    owner: str
    due: int
    state: str


DECISIONS = (
    _Decision(
        *(
            "infrastructure",
            "cr-speed",
            2,
            3,
            "Review within one working day / 一个工作日内完成评审",
        ),
        *("Jo Li", -60, ActionState.DONE),
    ),
    _Decision(
        *("mobile", "at-integration", 1, 3, "Run integration tests nightly / 每晚运行集成测试"),
        *("Noor Wang", 21, ActionState.DOING),
    ),
    _Decision(
        *("warehouse", "rc-identification", 1, 2, "Keep one list of risks / 建立风险清单"),
        *("Kim Zhao", -10, ActionState.DOING),
    ),
    _Decision(
        *("search", "pm-delivery", 2, 4, "Show the plan on one board / 计划放到同一块看板"),
        *("Ravi Liu", 45, ActionState.TODO),
    ),
)


def load_actions(
    teams: Mapping[str, Team], campaign: UUID, closed: datetime, now: datetime
) -> None:
    """Written down a week after the campaign was closed, all at once."""
    asked = Campaign.objects.get(pk=campaign)
    today = now.date()
    Action.objects.bulk_create(
        Action(
            organisation=asked.organisation,
            team=teams[each.team],
            campaign=asked,
            model_slug=asked.model_slug,
            practice=each.practice,
            from_level=each.start,
            to_level=each.to,
            title=each.title,
            owner_name=each.owner,
            due=today + timedelta(days=each.due),
            state=each.state,
            created_at=closed + timedelta(days=7),
            closed_at=now - timedelta(days=65) if each.state == ActionState.DONE else None,
        )
        for each in DECISIONS
    )
