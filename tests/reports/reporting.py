"""Contents of reports for tests: the worked example, or the built-in model with even answers."""

from __future__ import annotations

from assessment.core.answers import AnswerSet, answer_set
from assessment.core.evaluation import evaluate
from assessment.core.model import CapabilityModel
from assessment.core.result import Result
from assessment.core.seeds import Seeds
from assessment.loading import built_in_model
from reports.contents.team_report import ReportHeader, TeamReport, build_team_report
from tests.assessment.core import t7
from tests.hostile import TEXTS

HOSTILE = [*TEXTS, "long" * 80]


def header(**more: object) -> ReportHeader:
    values: dict[str, object] = {
        "organisation": "Sample",
        "team": "Payments platform",
        "campaign": "Autumn 2026",
        "opened": "2026-10-12",
        "closed": "2026-10-26",
        "answered": 5,
        "invited": 6,
        "min_group": 3,
        "answers_sha256": "a" * 64,
        "result_sha256": "b" * 64,
    }
    return ReportHeader(**{**values, **more})  # type: ignore[arg-type]


SEEDS = Seeds(campaign="autumn", team="payments")


def t7_result(table: str = t7.WAVE_1) -> Result:
    return evaluate(t7.MODEL, t7.answers(table), min_group=3, seeds=SEEDS)


def t7_report(
    language: str = "en", *, previous: str | None = None, title: str = "Spring 2026", **more: object
) -> TeamReport:
    """Wave 1 of the worked example; `previous` is the table of an earlier wave."""
    before = (title, t7_result(previous)) if previous else None
    return build_team_report(header(**more), t7.MODEL, t7_result(), language, before)


def even_answers(model: CapabilityModel, steps: tuple[int, ...], **special: int) -> AnswerSet:
    """One person a step, who gives it everywhere but in `special` (slug with _ for -)."""
    slugs = list(model.practices)
    wanted = {slug.replace("_", "-"): step for slug, step in special.items()}
    return answer_set(
        [
            (f"r{person}", slug, wanted.get(slug, step))
            for person, step in enumerate(steps)
            for slug in slugs
        ],
        slugs,
    )


def built_in_report(
    language: str = "en", steps: tuple[int, ...] = (1, 2, 2, 2, 3, 3), **more: object
) -> TeamReport:
    model = built_in_model()
    result = evaluate(model, even_answers(model, steps), min_group=3)
    return build_team_report(header(answered=len(steps), **more), model, result, language)
