"""`manage.py assess` with everything it reads at once, and what its summary says then."""

import json

import pytest

from assessment.core.result import Result
from tests.reports.assessing import ANSWERS, EVIDENCE, LATER, PROFILE, T7, profile_file, run

ALL = ("--previous", ANSWERS, "--evidence", EVIDENCE, "--budget", "20")


def test_the_same_input_gives_the_same_bytes(tmp_path):
    options = (LATER, *T7, *ALL, "--profile", profile_file(tmp_path), "--json", "-")
    first, second = run(*options), run(*options, "--lang", "zh-hans")
    assert first == second
    assert Result.from_json(json.loads(first[1])).to_json() == json.loads(first[1])


def test_all_faults_of_all_files_at_once(tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_text("respondent,p1\nr1,7\n")
    before = tmp_path / "before.csv"
    before.write_text("respondent,p1\nr1,1\nr1,2\n")
    profile = profile_file(tmp_path, PROFILE.replace("a1", "a9"))
    evidence = tmp_path / "evidence.json"
    evidence.write_text("{")
    files = ("--previous", before, "--profile", profile, "--evidence", evidence)
    code, out, err = run(answers, *T7, *files, "--json", tmp_path / "result.json")
    assert (code, out) == (2, "")
    assert [line.split(": ")[0] for line in err.splitlines()] == [
        f"{answers}:2",
        f"{profile}:4",
        f"{before}:3",
        f"{evidence}:1",
    ]
    assert not (tmp_path / "result.json").exists()


@pytest.mark.parametrize("option", ["--previous", "--evidence"])
def test_a_file_that_is_not_there(option, tmp_path):
    place = tmp_path / "none.json"
    assert run(ANSWERS, *T7, option, place) == (
        2,
        "",
        f"{place}:1: the file cannot be read (No such file or directory); give a file that exists "
        "and may be read\n",
    )


def test_a_profile_that_is_not_there():
    assert run(ANSWERS, *T7, "--profile", "ahp") == (
        2,
        "",
        "ahp:1: there is no such file; name default, equal, or a file that exists\n",
    )


@pytest.mark.parametrize("option", ["--previous", "--profile", "--evidence", "--model"])
def test_outputs_never_overwrite_what_was_read(option, tmp_path):
    place = tmp_path / "input"
    place.write_text("kept")
    assert run(ANSWERS, "--min-group", "3", option, place, "--json", place) == (
        2,
        "",
        "answers and outputs need paths of their own\n",
    )
    assert place.read_text() == "kept"


def test_the_same_evidence_twice():
    assert run(ANSWERS, *T7, "--evidence", EVIDENCE, "--evidence", EVIDENCE) == (
        2,
        "",
        "the same file of evidence is given twice\n",
    )


# --- The summary ---


def summary(*options):
    code, out, err = run(*options)
    assert (code, err) == (0, "")
    return out.replace("\xa0", " ").splitlines()


def test_the_summary_in_english():
    lines = summary(LATER, *T7, *ALL)
    for wanted in (
        "Range, 90 %   58.5–66.8",
        "One practice, about 18 person-days, reaches level 4",
        "Level 4 first, within 20 person-days: +5.0 points for 18 person-days",
        "Since the earlier answers",
        "Overall: 48.1 → 62.8, +14.75 (48.06 → 62.81), range +9.8 to +17.7: improved",
        "Evidence beside the answers",
        "Evidence never replaces what people said.",
    ):
        assert lines.count(wanted) == 1, wanted
    # Once in the cheapest plan, once in the one within the budget.
    step = "Practice p6: Agreed and shared → Kept up by a routine, 18 person-days"
    assert lines.count(step) == 2


def test_the_summary_in_chinese():
    lines = summary(LATER, *T7, *ALL, "--lang", "zh-hans")
    for wanted in (
        "区间（90%）      58.5–66.8",
        "提升一项实践、约18人日，即可达到4级",
        "预算20人日内先达到4级：投入18人日，得分+5.0",
        "与上次作答相比",
        "乙层：40.0 → 52.5，+12.5，区间+5.0至+20.0，提升",
        "证据与自评对照",
        "证据不取代自评。",
    ):
        assert lines.count(wanted) == 1, wanted


def test_the_summary_of_evidence():
    lines = summary(ANSWERS, *T7, "--evidence", EVIDENCE, "--budget", "10")
    for wanted in (
        "Score 48.1, with evidence 46.9 (gap +1.1); evidence covers 31 % of the weight.",
        "To talk about, Practice p1: answers average step 3, evidence shows step 2 at most.",
        "To talk about, Practice p5: answers average step 0.75, evidence shows step 2 at least.",
        "Level 3 does not fit within 10 person-days: 17 person-days would do",
    ):
        assert lines.count(wanted) == 1, wanted


def test_a_plain_summary_has_none_of_it():
    text = "\n".join(summary(ANSWERS, *T7))
    for heading in ("Within ", "Since the earlier answers", "Evidence"):
        assert heading not in text
