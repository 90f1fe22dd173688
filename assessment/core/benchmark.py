"""A team among others, several teams together, and outcomes for context.

The rules stand in docs/scoring.md, "Benchmark and organisation". No industry figures about scores
ship with the product: the reference teams are an organisation's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assessment.core.model import Text
from assessment.core.organisation import OrganisationResult, combine
from assessment.core.result import SHOWN, Result

FEWEST_REFERENCES = 10
FEWEST_UNITS = 3
STEP = 5
"""A percentile is rounded to this; more would be false precision."""
CONSENSUS = "consensus"

Score = Fraction | float


@dataclass(frozen=True)
class ReferenceTeam:
    """Another team's score, and the unit (division, site, company) that it belongs to."""

    score: Score
    unit: str


@dataclass(frozen=True)
class Percentile:
    """Where a team stands among reference teams.

    Attributes
    ----------
    teams, units : how many there are.
    rank : mid-rank percentile 0–100, exact; None without reference teams. Not for display.
    rounded : the rank rounded to 5, half up; None unless there are enough teams and units.
    """

    teams: int
    units: int
    rank: Fraction | None
    rounded: int | None


def percentile(own: Score, reference: Sequence[ReferenceTeam]) -> Percentile:
    """Percentile by mid-rank, 100 (L + E/2) / N: L teams are lower, E equal, N all.

    Scores are compared exactly as given; `assessment.core.exact` gives them as fractions. The own
    team is not among the reference teams.
    """
    teams, units = len(reference), len({team.unit for team in reference})
    if not teams:
        return Percentile(0, 0, None, None)
    lower = sum(team.score < own for team in reference)
    equal = sum(team.score == own for team in reference)
    rank = 100 * (lower + Fraction(equal, 2)) / teams
    enough = teams >= FEWEST_REFERENCES and units >= FEWEST_UNITS
    return Percentile(teams, units, rank, _rounded(rank) if enough else None)


def _rounded(rank: Fraction) -> int:
    return STEP * int(rank / STEP + Fraction(1, 2))


@dataclass(frozen=True)
class OrganisationView:
    """An organisation's teams as they may stand side by side.

    Attributes
    ----------
    shown : teams whose scores may be shown, in the order given.
    hidden : the others: too small, hidden to protect a small one, or without a score.
    figure : mean and spread of levels over the shown teams.
    """

    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    figure: OrganisationResult


def organisation_view(teams: Mapping[str, Result | None]) -> OrganisationView:
    """Several teams' results together; None stands for a team that has none.

    Every figure is made of shown teams alone, and each of these has a result of its own that the
    same readers may see. So nothing of a hidden team is in it, and no further team has to be
    hidden to protect one (docs/adr/0007).
    """
    results = {slug: found for slug, found in teams.items() if found is not None}
    shown = tuple(slug for slug, found in results.items() if found.core.overall.status == SHOWN)
    figure = combine([results[slug] for slug in shown])
    return OrganisationView(
        shown=shown,
        hidden=tuple(slug for slug in teams if slug not in shown),
        figure=replace(figure, teams=len(teams)),
    )


@dataclass(frozen=True)
class OutcomeCluster:
    """One cluster of software delivery results; context beside a report, never scored.

    `failure_percent` is the change failure rate, `share_percent` the share of those asked.
    """

    slug: str
    name: Text
    deployment: Text
    lead_time: Text
    failure_percent: int
    recovery: Text
    share_percent: int


def _text(english: str, chinese: str) -> Text:
    return {"en": english, "zh-hans": chinese}


OUTCOME_SOURCE: Text = _text(
    "DORA, Accelerate State of DevOps Report 2024 (dora.dev); the 2025 report has no such clusters",
    "DORA，《2024年DevOps状态报告》（dora.dev）；2025年的报告不再划分这些档次",
)
OUTCOME_YEAR = 2024
OUTCOME_CLUSTERS = (
    OutcomeCluster(
        "elite",
        _text("Elite", "卓越"),
        _text("on demand, several times a day", "按需，一天多次"),
        _text("less than one day", "不到一天"),
        5,
        _text("less than one hour", "不到一小时"),
        19,
    ),
    OutcomeCluster(
        "high",
        _text("High", "高"),
        _text("between once a day and once a week", "每天一次到每周一次"),
        _text("between one day and one week", "一天到一周"),
        20,
        _text("less than one day", "不到一天"),
        22,
    ),
    OutcomeCluster(
        "medium",
        _text("Medium", "中"),
        _text("between once a week and once a month", "每周一次到每月一次"),
        _text("between one week and one month", "一周到一个月"),
        10,
        _text("less than one day", "不到一天"),
        35,
    ),
    OutcomeCluster(
        "low",
        _text("Low", "低"),
        _text("between once a month and once every six months", "每月一次到半年一次"),
        _text("between one month and six months", "一个月到六个月"),
        40,
        _text("between one week and one month", "一周到一个月"),
        25,
    ),
)
"""Change failure is lower in the medium than in the high cluster: so the report has it."""
