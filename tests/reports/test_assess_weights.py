"""`manage.py assess`: ranges and weights of the worked example."""

import hashlib
import json
import random

import pytest

from assessment.loading import built_in_model, load_model
from tests.assessment.core import reference
from tests.reports.assessing import ANSWERS, MODEL, PROFILE, T7, profile_file, run, scored


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


# --- Range and weights ---


def test_the_range():
    content = scored(ANSWERS, *T7)
    assert content["overall"]["interval"] == [near(44.8375), near(51.8125)]
    assert content["overall"]["interval_level"] == 0.9
    assert {node["slug"]: node["interval"] for node in content["nodes"]} == {
        "a": [near(46.8125), near(59.6875)],
        "a1": [near(50.625), near(77.5)],
        "a2": [near(34), near(55)],
        "b": [near(37.5), near(45)],
        "b1": [near(37.5), near(45)],
    }


def test_each_weight_alone():
    assert scored(ANSWERS, *T7)["sensitivity"]["layers"] == [
        {"slug": "a", "up": near(48.8824152542), "down": near(46.8826219512)},
        {"slug": "b", "up": near(47.1986607143), "down": near(49.1619318182)},
    ]


def scores_of_draws(seed):
    """The overall of 2000 draws, computed once more from the practice scores of the example."""
    generator = random.Random(seed)
    for _draw in range(2000):
        w = {
            slug: weight * (1 + 0.30 * (2 * generator.random() - 1))
            for slug, weight in [
                *(("a", 60), ("b", 40), ("a1", 50), ("a2", 50), ("b1", 100)),
                *(("p1", 50), ("p2", 30), ("p3", 20), ("p4", 60), ("p5", 40)),
                *(("p6", 50), ("p7", 50)),
            ]
        }
        a1 = (75 * w["p1"] + 50 * w["p2"]) / (w["p1"] + w["p2"])
        a2 = (56.25 * w["p4"] + 18.75 * w["p5"]) / (w["p4"] + w["p5"])
        b = (25 * w["p6"] + 55 * w["p7"]) / (w["p6"] + w["p7"])
        a = (a1 * w["a1"] + a2 * w["a2"]) / (w["a1"] + w["a2"])
        yield (a * w["a"] + b * w["b"]) / (w["a"] + w["b"])


def seed_of(file, team):
    text = f"{hashlib.sha256(file.read_bytes()).hexdigest()}|{team}|overall|mc1"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def with_team(path, team):
    """The answers of the example, all of one team that the file names."""
    head, *rows = ANSWERS.read_text().splitlines()
    lines = [head.replace(",", ",team,", 1), *(row.replace(",", f",{team},", 1) for row in rows)]
    place = path / "teams.csv"
    place.write_text("\n".join(lines) + "\n")
    return place


def check_draws(drawn, seed):
    values = list(scores_of_draws(seed))
    assert drawn == {
        "p05": near(reference.quantile(values, 0.05)),
        "p50": near(reference.quantile(values, 0.50)),
        "p95": near(reference.quantile(values, 0.95)),
        "weakest": "b",
        "weakest_share": 1.0,
    }


def test_the_draws_of_seed_7():
    """The slow draws of this test are those of docs/scoring.md."""
    values = list(scores_of_draws(7))
    assert [reference.quantile(values, share) for share in (0.05, 0.5, 0.95)] == [
        near(45.2556372089),
        near(48.0428111510),
        near(50.7129213058),
    ]


def test_all_weights_at_random_from_the_seed_of_the_file():
    check_draws(scored(ANSWERS, *T7)["sensitivity"]["monte_carlo"], seed_of(ANSWERS, ""))


def test_the_seed_of_a_team(tmp_path):
    file = with_team(tmp_path, "Core")
    content = scored(file, *T7, "--team", "Core")
    check_draws(content["sensitivity"]["monte_carlo"], seed_of(file, "Core"))


# --- Profiles ---


def test_a_profile_of_judgements(tmp_path):
    content = scored(ANSWERS, *T7, "--profile", profile_file(tmp_path))
    weights = content["weights"]
    assert content["profile"] == f"By judgement:{weights['sha256'][:12]}"
    assert (weights["method"], weights["parents"]) == (
        "ahp",
        {"a1": {"p1": 540, "p2": 297, "p3": 163}},
    )
    assert weights["judgements"] == [
        {
            "parent": "a1",
            "experts": 1,
            "weights": {
                "p1": near(0.539614550221),
                "p2": near(0.296961331212),
                "p3": near(0.163424118566),
            },
            "eigenvalue": near(3.009202712714),
            "ratio": near(0.007933373030),
        }
    ]
    a1 = (540 * 75 + 297 * 50) / 837
    nodes = {node["slug"]: node["score"] for node in content["nodes"]}
    assert nodes["a1"] == near(a1)
    assert content["overall"]["score"] == near(0.6 * (a1 + 41.25) / 2 + 0.4 * 40)
    assert content["model"]["sha256"] == load_model(MODEL).sha256


def test_custom_weights_in_json(tmp_path):
    profile = {
        "format": "plumbline-profile/1",
        "name": "Mostly B",
        "weights": {"overall": {"reason": "B matters most.", "shares": {"a": 250, "b": 750}}},
    }
    place = profile_file(tmp_path, json.dumps(profile), "weights.json")
    content = scored(ANSWERS, *T7, "--profile", place)
    assert content["overall"]["score"] == near(0.25 * 53.4375 + 0.75 * 40)
    assert content["weights"]["reasons"] == {"overall": "B matters most."}
    assert [node["weight"] for node in content["nodes"] if node["parent"] is None] == [250, 750]


def test_equal_weights():
    content = scored(ANSWERS, *T7, "--profile", "equal")
    assert content["overall"]["score"] == near(45.0)
    assert (content["profile"], content["weights"]["method"]) == ("equal", "equal")
    default = scored(ANSWERS, *T7, "--profile", "default")
    assert (default["profile"], default["weights"]) == ("default", None)
    assert default == scored(ANSWERS, *T7)


def test_judgements_of_the_built_in_layers(tmp_path):
    slugs = ["engineering", "technical", "management", "problem-solving", "open-source"]
    upper = [[1, 2, 2, 3], [1, 2, 3], [1, 2], [1]]
    pairs = [
        [one, other, given]
        for at, (one, row) in enumerate(zip(slugs, upper))
        for other, given in zip(slugs[at + 1 :], row, strict=True)
    ]
    profile = {
        "format": "plumbline-profile/1",
        "name": "Layers",
        "judgements": {"overall": {"experts": [{"name": "Wang", "pairs": pairs}]}},
    }
    names = ",".join(built_in_model().practices)
    answers = tmp_path / "a.csv"
    answers.write_text(
        f"respondent,{names}\n"
        + "".join(f"r{i}{f',{i % 5}' * len(built_in_model().practices)}\n" for i in range(5))
    )
    place = profile_file(tmp_path, json.dumps(profile), "layers.json")
    weights = scored(answers, "--profile", place)["weights"]
    (family,) = weights["judgements"]
    assert [family["weights"][slug] for slug in slugs] == [
        near(0.302305694882),
        near(0.265409034265),
        near(0.187488299109),
        near(0.140932911003),
        near(0.103864060741),
    ]
    assert (family["eigenvalue"], family["ratio"]) == (near(5.081443577152), near(0.018179369900))
    assert [weights["parents"]["overall"][slug] for slug in slugs] == [302, 265, 188, 141, 104]


def test_judgements_that_contradict_each_other(tmp_path):
    text = PROFILE.replace(
        "[p1, p2, 2], [p1, p3, 3], [p2, p3, 2]", "[p1, p2, 3], [p1, p3, 1/3], [p2, p3, 3]"
    )
    place = profile_file(tmp_path, text)
    assert run(ANSWERS, *T7, "--profile", place, "--json", tmp_path / "r.json") == (
        2,
        "",
        f"{place}:5: the judgements of “Li” contradict each other (consistency ratio 1.149, to be "
        "below 0.10); judge again “p1” against “p2”, which fits the others least: given 3, "
        "together they say about 1.0\n",
    )
    assert not (tmp_path / "r.json").exists()
