"""Both PDFs in CPU seconds, beside an empty document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import typst

from benchmarks.measure import Line, paired
from reports.contents.campaign_report import report_of
from reports.contents.team_report import TeamReport
from reports.exports.pdf import CUTS, Cut, render_pdf
from survey.models import TeamResult, User
from survey.queries.results import team_result
from survey.sample.loading import SIGN_INS

turn = count()
BARS = {"summary": "Q24: 0.3 s", "full": "Q24: 1 s"}


def empty() -> object:
    return typst.compile(b"#set document(title: [empty])\n", format="pdf")


def fresh(report: TeamReport, cut: Cut) -> object:
    """Another title and team each time: Typst keeps what it has set before."""
    number = next(turn)
    header = replace(report.header, team=f"{report.header.team} {number}")
    return render_pdf(replace(report, title=f"{report.title} {number}", header=header), cut)


def lines() -> Iterator[Line]:
    person = User.objects.get(email=SIGN_INS[0].email)
    newest = TeamResult.objects.exclude(payload="").order_by("-campaign__closed_at", "pk").first()
    assert newest is not None
    found = team_result(person, newest.campaign_id, newest.team.slug)
    for language in ("en", "zh-hans"):
        report = report_of(found, language)
        for cut in CUTS:
            took, floor = paired(lambda r=report, c=cut: fresh(r, c), empty, 5)
            size = f"{len(render_pdf(report, cut)) // 1024} KB"
            yield Line(f"PDF {cut}, {language}", size, took, "empty document", floor, BARS[cut])
