"""Workbooks: what the page shows, in tables that a spreadsheet knows, and no text that runs."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from reports.exports.xlsx.campaign import campaign_book
from reports.exports.xlsx.team import team_book
from tests.reports.assessing import ANSWERS, T7, run
from tests.reports.overviews import Team, overview
from tests.reports.reporting import HOSTILE, built_in_report, t7_report

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "\x07bell"]


def opened(data):
    return load_workbook(io.BytesIO(data))


def table(sheet):
    """The rows of a sheet's table as dictionaries."""
    (found,) = sheet.tables.values()
    head, *rows = [[cell.value for cell in row] for row in sheet[found.ref]]
    return [dict(zip(head, row)) for row in rows]


def test_a_team_has_six_sheets_with_the_figures_of_the_report():
    report = t7_report()
    book = opened(team_book(report))
    assert book.sheetnames == [
        *("Summary", "Capabilities", "Practices", "Recommendations", "Plan", "Method")
    ]
    rows = [row for group in report.core.groups for row in group.capabilities]
    found = table(book["Capabilities"])
    assert [row["Score of 100"] for row in found] == [row.score for row in rows]
    assert [row["Capability"] for row in found] == [row.name for row in rows]
    practices = [row for group in report.core.distribution for row in group.practices]
    assert [row["Rated"] for row in table(book["Practices"])] == [row.n for row in practices]
    assert book["Capabilities"].freeze_panes == "B2"
    assert book["Capabilities"]["C2"].number_format == "0.0"


def test_person_days_keep_their_quarters():
    report = t7_report()
    sheet = opened(team_book(report))["Recommendations"]
    efforts = [row["Effort, person-days"] for row in table(sheet)]
    assert efforts == [step.effort for step in report.core.advice]
    assert {cell.number_format for cell in sheet["G"][1 : len(efforts) + 1]} == {"General"}


def test_the_charts_are_the_spreadsheets_own():
    with zipfile.ZipFile(io.BytesIO(team_book(built_in_report()))) as files:
        charts = [name for name in files.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2


def test_what_is_not_shown_is_an_empty_cell_with_the_reason_beside_it():
    report = t7_report()
    hidden = [r for g in report.core.distribution for r in g.practices if r.bars is None]
    found = {row["Practice"]: row for row in table(opened(team_book(report))["Practices"])}
    assert hidden
    for row in hidden:
        assert row.bars_note in found[row.name]["Note"]
        counts = [value for head, value in found[row.name].items() if head.startswith("Option")]
        assert set(counts) <= {None}


def test_a_hidden_report_says_why_and_nothing_else():
    from assessment.loading import built_in_model
    from reports.contents.team_report import ReportHeader, build_team_report

    header = ReportHeader("Sample", "Tiny", "Autumn", hidden_reason="too_few", answered=2)
    report = build_team_report(header, built_in_model(), None, "en")
    book = opened(team_book(report))
    assert book.sheetnames == ["Summary", "Method"]
    assert report.reason in [row[1].value for row in book["Summary"].rows if len(row) > 1]


@pytest.mark.parametrize("text", [*FORMULAS, *HOSTILE])
def test_hostile_names_are_text_cells_and_no_formula(text):
    data = team_book(built_in_report(team=text, campaign=text))
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        sheets = [files.read(n) for n in files.namelist() if n.startswith("xl/worksheets/sheet")]
    assert [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet] == []
    cells = [cell for sheet in opened(data) for row in sheet.rows for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}


def test_it_is_whole_in_chinese():
    book = opened(team_book(built_in_report("zh-hans", team="支付平台")))
    assert book.sheetnames == ["概要", "能力", "实践", "改进建议", "升级计划", "方法"]
    heads = [cell.value for sheet in book for cell in sheet[1]]
    latin = [head for head in heads if head and head.isascii() and not head.isdigit()]
    assert latin == []


TEAMS = {
    "Payments": Team((1, 2, 2, 3)),
    "Mobile": Team((2, 2, 3, 3)),
    "=Search": Team((0, 1, 1, 4)),
    "Tiny": Team((1,)),
}


def test_a_campaign_has_its_teams_by_capabilities_and_hides_what_the_page_hides():
    page = overview(TEAMS)
    report = built_in_report(team="Payments")
    shown = {row.slug: report for row in page.heat.rows if row.shown}
    book = opened(campaign_book(page, shown, "en"))
    teams = {row["Team"]: row for row in table(book["Teams"])}
    assert set(teams) == set(TEAMS)
    tiny = teams["Tiny"]
    assert "fewer than 3 people answered" in tiny.pop("Note")
    assert {key for key, value in tiny.items() if value is not None} == {"Team"}
    matrix = {row["Team"]: row for row in table(book["Scores"])}
    figures = [v for k, v in matrix["Tiny"].items() if k not in {"Team", "Note"}]
    assert set(figures) == {None}
    score = report.core.groups[0].capabilities[0]
    assert matrix["Payments"][score.name] == score.score
    assert {row["Team"] for row in table(book["Practices"])} == set(TEAMS) - {"Tiny"}


def test_assess_writes_a_workbook_of_one_team(tmp_path):
    place = tmp_path / "report.xlsx"
    code, out, err = run(ANSWERS, *T7, "--xlsx", place)
    assert (code, err) == (0, "")
    assert str(place) in out
    assert "Capabilities" in opened(place.read_bytes()).sheetnames
