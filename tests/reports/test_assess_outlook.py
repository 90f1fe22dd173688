"""`manage.py assess`: plans, change and evidence of the worked example."""

import hashlib
import json
import re
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from assessment.loading import as_yaml, load_model
from tests.reports.assessing import ANSWERS, EVIDENCE, LATER, MODEL, T7, run, scored


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


def moves(plan):
    return {move["practice"]: move["to"] for move in plan["moves"]}


# --- Plans ---


@pytest.mark.parametrize(
    ("name", "expected", "effort", "gain", "score", "level"),
    [
        ("next_level", {"p5": 2, "p6": 2}, 17.0, 7, 55.0625, 3),
        ("budget", {"p2": 4, "p4": 4}, 19.25, 12.9375, 61, 2),
        ("level_first", {"p2": 3, "p5": 2, "p6": 2}, 20.0, 9.25, 57.3125, 3),
    ],
)
def test_plans_of_20_days(name, expected, effort, gain, score, level):
    plan = scored(ANSWERS, *T7, "--budget", "20")["plans"][name]
    assert moves(plan) == expected
    assert (plan["effort"], plan["gain"]) == (effort, near(gain))
    assert (plan["score_after"], plan["level_after"]) == (near(score), level)
    assert plan["level"] == (None if name == "budget" else 3)
    assert plan["budget"] == (None if name == "next_level" else 20.0)


def test_plans_of_10_days():
    plans = scored(ANSWERS, *T7, "--budget", "10")["plans"]
    assert moves(plans["budget"]) == {"p1": 4, "p2": 3}
    assert (plans["budget"]["effort"], plans["budget"]["gain"]) == (9.25, near(6))
    assert (plans["budget"]["score_after"], plans["budget"]["level_after"]) == (near(54.0625), 2)
    assert plans["level_first"] is None
    assert plans["next_level"]["effort"] == 17.0


def test_a_budget_of_quarter_days():
    plans = scored(ANSWERS, *T7, "--budget", "9.25")["plans"]
    assert (plans["budget"]["budget"], moves(plans["budget"])) == (9.25, {"p1": 4, "p2": 3})
    assert moves(scored(ANSWERS, *T7, "--budget", "9")["plans"]["budget"]) != {"p1": 4, "p2": 3}


def test_no_budget():
    plans = scored(ANSWERS, *T7)["plans"]
    assert (plans["budget"], plans["level_first"]) == (None, None)
    assert moves(plans["next_level"]) == {"p5": 2, "p6": 2}


@pytest.mark.parametrize("days", ["0", "-1", "x", "10.1", "1e2", "", "100000", "٣"])
def test_what_is_no_budget(days):
    with pytest.raises(CommandError, match=f"“{re.escape(days)}” is not a number of person-days"):
        call_command("assess", str(ANSWERS), *T7, f"--budget={days}")


# --- Change ---


def test_what_changed():
    trend = scored(LATER, *T7, "--previous", ANSWERS)["trend"]
    assert trend["overall"] == {
        "slug": "overall",
        "before": near(48.0625),
        "after": near(62.8125),
        "delta": near(14.75),
        "interval": [near(9.7875), near(17.6533835470)],
        "label": "improved",
    }
    assert (trend["method"], trend["people"], trend["interval_level"]) == ("linked", 5, 0.9)
    assert trend["answers_sha256"] == hashlib.sha256(ANSWERS.read_bytes()).hexdigest()
    assert {node["slug"]: node["label"] for node in trend["nodes"]} == {
        "a": "improved",
        "a1": "improved",
        "a2": "unclear",
        "b": "improved",
        "b1": "improved",
    }
    assert trend["common"] == ["p1", "p2", "p4", "p5", "p6", "p7"]
    assert list(trend["practices"][0]) == ["slug", "before", "after", "delta"]


def test_other_people_are_not_linked(tmp_path):
    others = tmp_path / "others.csv"
    others.write_text(re.sub(r"^r([0-9])", r"s\1", ANSWERS.read_text(), flags=re.MULTILINE))
    trend = scored(LATER, *T7, "--previous", others)["trend"]
    assert (trend["method"], trend["overall"]["delta"]) == ("unlinked", near(14.75))
    low, high = trend["overall"]["interval"]
    assert low < 14.75 < high


def other_version(path, version, **changes):
    model = load_model(MODEL)
    place = path / f"t7-{version}"
    place.mkdir()
    text = as_yaml(replace(model, version=version))
    for old, new in changes.items():
        text = text.replace(old, new)
    (place / "model.yaml").write_text(text, encoding="utf-8")
    return place


def test_a_minor_version_before(tmp_path):
    """A practice that the earlier version did not have is not among those compared."""
    earlier = other_version(tmp_path, "1.0.1", **{"slug: p7": "slug: p8"})
    answers = tmp_path / "earlier.csv"
    answers.write_text(ANSWERS.read_text().replace("p7", "p8"))
    options = ("--previous", answers, "--previous-model", earlier)
    assert scored(LATER, *T7, *options)["trend"]["common"] == ["p1", "p2", "p4", "p5", "p6"]


def test_another_major_version_is_refused(tmp_path):
    earlier = other_version(tmp_path, "2.0.0")
    assert run(LATER, *T7, "--previous", ANSWERS, "--previous-model", earlier) == (
        2,
        "",
        "answers to t7 2.0.0 cannot be compared with answers to t7 1.0.0: another model or major "
        "version asks or scores something else\n",
    )


def test_another_scale_is_refused(tmp_path):
    earlier = other_version(tmp_path, "1.1.0", **{"value: 0.25": "value: 0.3"})
    assert run(LATER, *T7, "--previous", ANSWERS, "--previous-model", earlier) == (
        2,
        "",
        "“p1” has another scale in 1.1.0 than in 1.0.0\n",
    )


def teams(path, *names):
    rows = [f"r{i},{name},3,3,1,3,2,2,2" for name in names for i in range(5)]
    path.write_text("\n".join(["respondent,team,p1,p2,p3,p4,p5,p6,p7", *rows]) + "\n")
    return path


def test_teams_are_found_again_by_name(tmp_path):
    now = teams(tmp_path / "now.csv", "Core", "New")
    before = teams(tmp_path / "before.csv", "Old", "Core")
    content = scored(now, *T7, "--previous", before)
    core, new = content["teams"]
    assert (core["trend"]["overall"]["label"], new["trend"]) == ("stable", None)


def test_earlier_files_that_do_not_fit(tmp_path):
    now = teams(tmp_path / "now.csv", "Core")
    before = teams(tmp_path / "before.csv", "Old", "Older")
    assert run(now, *T7, "--previous", before) == (
        2,
        "",
        "the earlier file has none of the teams Core; it has Old, Older\n",
    )
    assert run(now, *T7, "--previous", ANSWERS) == (
        2,
        "",
        "one of the two answer files names teams and the other does not; they must agree\n",
    )
    assert run(now, *T7, "--previous-model", MODEL) == (
        2,
        "",
        "--previous-model tells about --previous, which is not given\n",
    )


# --- Evidence ---


def test_evidence_beside_the_answers():
    content = scored(ANSWERS, *T7, "--evidence", EVIDENCE)
    evidence = content["evidence"]
    assert (evidence["score"], evidence["with_evidence"]) == (near(48.0625), near(46.9375))
    assert evidence["gap"] == near(1.125)
    assert evidence["share"] == evidence["firm_share"] == near(0.3075)
    assert evidence["talk"] == ["p1", "p5"]
    assert evidence["practices"] == [
        {
            "practice": "p1",
            "at_least": None,
            "at_most": 2,
            "mixed": False,
            "mean": 3.0,
            "bounded": 2.0,
            "adjusted": near(2.2),
            "distance": -1.0,
            "checks": [{"id": "C1", "at_least": None, "at_most": 2, "confidence": 0.8}],
        },
        {
            "practice": "p5",
            "at_least": 2,
            "at_most": None,
            "mixed": False,
            "mean": 0.75,
            "bounded": 2.0,
            "adjusted": near(1.625),
            "distance": 1.25,
            "checks": [{"id": "C2", "at_least": 2, "at_most": None, "confidence": 0.7}],
        },
    ]
    assert evidence["heads"] == ["5f0c2a9d1be74c86a3f2e8d7b6c5a49382716051"]


def test_the_self_report_is_never_replaced():
    content = scored(ANSWERS, *T7, "--evidence", EVIDENCE)
    marked = [
        step["practice"]
        for step in content["recommendations"]
        if "evidence_disagrees" in step["badges"]
    ]
    assert sorted(marked) == ["p1", "p5"]
    for step in content["recommendations"]:
        step["badges"] = [badge for badge in step["badges"] if badge != "evidence_disagrees"]
    assert {**content, "evidence": None} == scored(ANSWERS, *T7)


def test_evidence_of_several_repositories(tmp_path):
    """Median bound of p1 (2 and 3, both at most: the weaker), lowest confidence."""
    other = json.loads(EVIDENCE.read_text())
    other["checks"][0] |= {"bound": {"at_most": 3}, "confidence": 0.6}
    place = tmp_path / "other.json"
    place.write_text(json.dumps(other))
    rows = scored(ANSWERS, *T7, "--evidence", EVIDENCE, "--evidence", place)["evidence"][
        "practices"
    ]
    assert [row["checks"] for row in rows] == [
        [{"id": "C1", "at_least": None, "at_most": 3, "confidence": 0.6}],
        [{"id": "C2", "at_least": 2, "at_most": None, "confidence": 0.7}],
    ]


def test_evidence_of_unknown_practices_is_refused(tmp_path):
    place = tmp_path / "evidence.json"
    place.write_text(EVIDENCE.read_text().replace('"p1"', '"p11"'))
    assert run(ANSWERS, *T7, "--evidence", place) == (
        2,
        "",
        f"{place}:12: there is no practice “p11”; did you mean “p1”?\n",
    )


def test_evidence_is_of_one_team(tmp_path):
    file = teams(tmp_path / "teams.csv", "Core", "New")
    assert run(file, *T7, "--evidence", EVIDENCE) == (
        2,
        "",
        "the file has 2 teams; name one with --team to use --evidence\n",
    )
    content = scored(file, *T7, "--evidence", EVIDENCE, "--team", "Core")
    assert content["evidence"]["talk"] == ["p1"]
