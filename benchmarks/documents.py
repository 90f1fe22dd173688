"""PDFs and workbooks in CPU seconds, beside an empty document or workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import typst

from benchmarks.measure import Line, paired
from reports.contents.campaign_report import report_of
from reports.contents.overview import build_overview
from reports.contents.team_report import TeamReport
from reports.exports.pdf import CUTS, Cut, render_pdf, render_portfolio
from reports.exports.xlsx.book import Book
from reports.exports.xlsx.team import team_book
from survey.models import TeamResult, User
from survey.queries.overview import campaign_overview
from survey.queries.results import team_result
from survey.sample.loading import SIGN_INS

turn = count()
TEAMS = 30
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
    ours = TeamResult.objects.filter(campaign__organisation__sample=True).exclude(payload="")
    newest = ours.order_by("-campaign__closed_at", "pk").first()
    assert newest is not None
    found = team_result(person, newest.campaign_id, newest.team.slug)
    for language in ("en", "zh-hans"):
        report = report_of(found, language)
        for cut in CUTS:
            took, floor = paired(lambda r=report, c=cut: fresh(r, c), empty, 5)
            size = f"{len(render_pdf(report, cut)) // 1024} KB"
            yield Line(f"PDF {cut}, {language}", size, took, "empty document", floor, BARS[cut])
        took, floor = paired(lambda r=report: team_book(r), empty_book, 5)
        work = f"{len(team_book(report)) // 1024} KB"
        yield Line(f"workbook, {language}", work, took, "empty workbook", floor)
    yield portfolio(person, newest)


def empty_book() -> object:
    book = Book("empty")
    book.pages("empty", ())
    return book.as_bytes()


def portfolio(person: User, newest: TeamResult) -> Line:
    """The overview of the newest campaign with a page for each of thirty teams."""
    found = campaign_overview(person, newest.campaign_id)
    view = found.view()
    overview = build_overview(found, view, None, "en")
    reports = [report_of(team_result(person, found.campaign_id, s), "en") for s in view.shown]

    def make() -> bytes:
        number = next(turn)
        many = [replace(reports[at % len(reports)], title=f"{number}") for at in range(TEAMS)]
        return render_portfolio(replace(overview, lede=f"{number}"), many, "en")

    took, floor = paired(make, empty, 3)
    size = f"{TEAMS} teams, {len(make()) // 1024} KB"
    return Line("PDF portfolio, en", size, took, "empty document", floor)
