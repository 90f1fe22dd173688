"""Answers of teams as rows, and ways to write them as Parquet files."""

import random

import pyarrow as pa
import pyarrow.parquet as pq

from assessment.core.answers import DK, NA, UNANSWERED, answer_set
from assessment.core.evaluation import evaluate
from assessment.reference.schema import COLUMNS

WORDS = {NA: "NA", DK: "DK", UNANSWERED: ""}


def team_rows(unit, team, people, answers):
    """Every person gives the same answers, by practice."""
    return [
        (unit, team, f"r{who}", slug, text)
        for who in range(people)
        for slug, text in answers.items()
    ]


def random_rows(model, teams, seed, people=(1, 3, 6, 9)):
    """Teams of all sizes and kinds of answers; a part of them answers modules."""
    rng = random.Random(seed)
    rows = []
    for at in range(teams):
        asked = list(model.practices.values())
        if rng.random() < 0.5:
            asked = list(model.core.practices)
        usual = rng.choice([1, 2, 3])
        for who in range(rng.choice(people)):
            for practice in asked:
                top = len(practice.scale.values) - 1
                step = min(top, max(0, usual + rng.choice([-1, 0, 0, 1])))
                kinds = [str(step)] * 9 + ["DK", ""] + (["NA"] * 2 if practice.na else [])
                rows.append((f"u{at % 4}", f"t{at}", f"r{who}", practice.slug, rng.choice(kinds)))
    return rows


def write(path, rows, **more):
    columns = zip(*rows) if rows else [()] * len(COLUMNS)
    table = pa.table({n: pa.array(list(c), pa.string()) for n, c in zip(COLUMNS, columns)})
    pq.write_table(table, path, **more)
    return str(path)


def results(model, rows, *, form="full"):
    """Each team's unit and result by the engine's usual way in; teams without people left out."""
    codes = {word: code for code, word in WORDS.items()}
    asked = [p.slug for p in model.practices.values() if form == "full" or p.short]
    by_team = {}
    for unit, team, who, slug, text in rows:
        if slug in asked:
            code = codes[text] if text in codes else int(text)
            by_team.setdefault((unit, team), []).append((who, slug, code))
    sets = [(unit, answer_set(answers, asked)) for (unit, _), answers in by_team.items()]
    return [
        (unit, evaluate(model, answers, form=form, plans=False))
        for unit, answers in sets
        if answers.respondents
    ]
