"""`manage.py benchmark`: what it writes, prints and refuses."""

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dask.distributed import LocalCluster
from django.core.management import call_command

from assessment.reference import cluster, parquet, partition
from assessment.reference.schema import COLUMNS
from tests.assessment.loading.samples import SMALL, written
from tests.assessment.reference.answers import team_rows, write

ROOT = Path(__file__).resolve().parents[3]
GOOD = team_rows("u1", "t1", 2, {"p1": "2", "p2": "DK"})


def run(*arguments):
    """(exit code, lines of standard output, standard error)."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("benchmark", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as error:
        return error.code, out.getvalue().splitlines(), err.getvalue()
    return 0, out.getvalue().splitlines(), err.getvalue()


@pytest.fixture
def small(tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    return written(folder, SMALL)


@pytest.fixture
def answers(tmp_path):
    folder = tmp_path / "answers"
    assert run("generate", "--teams", 60, "--seed", 5, "--teams-a-file", 12, "--out", folder) == (
        0,
        [f"wrote {rows_in(folder)} made-up rows of 60 teams as 5 files into {folder}"],
        "",
    )
    return folder


def rows_in(folder):
    return sum(pq.read_metadata(path).num_rows for path in folder.iterdir())


def test_made_up_answers_are_the_same_for_a_seed(answers, tmp_path):
    again, other = tmp_path / "again", tmp_path / "other"
    run("generate", "--teams", 60, "--seed", 5, "--teams-a-file", 12, "--out", again)
    run("generate", "--teams", 60, "--seed", 6, "--teams-a-file", 12, "--out", other)
    names = [f"part-{at:05d}.parquet" for at in range(5)]
    assert sorted(path.name for path in answers.iterdir()) == names
    for name in names:
        assert (answers / name).read_bytes() == (again / name).read_bytes()
        assert (answers / name).read_bytes() != (other / name).read_bytes()


def test_made_up_answers_never_mix_with_others(answers):
    before = sorted(answers.iterdir())
    assert run("generate", "--teams", 1, "--seed", 1, "--out", answers) == (
        2,
        [],
        f"{answers} is not empty\n",
    )
    assert sorted(answers.iterdir()) == before


def test_build_in_this_process(answers, tmp_path):
    out = tmp_path / "reference.json"
    code, lines, err = run("build", answers / "*.parquet", "--out", out)
    content = json.loads(out.read_bytes())
    assert (code, err) == (0, "")
    assert lines[:2] == [
        f"wrote {out}, SHA-256 {hashlib.sha256(out.read_bytes()).hexdigest()}",
        f"{rows_in(answers)} answers, 60 teams, 3 units, 5 files",
    ]
    assert (content["format"], content["teams"]) == ("plumbline-reference/1", 60)
    assert content["overall"]["status"] == "shown"


def test_two_workers_give_the_same_bytes(answers, tmp_path):
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    assert run("build", answers / "*.parquet", "--out", one)[0] == 0
    code, lines, err = run("build", answers / "*.parquet", "--out", two, "--workers", 2)
    assert (code, err) == (0, "")
    assert [line.split(":")[0] for line in lines[3:]] == ["worker 1", "worker 2"]
    assert two.read_bytes() == one.read_bytes()


def test_a_cluster_that_runs_already(answers, small, tmp_path):
    one, two, three = (tmp_path / f"{name}.json" for name in ("one", "two", "three"))
    assert run("build", answers / "*.parquet", "--out", one)[0] == 0
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address="127.0.0.1:0"
    ) as running:
        address = running.scheduler_address
        asked = ("build", answers / "*.parquet", "--scheduler", address, "--out")
        assert (run(*asked, two)[0], two.read_bytes()) == (0, one.read_bytes())
        # Faults are found on workers and worded here.
        code, lines, err = run(*asked, three, "--model", small)
        first = answers / "part-00000.parquet"
        assert (code, lines, three.exists()) == (2, [], False)
        assert err.startswith(f"{first}:1: there is no practice “alg-correct-code”; ")


def test_no_scheduler_at_the_address(answers, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", "1 s")
    out = tmp_path / "reference.json"
    address = "tcp://127.0.0.1:1"
    code, lines, err = run("build", answers / "*.parquet", "--out", out, "--scheduler", address)
    assert (code, lines, out.exists()) == (2, [], False)
    assert err.startswith(f"the cluster failed: {address}: ")


def refused(tmp_path, model, *more):
    """Standard error of a build over all files that leaves with 2 and writes nothing."""
    out = tmp_path / "reference.json"
    out.write_text("old")
    before = sorted(tmp_path.iterdir())
    code, lines, err = run("build", tmp_path / "*.parquet", "--model", model, "--out", out, *more)
    assert (code, lines, out.read_text(), sorted(tmp_path.iterdir())) == (2, [], "old", before)
    return err


def row(unit="u1", team="t1", respondent="r9", practice="p1", answer="1"):
    return (unit, team, respondent, practice, answer)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (row(practice="p9"), "there is no practice “p9”; use the slugs of the model"),
        (
            row(answer="5"),
            "“5” is no answer to “p1”; write a number from 0 to 4, NA, DK or nothing",
        ),
        (
            row(practice="p2", answer="-1"),
            "“-1” is no answer to “p2”; write a number from 0 to 4, DK or nothing",
        ),
        (row(practice="p2", answer="NA"), "“p2” cannot be not applicable; choose an option, or DK"),
        (row(respondent="r0"), "“r0” answers “p1” a second time; keep one of the two"),
        *(
            (
                row(**{column: text}),
                f"“{text}” cannot stand as “{column}”; "
                "write 1 to 200 characters, trimmed, without control characters",
            )
            for column, text in [("unit", ""), ("team", " t1"), ("respondent", "a\x7fb")]
        ),
        (
            row(team=None),
            "no “team”; write a value in every row; unanswered is an empty text",
        ),
        (
            row(answer=None),
            "no “answer”; write a value in every row; unanswered is an empty text",
        ),
    ],
)
def test_a_bad_row_is_named(bad, message, small, tmp_path):
    path = write(tmp_path / "a.parquet", [*GOOD, bad], row_group_size=2)
    write(tmp_path / "b.parquet", [row(team="t2")])
    assert refused(tmp_path, small) == f"{path}:{len(GOOD) + 1}: {message}\n"


def test_every_fault_of_every_file(small, tmp_path):
    one = write(tmp_path / "a.parquet", [row(practice="x"), row(answer="9"), row(practice="x")])
    two = write(tmp_path / "b.parquet", [row(team="t2"), row(team="t2", practice="y")])
    assert [line.split("; ")[0] for line in refused(tmp_path, small).splitlines()] == [
        f"{one}:1: there is no practice “x”",
        f"{one}:2: “9” is no answer to “p1”",
        f"{two}:2: there is no practice “y”",
    ]


def test_a_team_in_two_files(small, tmp_path):
    one = write(tmp_path / "a.parquet", GOOD)
    two = write(tmp_path / "b.parquet", [row(), row(team="t2")])
    write(tmp_path / "c.parquet", [row(unit="u2")])
    assert refused(tmp_path, small) == (
        f"{two}:1: the team “t1” of the unit “u1” is in {one} too; "
        "put all answers of a team into one file\n"
    )


def table(**changed):
    columns = {name: pa.array(list(texts)) for name, texts in zip(COLUMNS, zip(*GOOD))}
    return pa.table(
        {name: array for name, array in (columns | changed).items() if array is not None}
    )


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"unit": None}, "there is no column “unit”; write the columns " + ", ".join(COLUMNS)),
        (
            {"answer": pa.array([1, 2, 3, 4])},
            "the column “answer” is of the type int64; store it as text",
        ),
        (
            {"team": pa.array([["a"], [], [], []])},
            "the column “team” is of the type list<element: string>; store it as text",
        ),
    ],
)
def test_columns(changed, message, small, tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(table(**changed), path)
    assert refused(tmp_path, small) == f"{path}:1: {message}\n"


def test_a_repeated_column(small, tmp_path):
    path = tmp_path / "a.parquet"
    given = table()
    pq.write_table(given.append_column("team", given.column("team")), path)
    message = "the column “team” is repeated; keep one of the two"
    assert refused(tmp_path, small) == f"{path}:1: {message}\n"


def test_other_columns_and_kinds_of_text_are_read(small, tmp_path):
    texts = {
        "unit": table().column("unit").dictionary_encode(),
        "team": table().column("team").cast(pa.large_string()),
        "note": pa.array(["x"] * 4),
    }
    pq.write_table(table(**texts), tmp_path / "a.parquet")
    out = tmp_path / "reference.json"
    asked = ("build", tmp_path / "a.parquet", "--model", small, "--out", out)
    code, lines, err = run(*asked)
    assert (code, lines[1], err) == (0, "4 answers, 1 teams, 1 units, 1 files", "")


@pytest.mark.parametrize("damage", [b"", b"not Parquet", "cut", "flipped"])
def test_damaged_files(damage, small, tmp_path):
    path = Path(write(tmp_path / "a.parquet", GOOD, compression="zstd"))
    data = bytearray(path.read_bytes())
    if damage == "cut":
        path.write_bytes(data[:-20])
    elif damage == "flipped":
        data[8:60] = bytes(52)
        path.write_bytes(data)
    else:
        path.write_bytes(damage)
    assert refused(tmp_path, small).startswith(f"{path}:1: the file cannot be read as Parquet (")


def test_text_that_is_not_utf_8(small, tmp_path):
    path = tmp_path / "a.parquet"
    broken = pa.array([b"\xff\xfe"] * 4, pa.binary()).cast(pa.string(), safe=False)
    pq.write_table(table(respondent=broken), path)
    assert refused(tmp_path, small).startswith(f"{path}:1: the file cannot be read as Parquet (")


@pytest.mark.parametrize(
    ("module", "limit", "message"),
    [
        (parquet, "MOST_ROWS", "the file has 4 rows and 0 MiB"),
        (partition, "MOST_TEAMS", "the file has 2 teams"),
    ],
)
def test_files_beyond_the_limits(module, limit, message, small, tmp_path, monkeypatch):
    path = write(tmp_path / "a.parquet", [*GOOD[:3], row(team="t2")])
    monkeypatch.setattr(module, limit, 1)
    assert refused(tmp_path, small).startswith(f"{path}:1: {message}; split it by team, ")


def test_nothing_to_read(small, tmp_path):
    assert refused(tmp_path, small) == f"no file matches “{tmp_path}/*.parquet”\n"
    write(tmp_path / "a.parquet", [])
    assert refused(tmp_path, small) == "the files hold no answers\n"
    write(tmp_path / "a.parquet", [row(answer="")])
    assert refused(tmp_path, small) == "the files hold no answers\n"


def test_a_model_without_a_short_form(small, tmp_path):
    without = written(small.parent, SMALL.replace("        short: true\n", ""))
    write(tmp_path / "a.parquet", GOOD)
    assert refused(tmp_path, without, "--form", "short") == "the model small has no short form\n"


@pytest.mark.parametrize("name", ["no/reference.json", "folder"])
def test_an_output_that_cannot_be(name, small, tmp_path):
    (tmp_path / "folder").mkdir()
    path = write(tmp_path / "a.parquet", GOOD)
    code, lines, err = run("build", path, "--model", small, "--out", tmp_path / name)
    assert (code, lines) == (2, [])
    assert err.startswith("nothing was written: ")


def test_an_output_never_takes_the_place_of_answers(small, tmp_path):
    path = Path(write(tmp_path / "a.parquet", GOOD))
    before = path.read_bytes()
    code, lines, err = run("build", path, "--model", small, "--out", path)
    assert (code, lines, err) == (2, [], "answers and outputs need paths of their own\n")
    assert path.read_bytes() == before


def test_without_the_packages(tmp_path):
    program = (
        "import sys; sys.modules['pyarrow'] = None; sys.argv[0] = 'manage.py';"
        "from django.core.management import execute_from_command_line as run; run(sys.argv)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "benchmark", "build", "x", "--out", tmp_path / "x.json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PATH": "", "DJANGO_SETTINGS_MODULE": "plumbline.settings"},
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "pyarrow is not installed; install requirements-scale.txt\n"


def test_workers_need_no_django_settings(answers, tmp_path):
    """A Dask worker on another machine imports the scoring alone."""
    path = answers / "part-00000.parquet"
    program = (
        "import os, pickle, sys; assert 'DJANGO_SETTINGS_MODULE' not in os.environ;"
        "from assessment.reference.scoring import score_file;"
        "recipe = pickle.load(open(sys.argv[2], 'rb'));"
        "print(score_file(sys.argv[1], recipe).statistics.teams)"
    )
    recipe = tmp_path / "recipe.pickle"
    recipe.write_bytes(pickled_recipe())
    done = subprocess.run(
        [sys.executable, "-c", program, path, recipe],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PATH": ""},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "12\n", "")


def pickled_recipe():
    import pickle

    from assessment.loading import built_in_model
    from assessment.reference.scoring import Recipe

    return pickle.dumps(Recipe(built_in_model()))
