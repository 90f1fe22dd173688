import pytest

from reports.exports.file_name import file_name
from tests.reports.reporting import HOSTILE, header


def test_team_campaign_and_kind():
    assert file_name(header(), "report", "pdf") == "Payments platform - Autumn 2026 - report.pdf"
    assert file_name(header(team="a/b:c"), "报告", "pdf") == "a-b-c - Autumn 2026 - 报告.pdf"
    assert file_name(header(campaign=""), "report", "pdf") == "Payments platform - report.pdf"


@pytest.mark.parametrize("name", [*HOSTILE, "..", "../../etc/passwd", "a\r\nSet-Cookie: x=1"])
def test_nothing_that_a_file_system_or_a_header_would_misread(name):
    made = file_name(header(team=name, campaign=name), "report", "pdf")
    assert not set(made) & set('\\/:*?"<>|\r\n\u202e\x00')
    assert len(made) < 150
    assert made.endswith("report.pdf")
    assert not made.startswith(".")
