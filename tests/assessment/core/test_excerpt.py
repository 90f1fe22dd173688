"""An excerpt keeps everything about the whole and its nodes (docs/formats.md)."""

import json
from dataclasses import replace

import pytest

from assessment.core.evaluation import Earlier, evaluate
from assessment.core.excerpt import excerpt, from_excerpt
from assessment.core.result import Result
from assessment.core.seeds import Seeds
from tests.assessment.core import t7

SEEDS = Seeds("campaign", "team")


def t7_result(*, trend: bool) -> Result:
    if not trend:
        return evaluate(t7.MODEL, t7.answers(), min_group=3, seeds=SEEDS)
    earlier = Earlier(t7.answers(), answers_sha256="e" * 64, min_group=3)
    return evaluate(t7.MODEL, t7.answers(t7.WAVE_2), min_group=3, seeds=SEEDS, earlier=earlier)


@pytest.mark.parametrize("trend", [False, True])
def test_everything_but_practices_advice_plans_and_modules_stays(trend):
    result = replace(t7_result(trend=trend), answers_sha256="a" * 64)
    assert (result.core.trend is not None) == trend
    kept = from_excerpt(json.loads(json.dumps(excerpt(result.to_json()))))
    whole = Result.from_json(json.loads(json.dumps(result.to_json())))
    core = replace(
        whole.core,
        practices=(),
        recommendations=(),
        plans=kept.core.plans,
        trend=whole.core.trend and replace(whole.core.trend, common=(), practices=()),
    )
    for name in ("overall", "nodes", "trend", "slug"):
        assert getattr(kept.core, name) == getattr(core, name), name
    for name in ("engine", "model", "profile", "form", "min_group", "respondents", "mode"):
        assert getattr(kept, name) == getattr(whole, name), name
    assert kept.answers_sha256 == "a" * 64
    assert (kept.core.practices, kept.core.recommendations, kept.modules) == ((), (), ())


def test_ranges_and_blocking_gates_stay_pairs_and_tuples():
    kept = from_excerpt(json.loads(json.dumps(excerpt(t7_result(trend=True).to_json()))))
    assert isinstance(kept.core.overall.blocked_by, tuple)
    assert isinstance(kept.core.overall.interval, tuple)
    assert all(isinstance(node.interval, tuple) for node in kept.core.nodes)
