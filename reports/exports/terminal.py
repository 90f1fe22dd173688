"""A team report as text for the terminal: the finding, the figures, and what to do next."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reports.contents.outlook import Outlook
from reports.contents.shape import Advice, NodeRow, Part, TeamReport
from reports.exports.words import words_in
from reports.formatting import CHINESE

ADVICE_ROWS = 5
PLAIN_WIDTH = 100


def render_terminal(
    report: TeamReport,
    *,
    colour: bool,
    width: int | None = None,
    outlook: Mapping[str, Outlook] | None = None,
) -> str:
    """The summary of a report.

    Parameters
    ----------
    report : contents in the language in which they are to be printed.
    colour : True for a terminal; else plain text without colour or rules.
    width : columns of the terminal; texts are broken at 100 without one.
    outlook : of the core and each module by slug: ranges, plans within a budget, change, evidence.
    """
    return _Page(report, colour, width or PLAIN_WIDTH, outlook or {}).text()


class _Page:
    def __init__(
        self, report: TeamReport, colour: bool, width: int, outlook: Mapping[str, Outlook]
    ) -> None:
        self.report, self.colour, self.outlook = report, colour, outlook
        self.words = words_in(report.language)
        self.buffer = io.StringIO()
        self.console = Console(
            file=self.buffer,
            force_terminal=colour,
            no_color=not colour,
            width=width,
            highlight=False,
            legacy_windows=False,
        )

    def text(self) -> str:
        report = self.report
        self.line(Text(report.title, style="bold"))
        self.line(report.source, style="dim")
        if report.core is None or report.reason:
            self.line(report.reason)
        if report.core is not None:
            for part in (report.core, *report.modules):
                self.part(part, is_module=part is not report.core)
            if report.modules_note:
                self.line(report.modules_note, style="dim")
        for line in report.provenance.footer:
            self.line(line, style="dim")
        # Rich pads table rows with blanks that nobody needs in a file.
        lines = self.buffer.getvalue().split("\n")
        return "\n".join(line if self.colour else line.rstrip() for line in lines)

    def line(self, text: str | Text, style: str = "") -> None:
        """One paragraph; texts of models and people are never read as markup."""
        self.console.print(text, style=style, markup=False, emoji=False)

    def part(self, part: Part, *, is_module: bool) -> None:
        self.line("")
        if is_module:
            self.line(Text(part.name, style="bold"))
        finding = Text()
        for span in part.finding.spans:
            finding.append(span.text, style="bold" if span.strong else "")
        self.line(finding)
        self.figures(part)
        for note in part.facts.notes:
            self.line(note, style="dim")
        self.blocks(part)
        self.capabilities(part)
        self.disputes(part)
        self.advice(part)
        self.plan(part)
        self.sections(part)

    def figures(self, part: Part) -> None:
        facts, words = part.facts, self.words
        table = Table(box=None, show_header=False, pad_edge=False)
        rows = [
            (words["level"], facts.level_text),
            (words["score_of"], facts.score_text),
            (words["coverage"], facts.coverage_text),
            (words["agreement"], f"{facts.agreement_text} {facts.agreement_word}".strip()),
            (words["answered"], facts.answered_text),
        ]
        beyond = self.outlook.get(part.slug)
        if beyond is not None and beyond.range_text:
            rows.insert(2, (beyond.range_label, beyond.range_text))
        for name, value in rows:
            table.add_row(Text(name, style="dim"), Text(value, style="bold"))
        self.console.print(table)

    def heading(self, text: str) -> None:
        self.line("")
        self.line(Text(text, style="bold"))

    def blocks(self, part: Part) -> None:
        blocks = part.blocks
        if blocks.next_level is None:
            return
        self.heading(blocks.heading)
        for gate in blocks.gates:
            self.line(f"★ {gate.name}{self.words['colon']}{gate.now} → {gate.needed}")
        for row in blocks.breadth:
            if not row.met:
                self.line(row.sentence)

    def capabilities(self, part: Part) -> None:
        rows = [(row, False) for group in part.groups for row in group.capabilities]
        if part.layers:
            capabilities = {group.slug: group.capabilities for group in part.groups}
            rows = []
            for layer in part.layers:
                rows.append((layer, True))
                rows += [(row, False) for row in capabilities.get(layer.slug, ())]
        if not rows:
            return
        self.heading(part.headings.capabilities)
        table = self.table(self.words["capability"])
        for name in ("score", "level", "coverage", "agreement"):
            table.add_column(self.words[name], justify="right")
        for row, is_layer in rows:
            table.add_row(*self.node(row, is_layer=is_layer, indented=bool(part.layers)))
        self.console.print(table)

    def node(self, row: NodeRow, *, is_layer: bool, indented: bool) -> list[Text]:
        indent = "  " if indented and not is_layer else ""
        style = "bold" if is_layer else ""
        score = row.status_text or row.score_text
        cells = [indent + row.name, score, row.level_text, row.coverage_text, row.agreement_text]
        return [Text(cell, style=style) for cell in cells]

    def disputes(self, part: Part) -> None:
        if not part.disputes:
            return
        self.heading(part.headings.talk)
        for dispute in part.disputes:
            self.line(f"{dispute.practice.name}{self.words['colon']}{dispute.sentence}")

    def advice(self, part: Part) -> None:
        self.heading(part.headings.advice)
        if part.advice:
            self.console.print(self.steps(part.advice[:ADVICE_ROWS]))
        self.line(part.advice_note, style="dim")

    def plan(self, part: Part) -> None:
        """The cheapest plan to the next level."""
        if part.plan is None:
            return
        self.heading(part.plan.heading)
        colon, comma = self.words["colon"], "，" if self.report.language == CHINESE else ", "
        for step in part.plan.steps:
            moved = f"{step.from_label} → {step.to_label}"
            self.line(f"{step.name}{colon}{moved}{comma}{step.effort_text}")
        self.line(part.plan.after)

    def sections(self, part: Part) -> None:
        beyond = self.outlook.get(part.slug)
        for section in beyond.sections if beyond is not None else ():
            self.heading(section.heading)
            for line in section.lines:
                self.line(line)

    def steps(self, advice: Sequence[Advice]) -> Table:
        table = self.table("")
        for name in ("practice", "from_to"):
            table.add_column(self.words[name], overflow="fold")
        for name in ("gain", "effort"):
            table.add_column(self.words[name], justify="right", no_wrap=True)
        table.add_column(self.words["first"], overflow="fold")
        for item in advice:
            steps = [f"{step.name} → {step.to_label}" for step in item.first]
            between = "；" if self.report.language == CHINESE else "; "
            marks = between.join(badge.text for badge in item.badges)
            opening, closing = ("（", "）") if self.report.language == CHINESE else (" (", ")")
            cells = (
                str(item.rank),
                f"{item.name}{opening}{marks}{closing}" if marks else item.name,
                f"{item.from_label} → {item.to_label}",
                item.gain_text,
                item.effort_text,
                between.join(steps),
            )
            table.add_row(*[Text(cell) for cell in cells])
        return table

    def table(self, first: str) -> Table:
        """Ruled on a terminal, columns of plain text elsewhere."""
        table = Table(box=box.SIMPLE_HEAD if self.colour else None, pad_edge=False)
        table.add_column(first, overflow="fold")
        return table
