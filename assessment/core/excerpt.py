"""The part of a result that lists of teams read: everything about nodes, nothing about practices.

A frozen result has some hundred kilobytes, of which a list of teams needs a twentieth. The excerpt
is made once, from the result's own JSON, and computes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assessment.core.result import (
    NodeChange,
    NodeResult,
    Overall,
    Result,
    TreeResult,
    TrendResult,
)

WHOLE = ("engine", "profile", "form", "min_group", "answers_sha256", "respondents", "mode")
NODE = (
    *("slug", "tier", "parent", "status", "score", "level", "coverage", "weight"),
    *("effective_weight", "agreement", "narrowed", "interval"),
)
CHANGE = ("slug", "before", "after", "delta", "interval", "label")
TREND = ("answers_sha256", "method", "people", "interval_level")


def excerpt(document: Mapping[str, Any]) -> dict[str, Any]:
    """From a result in the format plumbline-result/1; nodes and changes become rows of values."""
    trend = document.get("trend")
    return {
        "model": document["model"],
        "whole": [document[key] for key in WHOLE],
        "overall": document["overall"],
        "nodes": [[node[key] for key in NODE] for node in document["nodes"]],
        "trend": trend and _trend(trend),
    }


def _trend(trend: Mapping[str, Any]) -> dict[str, Any]:
    overall = trend["overall"]
    return {
        "whole": [trend[key] for key in TREND],
        "overall": overall and [overall[key] for key in CHANGE],
        "nodes": [[node[key] for key in CHANGE] for node in trend["nodes"]],
    }


def from_excerpt(data: Mapping[str, Any]) -> Result:
    """The result without its practices, recommendations, plans, evidence and modules.

    What stands in it equals the full result's. Written out by hand because a page may read
    hundreds: reading them as records takes ten times as long.
    """
    overall, trend = dict(data["overall"]), data["trend"]
    overall["blocked_by"] = tuple(overall["blocked_by"])
    overall["interval"] = _pair(overall["interval"])
    engine, profile, form, min_group, answers_sha256, respondents, mode = data["whole"]
    return Result(
        engine=engine,
        model=data["model"],
        profile=profile,
        form=form,
        min_group=min_group,
        answers_sha256=answers_sha256,
        respondents=respondents,
        mode=mode,
        core=TreeResult(
            slug=data["model"]["slug"],
            overall=Overall(**overall),
            nodes=tuple(NodeResult(*[*row[:-1], _pair(row[-1])]) for row in data["nodes"]),
            practices=(),
            recommendations=(),
            trend=trend and _trend_of(trend),
        ),
        modules=(),
    )


def _trend_of(data: Mapping[str, Any]) -> TrendResult:
    answers_sha256, method, people, level = data["whole"]
    return TrendResult(
        answers_sha256=answers_sha256,
        method=method,
        people=people,
        interval_level=level,
        common=(),
        overall=data["overall"] and _change(data["overall"]),
        nodes=tuple(_change(row) for row in data["nodes"]),
        practices=(),
    )


def _change(row: Sequence[Any]) -> NodeChange:
    slug, before, after, delta, interval, label = row
    return NodeChange(slug, before, after, delta, _pair(interval), label)


def _pair(ends: Sequence[float] | None) -> tuple[float, float] | None:
    return (ends[0], ends[1]) if ends else None
