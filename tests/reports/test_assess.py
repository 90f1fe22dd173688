"""`manage.py assess`: the worked example from files, outputs, and refusals."""

import hashlib
import json
import re
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from assessment.core.evaluation import evaluate
from assessment.core.result import Result
from assessment.loading import built_in_model, load_model
from reports.contents.team_report import ReportHeader, build_team_report
from reports.exports.terminal import render_terminal
from tests.assessment.core import t7
from tests.reports.assessing import ANSWERS, MODEL, ROOT, T7, run, scored


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


# --- The worked example ---


def test_the_worked_example():
    content = scored(ANSWERS, *T7)
    overall = content["overall"]
    assert (overall["score"], overall["level"], overall["blocked_by"]) == (48.0625, 2, ["p6"])
    assert (overall["coverage"], overall["agreement"]) == (1.0, near(0.8166666667))
    assert overall["level_name"] == {"en": "Foundational", "zh-hans": "基础级"}
    assert {n["slug"]: (n["score"], n["level"]) for n in content["nodes"]} == {
        "a": (near(53.4375), 3),
        "a1": (near(65.625), 4),
        "a2": (near(41.25), 3),
        "b": (near(40), 2),
        "b1": (near(40), 2),
    }
    assert [
        (r["rank"], r["practice"], r["from"], r["to"], r["gain"], r["effort"], r["ratio"])
        for r in content["recommendations"]
    ] == [
        (1, "p2", 2, 3, near(2.25), 3.0, near(0.75)),
        (2, "p1", 3, 4, near(3.75), 6.25, near(0.6)),
        (3, "p5", 1, 2, near(3), 5.0, near(0.6)),
        (4, "p4", 2, 3, near(3.375), 7.5, near(0.45)),
        (5, "p7", 2, 3, near(11), 24.5, near(0.4489795918)),
        (6, "p6", 1, 2, near(7), 17.0, near(0.4117647059)),
    ]
    assert content["recommendations"][4]["first"] == [
        {"practice": "p5", "to": 2},
        {"practice": "p6", "to": 2},
    ]


def test_files_say_what_the_core_says():
    """The model and answers of the files are those of the fixture in code."""
    result = Result.from_json(scored(ANSWERS, *T7))
    expected = evaluate(t7.MODEL, t7.answers(), min_group=3)
    assert [p.score for p in result.core.practices] == [p.score for p in expected.core.practices]
    assert [p.ad for p in result.core.practices] == [p.ad for p in expected.core.practices]
    assert result.core.breadth == expected.core.breadth
    assert result.answers_sha256 == hashlib.sha256(ANSWERS.read_bytes()).hexdigest()
    assert result.model["sha256"] == load_model(MODEL).sha256


def test_as_a_program_without_a_database():
    """The same bytes as in this process, from a program whose database cannot be reached."""
    done = subprocess.run(
        [sys.executable, "manage.py", "assess", str(ANSWERS), *T7, "--json", "-"],
        cwd=ROOT,
        capture_output=True,
        env={"PATH": "", "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert done.stdout.decode() == run(ANSWERS, *T7, "--json", "-")[1]
    assert json.loads(done.stdout)["overall"]["score"] == 48.0625


def test_bad_input_as_a_program(tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_text("respondent,p1\nr1,7\n")
    done = subprocess.run(
        [sys.executable, "manage.py", "assess", str(answers), *T7, "--json", str(tmp_path / "r")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PATH": ""},
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"{answers}:2: “7” is no answer to “p1”; write a number from 0 to 4, NA, DK or nothing\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["answers.csv"]


# --- Outputs ---


def test_the_summary_in_english():
    code, out, err = run(ANSWERS, *T7)
    assert (code, err) == (0, "")
    lines = [line.split("  ")[0] for line in out.splitlines()]
    assert lines[:11] == [
        "The team",
        "Self-assessment with the full form, answered one by one, not an outside appraisal.",
        "",
        "The team stands at level 2, Foundational; practice p6 is the gate to level 3, and raising "
        "two",
        "practices, about 17 person-days, would reach level 3.",
        "Level",
        "Score of 100",
        "Range, 90\xa0%",
        "Coverage",
        "Agreement",
        "Answered",
    ]
    assert re.search(r"^Score of 100 +48\.1$", out, re.MULTILINE)
    assert re.search(r"^  Capability a1 +65\.6 +4 +100\W% +0\.75$", out, re.MULTILINE)
    assert re.search(r"^1  Practice p2 .* \+2\.3 +3 person-days$", out, re.MULTILINE)
    assert "\x1b" not in out
    assert {line.rstrip() for line in out.split("\n")} == set(out.split("\n"))


def test_the_summary_in_chinese():
    out = run(ANSWERS, *T7, "--lang", "zh-hans")[1]
    assert "处于2级（基础级），实践p6是通往3级的关口；提升两项实践、约17人日，即可达到3级。" in out
    assert re.search(r"^得分（满分100） +48\.1$", out, re.MULTILINE)
    assert re.search(r"^  能力a1 +65\.6 +4 +100% +0\.75$", out, re.MULTILINE)


@pytest.mark.parametrize("colour", [False, True])
def test_nothing_of_a_summary_is_cut_off(colour):
    """Chinese has no spaces to break at; a narrow terminal folds it and loses nothing."""
    model = load_model(MODEL)
    result = evaluate(model, t7.answers(), min_group=3)
    report = build_team_report(ReportHeader("", "支付", ""), model, result, "zh-hans")
    text = render_terminal(report, colour=colour, width=60)
    assert "…" not in text
    assert ("\x1b[1m" in text) is colour


def test_outputs_are_written_and_named(tmp_path):
    result, report = tmp_path / "result.json", tmp_path / "report.pdf"
    code, out, err = run(ANSWERS, *T7, "--json", result, "--pdf", report)
    assert (code, err) == (0, "")
    assert out == f"wrote {result}\nwrote {report}\n"
    assert result.read_text(encoding="utf-8") == run(ANSWERS, *T7, "--json", "-")[1]
    text = "\n".join(page.extract_text() for page in PdfReader(report).pages)
    assert "48.1" in text
    digest = hashlib.sha256(result.read_bytes()).hexdigest()
    assert digest[:4] in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.pdf", "result.json"]


def test_the_same_input_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        paths = ("--json", tmp_path / f"{name}.json", "--pdf", tmp_path / f"{name}.pdf")
        assert run(ANSWERS, *T7, *paths)[0] == 0
    for suffix in ("json", "pdf"):
        assert (tmp_path / f"one.{suffix}").read_bytes() == (
            tmp_path / f"two.{suffix}"
        ).read_bytes()


def test_the_result_is_the_same_in_every_language():
    assert scored(ANSWERS, *T7) == scored(ANSWERS, *T7, "--lang", "zh-hans")


def test_invited():
    assert scored(ANSWERS, *T7)["overall"]["provisional"] is None
    assert scored(ANSWERS, *T7, "--invited", "10")["overall"]["provisional"] is False
    assert scored(ANSWERS, *T7, "--invited", "11")["overall"]["provisional"] is True


def test_below_the_smallest_group_nothing_is_scored():
    content = scored(ANSWERS, "--model", MODEL, "--min-group", "6")
    assert content["overall"]["status"] == "not_enough_data"
    assert {p["score"] for p in content["practices"]} == {None}


def test_one_respondent_is_a_joint_answer(tmp_path):
    answers = tmp_path / "joint.csv"
    answers.write_text("respondent,p1,p2,p3,p4,p5,p6,p7\nall,3,2,NA,2,1,1,2\n")
    content = scored(answers, *T7)
    assert (content["mode"], content["overall"]["agreement"]) == ("consensus", None)
    assert content["overall"]["status"] == "shown"
    assert "answered jointly" in run(answers, *T7)[1]


# --- The built-in model ---


def wide(path, slugs, people=5, answer="2"):
    rows = [",".join([f"r{at}", *[answer] * len(slugs)]) for at in range(people)]
    path.write_text("\n".join([",".join(["respondent", *slugs]), *rows]) + "\n")
    return path


def test_the_built_in_model_is_the_default(tmp_path):
    model = built_in_model()
    content = scored(wide(tmp_path / "a.csv", list(model.practices)))
    assert content["model"]["slug"] == "engineering-practice"
    assert (content["overall"]["score"], content["overall"]["level"]) == (50.0, 3)
    assert (content["form"], content["min_group"]) == ("full", 5)
    assert [(m["slug"], m["overall"]["score"]) for m in content["modules"]] == [
        ("large-model", 50.0)
    ]


def test_the_short_form_is_recognised(tmp_path):
    short = [practice.slug for practice in built_in_model().core.practices if practice.short]
    content = scored(wide(tmp_path / "a.csv", short, answer="4"))
    assert (content["form"], content["overall"]["score"]) == ("short", 100.0)
    assert (content["overall"]["level"], content["modules"]) == (3, [])
    assert len(content["practices"]) == 24


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_full_report_of_the_built_in_model(language, tmp_path):
    answers = wide(tmp_path / "a.csv", list(built_in_model().practices))
    report = tmp_path / "report.pdf"
    assert run(answers, "--pdf", report, "--lang", language)[0] == 0
    text = "".join(page.extract_text() for page in PdfReader(report).pages)
    name = built_in_model().practices["ci-pipeline"].name[language]
    assert re.sub(r"\s", "", name) in re.sub(r"\s", "", text)


# --- Refusals ---


def test_a_team_of_a_file_without_teams():
    assert run(ANSWERS, *T7, "--team", "Core") == (
        2,
        "",
        "the file has no column “team”; leave --team out\n",
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--min-group", "2"), "the smallest group is never below 3"),
        (("--min-group", "x"), "“x” is not a count"),
        (("--invited", "0"), "“0” is not a count"),
        (("--invited", "-1"), "“-1” is not a count"),
        (("--invited", "9999999999"), "“9999999999” is not a count"),
        (("--form", "medium"), "invalid choice: 'medium'"),
        (("--lang", "fr"), "invalid choice: 'fr'"),
    ],
)
def test_usage_errors(options, message):
    with pytest.raises(CommandError, match=message):
        call_command("assess", str(ANSWERS), *T7, *options)


def test_faults_of_the_model_come_first(tmp_path):
    model = tmp_path / "model.yaml"
    model.write_text("format: plumbline/1\n")
    code, out, err = run(ANSWERS, "--model", model)
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == (
        f"{model}:1: the key “slug” is missing or empty; add it with a value"
    )


def test_nothing_is_written_unless_everything_can_be(tmp_path):
    result = tmp_path / "result.json"
    code, out, err = run(ANSWERS, *T7, "--json", result, "--pdf", tmp_path / "no" / "report.pdf")
    assert (code, out) == (2, "")
    assert err.startswith("nothing was written: ")
    assert list(tmp_path.iterdir()) == []


def test_an_older_file_stays_if_the_new_one_cannot_be_written(tmp_path):
    result = tmp_path / "result.json"
    result.write_text("old")
    run(ANSWERS, *T7, "--json", result, "--pdf", tmp_path / "no" / "report.pdf")
    assert result.read_text() == "old"


def test_outputs_never_overwrite_the_answers(tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_bytes(ANSWERS.read_bytes())
    for options in (("--json", answers), ("--json", tmp_path / "x", "--pdf", tmp_path / "x")):
        assert run(answers, *T7, *options) == (
            2,
            "",
            "answers and outputs need paths of their own\n",
        )
    assert answers.read_bytes() == ANSWERS.read_bytes()
