"""docs/scaling.md says what the code does."""

import json
import re
from pathlib import Path

from django.core.management import load_command_class

from assessment.loading import built_in_model
from assessment.reference import schema
from assessment.reference.document import FORMAT, document
from assessment.reference.problems import MOST_A_FILE
from assessment.reference.scoring import Recipe
from assessment.reference.statistics import Statistics

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")


def section(name):
    return TEXT.split(f"\n## {name}")[1].split("\n## ")[0]


def first_cells(text):
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return [name for cell in rows for name in re.findall(r"`([^`]+)`", cell)]


def test_columns_and_limits():
    text = section(f"Answers (`{schema.FORMAT}`)")
    assert first_cells(text) == list(schema.COLUMNS)
    limits = f"{schema.MOST_ROWS:,} rows, {schema.MOST_TEAMS:,} teams and"
    assert limits in " ".join(text.split())
    assert f"{schema.MOST_BYTES // 2**20:,} MiB" in text
    assert MOST_A_FILE == 20
    assert "the first twenty of a file" in text


def test_keys_of_the_reference_file():
    content = json.loads(document(Recipe(built_in_model()), Statistics()))
    top, item = section(f"Reference file (`{FORMAT}`)").split("hold:")
    assert first_cells(top) == list(content)
    assert first_cells(item) == list(content["overall"])
    assert list(content["nodes"][0]) == ["slug", *content["overall"]]
    assert list(content["modules"][0]) == ["slug", "overall", "nodes"]


def test_options_of_build_are_listed():
    parser = load_command_class("assessment", "benchmark").create_parser("manage.py", "benchmark")
    (actions,) = (a for a in parser._actions if a.dest == "action")
    known = {option for a in actions.choices["build"]._actions for option in a.option_strings}
    listed = set(re.findall(r"--[a-z-]+", section("Commands")))
    ours = {"--workers", "--memory", "--scheduler", "--model", "--form", "--min-group", "--lang"}
    assert ours | {"--out"} <= known
    assert ours <= listed
