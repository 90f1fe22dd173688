"""`manage.py model`: what it prints, where, and how it leaves."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from assessment.loading import built_in_model, load_model
from tests.assessment.loading.samples import SMALL, varied, written

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments):
    """(exit code, standard output, standard error)."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("model", *arguments, stdout=out, stderr=err)
    except SystemExit as error:
        return error.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_check_of_a_sound_model(tmp_path):
    path = written(tmp_path, SMALL)
    assert run("check", str(path)) == (0, "small@1.0.0: 2 practices, no faults, 0 warnings\n", "")


def test_check_prints_warnings_and_leaves_with_zero(tmp_path):
    path = written(tmp_path, varied(("{en: half}", "{en: quarter}")))
    line = SMALL.splitlines().index("  - {term: {en: half}, text: {en: One of two equal parts.}}")
    assert run("check", str(path)) == (
        0,
        f"{path}:{line + 1}: the term “quarter” stands in no item (en); "
        "write it as the items do, or take it out (warning)\n"
        "small@1.0.0: 2 practices, no faults, 1 warning\n",
        "",
    )


def test_check_prints_every_fault_on_standard_error_and_leaves_with_two(tmp_path):
    path = written(tmp_path, varied(("version: 1.0.0", "version: 1"), ("weight: 3", "weight: x")))
    line = varied().splitlines().index("    weight: 3") + 1
    assert run("check", str(path)) == (
        2,
        "",
        f"{path}:3: the version “1” is not three numbers; write it as 1.0.0\n"
        f"{path}:{line}: the weight “x” is not a whole number; "
        "write a whole number from 0 to 999999999\n",
    )


def test_the_built_in_model_is_checked_by_its_slug():
    code, out, err = run("check", "engineering-practice")
    assert (code, err) == (0, "")
    assert out == "engineering-practice@1.0.0: 88 practices, no faults, 0 warnings\n"


@pytest.mark.parametrize("action", ["check", "show"])
def test_an_unknown_model(action):
    code, out, err = run(action, "nothing")
    assert (code, out) == (2, "")
    assert err.startswith("there is no model “nothing”; published are engineering-practice@")


def test_show_prints_the_tree(tmp_path):
    model = load_model(written(tmp_path, SMALL))
    assert run("show", str(tmp_path)) == (
        0,
        "Small  small@1.0.0\n"
        f"2 practices; languages: en; SHA-256 {model.sha256}\n"
        "★ gate practice  ● in the short form  † may be not applicable\n"
        "Small\n"
        "└── Capability one  c1  weight 3, 100 % of all\n"
        "    ├── First  p1 ★●†  weight 2, 66.67 % of all, effort S\n"
        "    └── Second  p2  weight 1, 33.33 % of all, effort M, needs 2<p1@1; 3<p1@2\n",
        "",
    )


def test_show_with_items(tmp_path):
    path = written(tmp_path, SMALL)
    assert run("show", str(path), "--items")[1].splitlines()[-7:] == [
        "    └── Second  p2  weight 1, 33.33 % of all, effort M, needs 2<p1@1; 3<p1@2",
        "        ├── How is the second thing done?",
        "        ├── 0  Never.",
        "        ├── 1  Some.",
        "        ├── 2  Half.",
        "        ├── 3  Nearly all.",
        "        └── 4  As above, and",
    ]


def test_show_in_a_language():
    assert run("show", "engineering-practice", "--lang", "zh-hans")[1].startswith(
        "工程实践能力  eng"
    )


def test_texts_of_a_model_are_never_markup(tmp_path):
    path = written(tmp_path, varied(("name: {en: Second}", 'name: {en: "[red]x[/] :tada:"}')))
    assert "[red]x[/] :tada:  p2" in run("show", str(path))[1]


def test_export_loads_to_the_same_digest(tmp_path):
    path = tmp_path / "whole.yaml"
    code, out, err = run("export", "engineering-practice", "--out", str(path))
    digest = built_in_model().sha256
    assert (code, err) == (0, "")
    assert out == f"wrote {path}, SHA-256 of the content {digest}\n"
    assert load_model(path).sha256 == digest
    assert [file.name for file in tmp_path.iterdir()] == ["whole.yaml"]


def test_export_into_a_folder_that_is_not_there(tmp_path):
    code, out, err = run("export", "engineering-practice", "--out", str(tmp_path / "no" / "x.yaml"))
    assert (code, out) == (2, "")
    assert err.startswith("nothing was written: ")


def test_as_a_program_without_a_database(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "model", "check", "no-such-model"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PATH": "", "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("there is no model “no-such-model”; published are ")
