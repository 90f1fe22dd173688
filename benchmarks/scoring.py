"""Scoring many teams against the same sums in NumPy alone."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from assessment.core.answers import AnswerSet, tally
from assessment.core.evaluation import evaluate
from assessment.core.levels import staged_levels
from assessment.core.scoring import score_teams
from assessment.core.seeds import Seeds
from assessment.loading import built_in_model
from benchmarks.measure import Line, cpu_seconds, paired

RESPONDENTS = 8


def random_codes(teams: int, practices: int) -> np.ndarray:
    return np.random.default_rng(7).integers(0, 5, (teams, RESPONDENTS, practices), dtype=np.int8)


def lines() -> Iterator[Line]:
    model = built_in_model()
    practices = [p.slug for p in model.core.practices]
    weights = np.random.default_rng(1).random(len(practices))
    for teams in (1_000, 10_000):
        codes = random_codes(teams, len(practices))

        def scored(codes: np.ndarray = codes) -> object:
            return score_teams(model.core, tally(codes))

        def floor(codes: np.ndarray = codes) -> object:
            """How many chose each option, their mean, and one weighted sum: nothing else."""
            counts = np.stack([(codes == option).sum(axis=1) for option in range(5)], axis=2)
            mean = counts @ np.arange(5) / counts.sum(axis=2)
            return 25 * mean @ weights / weights.sum()

        took, least = paired(scored, floor)
        work = f"{teams:,} teams x {RESPONDENTS} x {len(practices)}"
        yield Line("scoring", work, took, "NumPy sums", least, "Q22: ratio at most 3")
        kept = score_teams(model.core, tally(codes))
        yield Line(
            "levels",
            work,
            cpu_seconds(lambda kept=kept: staged_levels(kept), 3),
            "NumPy sums",
            least,
        )
    one = AnswerSet(
        tuple(f"r{i}" for i in range(RESPONDENTS)),
        tuple(practices),
        random_codes(1, len(practices))[0],
    )
    took, least = paired(lambda: evaluate(model, one, plans=False), lambda: one.codes.mean(axis=0))
    yield Line("a team's result", "1 team", took, "mean of the answers", least, "Q23: 20 ms")
    seeds, budget = Seeds("bench"), Fraction(40)
    took, least = paired(
        lambda: evaluate(model, one, seeds=seeds, budget=budget), lambda: one.codes.mean(axis=0), 3
    )
    work = "1 team, interval, weights, 3 plans"
    yield Line("a team's full result", work, took, "mean of the answers", least, "Q23: 1 s")
