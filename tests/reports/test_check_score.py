"""Bar Q30: an independent script computes the scores from the exported CSV to 1e-9."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.core.evaluation import evaluate
from assessment.loading import built_in_model
from reports.exports.csv import as_csv, practice_table
from tests.assessment.core import t7
from tests.reports.reporting import even_answers

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "check_score.py"


def check(folder, model, result, spoil=None):
    table = as_csv(practice_table(model, result, "en"), bom=True)
    data = result.to_json()
    if spoil:
        spoil(data)
    (folder / "practices.csv").write_bytes(table)
    (folder / "result.json").write_text(json.dumps(data), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), "practices.csv", "result.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_worked_example(tmp_path):
    done = check(tmp_path, t7.MODEL, evaluate(t7.MODEL, t7.answers(), min_group=3))
    assert (done.returncode, done.stderr) == (0, "")
    assert "48.0625   as stated" in done.stdout


@pytest.mark.parametrize("seed", range(4))
def test_teams_at_random(tmp_path, seed):
    model = built_in_model()
    chance = random.Random(seed)
    steps = tuple(chance.randrange(5) for _ in range(chance.randrange(5, 12)))
    special = {
        slug.replace("-", "_"): chance.randrange(5)
        for slug in model.practices
        if chance.random() < 0.4
    }
    result = evaluate(model, even_answers(model, steps, **special), min_group=3, plans=False)
    done = check(tmp_path, model, result)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("as stated") == 1 + len(result.modules)


def test_another_score_is_noticed(tmp_path):
    def spoil(data):
        data["overall"]["score"] += 1e-6

    done = check(tmp_path, t7.MODEL, evaluate(t7.MODEL, t7.answers(), min_group=3), spoil)
    assert done.returncode == 1
    assert "the result states" in done.stdout
