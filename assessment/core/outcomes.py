"""Outcome figures of a team: context beside an assessment, never scored.

The four delivery figures and the rework rate as a team knows them, and the four clusters that the
DORA report of 2024 found in them, which are there to read one's own figures against.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.model import Text

SOURCE = (
    "DORA, Accelerate State of DevOps Report 2024, Google Cloud, dora.dev/research/2024/dora-report"
)

FREQUENCIES: Mapping[str, Text] = {
    "on_demand": {"en": "on demand, several a day", "zh-hans": "按需，一天多次"},
    "day_to_week": {"en": "once a day to once a week", "zh-hans": "每天一次至每周一次"},
    "week_to_month": {"en": "once a week to once a month", "zh-hans": "每周一次至每月一次"},
    "month_to_half_year": {
        "en": "once a month to once in six months",
        "zh-hans": "每月一次至每半年一次",
    },
    "rarer": {"en": "less than once in six months", "zh-hans": "少于每半年一次"},
}
"""How often changes reach production or users, from often to rarely."""

TIMES: Mapping[str, Text] = {
    "under_hour": {"en": "less than an hour", "zh-hans": "不到1小时"},
    "under_day": {"en": "less than a day", "zh-hans": "不到1天"},
    "day_to_week": {"en": "a day to a week", "zh-hans": "1天至1周"},
    "week_to_month": {"en": "a week to a month", "zh-hans": "1周至1个月"},
    "month_to_half_year": {"en": "a month to six months", "zh-hans": "1个月至6个月"},
    "over_half_year": {"en": "more than six months", "zh-hans": "超过6个月"},
}
"""How long something takes, from short to long; of two that fit, the shorter is meant."""


@dataclass(frozen=True)
class Outcomes:
    """A team's own figures, of the main application or service; None or "" where not known.

    Attributes
    ----------
    deployment_frequency : a key of FREQUENCIES.
    lead_time, recovery_time : keys of TIMES; from commit to production, and from a failed
        deployment to service restored.
    change_failure_rate, rework_rate : per cent of deployments, 0–100: those that need a fix or a
        rollback, and those that were not planned and repair something users had noticed.
    note : where the figures come from.

    Raises ValueError for an unknown key or a rate outside 0–100.
    """

    deployment_frequency: str = ""
    lead_time: str = ""
    change_failure_rate: float | None = None
    recovery_time: str = ""
    rework_rate: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.deployment_frequency and self.deployment_frequency not in FREQUENCIES:
            raise ValueError(f"{self.deployment_frequency} is no frequency")
        for time in (self.lead_time, self.recovery_time):
            if time and time not in TIMES:
                raise ValueError(f"{time} is no time")
        for rate in (self.change_failure_rate, self.rework_rate):
            if rate is not None and not 0 <= rate <= 100:
                raise ValueError(f"a rate of {rate} per cent does not lie between 0 and 100")

    @property
    def has_figures(self) -> bool:
        rates = (self.change_failure_rate, self.rework_rate)
        return bool(
            self.deployment_frequency
            or self.lead_time
            or self.recovery_time
            or any(rate is not None for rate in rates)
        )


@dataclass(frozen=True)
class Cluster:
    """A group of like answers to the survey of 2024, with its share of them in per cent.

    The report has no rework rate for the clusters.
    """

    name: Text
    share: int
    deployment_frequency: str
    lead_time: str
    change_failure_rate: int
    recovery_time: str


CLUSTERS = (
    Cluster({"en": "Elite", "zh-hans": "精英"}, 19, "on_demand", "under_day", 5, "under_hour"),
    Cluster({"en": "High", "zh-hans": "高"}, 22, "day_to_week", "day_to_week", 20, "under_day"),
    Cluster(
        {"en": "Medium", "zh-hans": "中"}, 35, "week_to_month", "week_to_month", 10, "under_day"
    ),
    Cluster(
        {"en": "Low", "zh-hans": "低"},
        25,
        "month_to_half_year",
        "month_to_half_year",
        40,
        "week_to_month",
    ),
)
"""As the report prints them; high has more failures than medium there, and shares add up to 101."""
