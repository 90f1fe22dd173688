"""Reference statistics say of many teams what the engine says of each."""

import json
import random
from collections import Counter
from fractions import Fraction

import pytest

from assessment.core.benchmark import percentile
from assessment.core.seeds import OVERALL
from assessment.loading import built_in_model, load_model
from assessment.reference.building import build, matching_files
from assessment.reference.document import NoReference, document, read_reference
from assessment.reference.scoring import Recipe
from tests.assessment.loading.samples import SMALL, written
from tests.assessment.reference.answers import random_rows, results, team_rows, write

MODEL = built_in_model()


@pytest.fixture
def small(tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    return load_model(written(folder, SMALL))


def made(files, recipe):
    return document(recipe, build(files, recipe).statistics)


def of_items(content):
    """Every item of a file by (tree, node)."""
    return {
        (tree["slug"], slug): item
        for tree in (content, *content["modules"])
        for slug, item in [(OVERALL, tree[OVERALL]), *((n["slug"], n) for n in tree["nodes"])]
    }


def expected(found):
    """Scores, levels and units by item, from results of single teams."""
    items = {}
    for unit, result in found:
        for part in (result.core, *result.modules):
            named = [(OVERALL, part.overall), *((node.slug, node) for node in part.nodes)]
            for slug, item in named:
                if item.score is not None:
                    kept = items.setdefault((part.slug, slug), ([], Counter(), set()))
                    kept[0].append(item.score)
                    kept[1].update([str(item.level)] if item.level else [])
                    kept[2].add(unit)
    return items


@pytest.mark.parametrize("form", ["full", "short"])
def test_the_same_as_the_engine_team_by_team(form, tmp_path):
    rows = random_rows(MODEL, 80, 3)
    path = write(tmp_path / "a.parquet", rows, row_group_size=997)
    content = json.loads(made([path], Recipe(MODEL, form)))
    wanted = expected(results(MODEL, rows, form=form))
    assert (content["teams"], content["units"], content["form"]) == (80, 4, form)
    items = of_items(content)
    assert items[MODEL.slug, OVERALL]["teams"] >= 20
    assert wanted.keys() <= items.keys()
    for key, item in items.items():
        scores, levels, units = wanted.get(key, ([], Counter(), set()))
        assert (item["teams"], item["units"]) == (len(scores), len(units)), key
        enough = len(scores) >= 10 and len(units) >= 3
        assert item["status"] == ("shown" if enough else "not_enough_data"), key
        if enough:
            given = [Fraction(score) for score, teams in item["scores"] for _ in range(teams)]
            assert given == sorted(given)
            assert [float(s) for s in given] == pytest.approx(sorted(scores), abs=1e-9)
            assert {k: n for k, n in item["levels"].items() if n} == dict(levels), key
    if form == "full":
        assert items["large-model", OVERALL]["status"] == "shown"


def test_the_bytes_do_not_depend_on_files_or_order(tmp_path):
    rows = random_rows(MODEL, 40, 8)
    whole = write(tmp_path / "whole.parquet", rows)
    rng = random.Random(1)
    parts = [[row for row in rows if int(row[1][1:]) % 3 == part] for part in range(3)]
    for part in parts:
        rng.shuffle(part)
    files = [
        write(tmp_path / f"{name}.parquet", part, use_dictionary=name != "b")
        for name, part in zip("abc", parts)
    ]
    recipe = Recipe(MODEL)
    assert made(files, recipe) == made(files[::-1], recipe) == made([whole], recipe)


def worked_example(tmp_path, units=3, teams=10):
    """Practices of weights 2 and 1; five people of a team agree; three of ten teams are equal."""
    steps = [(0, 0), (0, 2), (1, 0), (0, 2), (1, 2), (2, 1), (2, 2), (3, 1), (3, 3), (4, 4)]
    rows = [
        row
        for at, (first, second) in enumerate(steps[:teams])
        for row in team_rows(f"u{at % units}", f"t{at}", 5, {"p1": str(first), "p2": str(second)})
    ]
    return write(tmp_path / "worked.parquet", rows)


def test_worked_example(small, tmp_path):
    content = json.loads(made([worked_example(tmp_path)], Recipe(small)))
    overall = content["overall"]
    assert overall["scores"] == [
        ["0", 1],
        ["50/3", 3],
        ["100/3", 1],
        ["125/3", 1],
        ["50", 1],
        ["175/3", 1],
        ["75", 1],
        ["100", 1],
    ]
    assert sum(overall["levels"].values()) == 10
    assert content["nodes"] == [{"slug": "c1", **overall}]


def test_percentile_from_the_file(small, tmp_path):
    path = tmp_path / "reference.json"
    path.write_bytes(made([worked_example(tmp_path)], Recipe(small)))
    reference = read_reference(path)
    assert (reference.model["sha256"], reference.form) == (small.sha256, "full")
    for node in (OVERALL, "c1"):
        found = percentile(Fraction(50, 3), reference.teams("small", node))
        assert (found.teams, found.units, found.rank, found.rounded) == (10, 3, 25, 25)
    assert percentile(Fraction(125, 3), reference.teams("small")).rank == 55
    assert reference.teams("small", "no-such-node") == ()


@pytest.mark.parametrize(("units", "teams"), [(2, 10), (3, 9)])
def test_scores_of_too_few_are_kept_back(units, teams, small, tmp_path):
    content = json.loads(made([worked_example(tmp_path, units, teams)], Recipe(small)))
    kept_back = {
        "status": "not_enough_data",
        "teams": teams,
        "units": units,
        "levels": None,
        "scores": None,
    }
    assert content["overall"] == kept_back
    assert content["nodes"] == [{"slug": "c1", **kept_back}]


def test_teams_below_the_smallest_group_have_no_score(small, tmp_path):
    answers = {"p1": "4", "p2": "4"}
    sizes = [5] * 10 + [4, 2, 1]
    rows = [
        row
        for at, people in enumerate(sizes)
        for row in team_rows(f"u{at % 3}", f"t{at}", people, answers)
    ]
    path = write(tmp_path / "a.parquet", rows)
    content = json.loads(made([path], Recipe(small)))
    # A sheet of one person is a joint one and has a score.
    assert (content["teams"], content["overall"]["scores"]) == (13, [["100", 11]])
    content = json.loads(made([path], Recipe(small, min_group=3)))
    assert content["overall"]["scores"] == [["100", 12]]


def test_teams_of_one_name_in_two_units_are_two(small, tmp_path):
    rows = [
        row
        for unit in range(10)
        for row in team_rows(f"u{unit}", "Platform", 5, {"p1": "2", "p2": "2"})
    ]
    halves = [write(tmp_path / f"{at}.parquet", rows[at * 50 : at * 50 + 50]) for at in range(2)]
    content = json.loads(made(halves, Recipe(small)))
    assert (content["teams"], content["units"]) == (10, 10)
    assert content["overall"]["scores"] == [["50", 10]]


def test_files_of_a_pattern(tmp_path):
    (tmp_path / "deep").mkdir()
    paths = [tmp_path / name for name in ("b.parquet", "a.parquet", "c.csv", "deep/d.parquet")]
    for path in paths:
        path.write_bytes(b"")
    (tmp_path / "z.parquet").mkdir()
    assert matching_files(f"{tmp_path}/*.parquet") == (str(paths[1]), str(paths[0]))
    assert len(matching_files(f"{tmp_path}/**/*.parquet")) == 3
    assert matching_files("") == matching_files("a\0b") == ()


def test_a_runner_that_loses_a_file_is_an_error(small, tmp_path):
    with pytest.raises(RuntimeError, match="no result of 1 files"):
        build([worked_example(tmp_path)], Recipe(small), lambda files, recipe: iter(()))


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": "plumbline-result/1"}', '{"format": "plumbline-reference/1"}'],
)
def test_other_files_are_no_reference(text, tmp_path):
    path = tmp_path / "reference.json"
    path.write_text(text)
    with pytest.raises(NoReference):
        read_reference(path)
