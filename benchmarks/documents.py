"""Both PDFs in CPU seconds, beside an empty document."""

from __future__ import annotations

from collections.abc import Iterator

import typst

from benchmarks.measure import Line, paired
from reports.contents.campaign_report import report_of
from reports.exports.pdf import CUTS, render_pdf
from survey.models import TeamResult, User
from survey.queries.results import team_result
from survey.sample.loading import SIGN_INS

BARS = {"summary": "Q24: 0.3 s", "full": "Q24: 1 s"}


def empty() -> object:
    return typst.compile(b"#set document(title: [empty])\n", format="pdf")


def lines() -> Iterator[Line]:
    person = User.objects.get(email=SIGN_INS[0].email)
    newest = TeamResult.objects.exclude(payload="").order_by("-campaign__closed_at", "pk").first()
    assert newest is not None
    found = team_result(person, newest.campaign_id, newest.team.slug)
    for language in ("en", "zh-hans"):
        report = report_of(found, language)
        for cut in CUTS:
            took, floor = paired(lambda r=report, c=cut: render_pdf(r, c), empty, 5)
            size = f"{len(render_pdf(report, cut)) // 1024} KB"
            yield Line(f"PDF {cut}, {language}", size, took, "empty document", floor, BARS[cut])
