"""The table for spreadsheets: the score can be computed from it, and nothing in it runs."""

import csv
import io

import pytest

from assessment.core.evaluation import evaluate
from reports.exports.csv import as_csv, neutral, practice_table
from tests.assessment.core import t7


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def table():
    return practice_table(t7.MODEL, evaluate(t7.MODEL, t7.answers(), min_group=3), "en")


def test_the_score_comes_out_of_the_table_by_hand():
    """Bar Q30, with nothing but the file and arithmetic."""
    found = rows(as_csv(table()))
    score = sum(float(r["effective_weight"]) * float(r["score"]) for r in found if r["score"])
    assert score == pytest.approx(48.0625, abs=1e-9)
    assert [r["practice"] for r in found] == ["p1", "p2", "p3", "p4", "p5", "p6", "p7"]
    assert [r["level"] for r in found] == ["3", "2", "", "2", "1", "1", "2"]
    assert found[2]["status"] == "not_applicable"


def test_excel_gets_its_mark_and_others_do_not():
    assert as_csv(table(), bom=True) == "\ufeff".encode() + as_csv(table())
    assert as_csv(table()).startswith(b"tree,capability,")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=x"])
def test_formulas_are_quoted_off(text):
    assert neutral(text) == "'" + text


def test_other_cells_are_left_alone():
    assert [neutral(cell) for cell in ("a=b", "", -3, 0.5, None)] == ["a=b", "", -3, 0.5, None]
