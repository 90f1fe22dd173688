"""Runs `manage.py assess` on files."""

import io
import json
from pathlib import Path

from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "tests" / "fixtures" / "t7"
ANSWERS = MODEL / "answers.csv"
LATER = MODEL / "later.csv"
EVIDENCE = MODEL / "evidence.json"
PROFILE = """\
format: plumbline-profile/1
name: By judgement
judgements:
  a1:
    experts: [{name: Li, pairs: [[p1, p2, 2], [p1, p3, 3], [p2, p3, 2]]}]
"""
T7 = ("--model", str(MODEL), "--min-group", "3")


def run(*arguments):
    """(exit code, standard output, standard error)."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("assess", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as error:
        return error.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def scored(*arguments):
    code, out, err = run(*arguments, "--json", "-")
    assert (code, err) == (0, "")
    return json.loads(out)


def profile_file(path, text=PROFILE, name="profile.yaml"):
    place = path / name
    place.write_text(text, encoding="utf-8")
    return place
