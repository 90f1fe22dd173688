"""The response board: how many have answered by team and day, never who."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.utils.translation import gettext as _

from assessment.core.model import pick
from survey.models import AnswerSheet, Campaign, Mail
from survey.models.campaign import State
from survey.models.mail import MailKind, MailState
from survey.queries.moments import moment
from survey.queries.places import open_places

WEEK = 7
WIDTH, HEIGHT = 600, 120
"""Of the drawing, in its own units."""


@dataclass(frozen=True)
class TeamBoard:
    """One team's counts; `share` is per cent of the invited who have handed in.

    Places that an open link has left count as invited.
    """

    id: int
    slug: str
    name: str
    invited: int
    mailed: int
    begun: int
    submitted: int
    share: int


@dataclass(frozen=True)
class DayCount:
    """Handed in by the end of a day, of all who are invited now; `share` is per cent."""

    day: date
    submitted: int
    share: int


@dataclass(frozen=True)
class BoardPage:
    """`line` are points of the drawing; `end_x` is where the last day stands in it.

    `outlook` is what the pace of late leads to, "" where nothing honest can be said.
    """

    campaign: UUID
    name: str
    organisation_slug: str
    organisation: str
    sample: bool
    state: str
    anonymous: bool
    deadline: str
    can_remind: bool
    reminders: tuple[date, ...]
    total: TeamBoard
    teams: tuple[TeamBoard, ...]
    days: tuple[DayCount, ...]
    line: str
    end_x: int
    end_y: int
    outlook: str


def board_page(
    campaign: Campaign,
    language: str,
    now: datetime,
    *,
    zone: ZoneInfo,
    can_remind: bool,
    reminders: tuple[date, ...],
) -> BoardPage:
    """One campaign's board, in six queries however many teams and people there are."""
    invited = Counter(_by_team(campaign.invitations.filter(test=False)))
    for (_campaign, team), places in open_places(campaign.open_links.all()).items():
        invited[team] += places
    mailed = _by_team(
        campaign.invitations.filter(
            pk__in=Mail.objects.filter(
                campaign=campaign, kind=MailKind.INVITATION, state=MailState.SENT
            ).values("invitation")
        )
    )
    sheets = list(
        AnswerSheet.objects.filter(campaign=campaign, test=False).values_list(
            "team", "submitted_at"
        )
    )
    begun = Counter(team for team, _when in sheets)
    submitted = Counter(team for team, when in sheets if when)
    teams = tuple(
        _team(t.pk, t.slug, pick(t.names, language), invited, mailed, begun, submitted)
        for t in campaign.teams.all()
    )
    total = _total(teams)
    per_day = Counter(when.astimezone(zone).date() for _team, when in sheets if when)
    days = _days(campaign, per_day, total.invited, now, zone)
    last = _last_day(campaign, now, zone)
    line, end_x, end_y = _line(days, last)
    return BoardPage(
        campaign=campaign.pk,
        name=pick(campaign.names, language),
        organisation_slug=campaign.organisation.slug,
        organisation=pick(campaign.organisation.names, language),
        sample=campaign.organisation.sample,
        state=campaign.state,
        anonymous=campaign.mode == "anonymous",
        deadline=moment(campaign.deadline, language),
        can_remind=can_remind,
        reminders=reminders,
        total=total,
        teams=teams,
        days=days,
        line=line,
        end_x=end_x,
        end_y=end_y,
        outlook=_outlook(campaign, days, total, now, zone),
    )


def _by_team(rows: object) -> dict[int, int]:
    counted = rows.order_by().values("team").annotate(n=Count("pk"))  # type: ignore[attr-defined]
    return {row["team"]: row["n"] for row in counted}


def _team(
    pk: int,
    slug: str,
    name: str,
    invited: Counter[int],
    mailed: dict[int, int],
    begun: Counter[int],
    submitted: Counter[int],
) -> TeamBoard:
    share = _share(submitted[pk], invited[pk])
    counts = (invited[pk], mailed.get(pk, 0), begun[pk], submitted[pk], share)
    return TeamBoard(pk, slug, name, *counts)


def _total(teams: tuple[TeamBoard, ...]) -> TeamBoard:
    invited, submitted = sum(t.invited for t in teams), sum(t.submitted for t in teams)
    mailed, begun = sum(t.mailed for t in teams), sum(t.begun for t in teams)
    return TeamBoard(
        0, "", _("All teams"), invited, mailed, begun, submitted, _share(submitted, invited)
    )


def _share(part: int, whole: int) -> int:
    """Whole per cent, never 100 before all are there."""
    return min(100, part * 100 // whole) if whole else 0


def _last_day(campaign: Campaign, now: datetime, zone: ZoneInfo) -> date:
    """Where the drawing ends: the deadline or today, whichever is later, or the closing."""
    ends = [now] if campaign.closed_at is None else [campaign.closed_at]
    if campaign.deadline and campaign.closed_at is None:
        ends.append(campaign.deadline)
    return max(ends).astimezone(zone).date()


def _days(
    campaign: Campaign, per_day: Counter[date], invited: int, now: datetime, zone: ZoneInfo
) -> tuple[DayCount, ...]:
    """From the opening to today or the closing, every day."""
    if campaign.opened_at is None:
        return ()
    first = min([campaign.opened_at.astimezone(zone).date(), *per_day])
    last = max([(campaign.closed_at or now).astimezone(zone).date(), *per_day])
    found: list[DayCount] = []
    count = 0
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        count += per_day[day]
        found.append(DayCount(day, count, _share(count, invited)))
    return tuple(found)


def _line(days: tuple[DayCount, ...], last: date) -> tuple[str, int, int]:
    if not days:
        return "", 0, HEIGHT
    span = max((last - days[0].day).days, 1)
    points = [
        ((day.day - days[0].day).days * WIDTH // span, HEIGHT - day.share * HEIGHT // 100)
        for day in days
    ]
    return " ".join(f"{x},{y}" for x, y in points), *points[-1]


def _outlook(
    campaign: Campaign, days: tuple[DayCount, ...], total: TeamBoard, now: datetime, zone: ZoneInfo
) -> str:
    """What the pace of the last week leads to by the deadline; no forecast, only a sum."""
    if campaign.state != State.OPEN or campaign.paused_at or len(days) < 3:
        return ""
    if not campaign.deadline or campaign.deadline <= now or total.submitted == 0:
        return ""
    span = min(WEEK, len(days) - 1)
    lately = total.submitted - days[-1 - span].submitted
    left = (campaign.deadline.astimezone(zone).date() - days[-1].day).days
    expected = min(total.invited, total.submitted + lately * left // span)
    return _(
        "At the pace of the last %(days)s days about %(expected)s of %(invited)s will have "
        "answered by the deadline, if it goes on like that."
    ) % {"days": span, "expected": expected, "invited": total.invited}
