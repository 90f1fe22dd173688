"""Layers and capabilities with score, level, coverage, agreement and the change since last time."""

from __future__ import annotations

from assessment.core import agreement
from assessment.core.model import Node
from assessment.core.targets import target_score
from reports import formatting as fmt
from reports.contents import texts
from reports.contents.ranges import range_text
from reports.contents.reading import Reading
from reports.contents.shape import CapabilityGroup, NodeRow

SHOWN_FROM = 0.60


def build_node(reading: Reading, node: Node) -> NodeRow:
    """One row of a table, or one axis of the radar."""
    language, result = reading.language, reading.nodes[node.slug]
    top = reading.top(node.slug) or (node if node in reading.layers else None)
    past = reading.before.get(node.slug)
    before = past.score if past else None
    target = reading.header.targets.get(node.slug) if reading.tree.levels else None
    band = "" if result.agreement is None else agreement.index_band(result.agreement)
    return NodeRow(
        slug=node.slug,
        name=reading.name(node),
        group=top.slug if top else reading.tree.slug,
        group_name=reading.name(top or reading.tree),
        status=result.status,
        status_text=texts.STATUS[result.status](language),
        score=result.score,
        score_text=fmt.number(result.score),
        interval=result.interval,
        interval_text=range_text(result.interval, language),
        level=result.level,
        level_text=str(result.level or fmt.DASH),
        coverage=result.coverage,
        coverage_text=fmt.safe_percent(result.coverage, language, SHOWN_FROM),
        agreement=result.agreement,
        agreement_text=fmt.number(result.agreement, 2),
        agreement_band=band,
        agreement_word=texts.BANDS[band](language),
        narrowed=result.narrowed,
        narrowed_text=texts.NARROWED(language) if result.narrowed else "",
        weight_text=fmt.percent(result.effective_weight, language, 1),
        previous_score=before,
        previous_score_text=fmt.number(before),
        change_text=_change(before, result.score),
        target_score=target_score(target) if target else None,
        target_text=str(target or fmt.DASH),
    )


def _change(before: float | None, now: float | None) -> str:
    """The difference alone: the earlier figure does not stand in these tables to disagree with."""
    return fmt.DASH if before is None or now is None else fmt.signed(now - before)


def build_layers(reading: Reading) -> tuple[NodeRow, ...]:
    return tuple(build_node(reading, layer) for layer in reading.layers)


def build_groups(reading: Reading) -> tuple[CapabilityGroup, ...]:
    """Every capability under its layer, in model order."""
    groups: dict[str, list[NodeRow]] = {}
    names: dict[str, str] = {}
    for node in reading.capabilities:
        row = build_node(reading, node)
        groups.setdefault(row.group, []).append(row)
        names[row.group] = row.group_name
    return tuple(CapabilityGroup(slug, names[slug], tuple(rows)) for slug, rows in groups.items())
