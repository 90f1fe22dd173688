"""A team's outcome figures beside published ones: context, not scored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assessment.core.model import pick
from assessment.core.outcomes import CLUSTERS, FREQUENCIES, SOURCE, TIMES, Cluster, Outcomes
from reports import formatting as fmt
from reports.contents.evidence_shape import OutcomePanel, OutcomeRow
from reports.contents.phrase import Phrase as P

LABEL = P("Outcomes, not scored", "交付结果（不计分）")
HEADING = P("What the team measures, beside published figures", "团队自己的度量与公开数据对照")
ENTERED = P("Entered by the team or its managers on {day}", "由团队或管理者于{day}填写")
HEAD = P("Figure", "指标")
OWN = P("This team", "本团队")
CLUSTER = P("{name} ({share})", "{name}（{share}）")
FREQUENCY = P("Deployment frequency", "部署频率")
LEAD = P("Lead time for changes", "变更前置时间")
FAILURES = P("Change failure rate", "变更失败率")
RECOVERY = P("Recovery time", "恢复时间")
REWORK = P("Rework rate", "返工率")
NOTE = P("The team’s note", "团队备注")
ABOUT = P(
    "Not scored: these figures enter neither score nor level, and the result file has none of "
    "them. The four clusters are groups of like answers to a survey in 2024, each with its share "
    "of the answers; they are context and no target. The report of 2025 has dropped them, and it "
    "was the first to ask for rework.",
    "不计分：这些数字不进入得分与等级，结果文件中也没有。四个群组来自2024年的一次问卷调查，"
    "由相近的回答聚成，括号内为所占比例，仅作参照，不是目标。2025年的报告已不再使用这些群组，并首次纳入返工率。",
)
SOURCE_LINE = P("Source of the clusters: {source}", "群组数据来源：{source}")


def build_outcomes(figures: Outcomes, entered: str, language: str) -> OutcomePanel:
    """The panel in `language`; `entered` is the ISO date of the figures."""
    return OutcomePanel(
        heading=HEADING(language),
        label=LABEL(language),
        entered=ENTERED(language, day=fmt.day(entered, language)),
        head=HEAD(language),
        own=OWN(language),
        clusters=tuple(_cluster(cluster, language) for cluster in CLUSTERS),
        rows=_rows(figures, language),
        team_note_title=NOTE(language),
        team_note=figures.note,
        about=ABOUT(language),
        source=SOURCE_LINE(language, source=SOURCE),
    )


def _cluster(cluster: Cluster, language: str) -> str:
    share = fmt.percent(cluster.share / 100, language)
    return CLUSTER(language, name=pick(cluster.name, language), share=share)


def _rows(figures: Outcomes, language: str) -> tuple[OutcomeRow, ...]:
    """The four figures that the clusters have, then the rework rate."""

    def frequency(key: str) -> str:
        return pick(FREQUENCIES.get(key), language) or fmt.DASH

    def time(key: str) -> str:
        return pick(TIMES.get(key), language) or fmt.DASH

    def rate(value: float | None) -> str:
        return fmt.percent(None if value is None else value / 100, language, 1)

    def row(name: P, read: Callable[[Any], str], field: str) -> OutcomeRow:
        cells = ((_cluster(c, language), read(getattr(c, field, None))) for c in CLUSTERS)
        return OutcomeRow(name(language), read(getattr(figures, field)), tuple(cells))

    return (
        row(FREQUENCY, frequency, "deployment_frequency"),
        row(LEAD, time, "lead_time"),
        row(FAILURES, rate, "change_failure_rate"),
        row(RECOVERY, time, "recovery_time"),
        row(REWORK, rate, "rework_rate"),
    )
