"""One team's report as a workbook: summary, capabilities, practices, advice, plan and method."""

from __future__ import annotations

from collections.abc import Iterator

from reports.contents.shape import Part, PracticeRow, TeamReport
from reports.contents.workshop_shape import WorkshopPanel
from reports.exports.xlsx import charts, words
from reports.exports.xlsx.book import COUNT, DAYS, INDEX, SCORE, SHARE, Book, Column, Value


def team_book(report: TeamReport) -> bytes:
    """The workbook in the report's language.

    Where a figure is not shown its cell is empty and the note beside it says why; a hidden report
    has a summary that says so, and the method.
    """
    book = Book(report.title, report.provenance.digest)
    language = report.language
    book.pages(words.SUMMARY(language), summary_rows(report), report.title)
    parts = [report.core, *report.modules] if report.core else []
    if parts:
        _capabilities(book, parts, language)
        _targets(book, parts, language)
        _practices(book, parts, language)
        _comments(book, parts, language)
        _advice(book, parts, language)
        _plan(book, parts, language)
    if report.workshop:
        _workshop(book, report.workshop, language)
    book.pages(words.METHOD(language), method_rows(report))
    return book.as_bytes()


def summary_rows(report: TeamReport) -> Iterator[tuple[str, Value]]:
    language, header = report.language, report.header
    yield words.ORGANISATION(language), header.organisation
    yield words.TEAM(language), header.team
    yield words.CAMPAIGN(language), header.campaign
    yield words.FINDING(language), report.finding.text
    yield words.SOURCE(language), report.source
    if report.sample_text:
        yield words.NOTE(language), report.sample_text
    if report.reason:
        yield words.WHAT_IS_MISSING(language), report.reason
    for part in (report.core, *report.modules) if report.core else ():
        facts = part.facts
        if part is not report.core:
            yield words.PART(language), part.name
            yield words.FINDING(language), part.finding.text
        yield words.LEVEL(language), facts.level_text
        yield words.SCORE(language), f"{facts.score_text} {facts.interval_text}".strip()
        yield words.COVERAGE(language), facts.coverage_text
        yield words.ANSWERED(language), facts.answered_text
        for note in facts.notes:
            yield words.NOTE(language), note
        yield words.BLOCKS(language), part.blocks.heading
        for gate in part.blocks.gates:
            yield words.GATE(language), f"{gate.name}: {gate.now} → {gate.needed}"
        for breadth in part.blocks.breadth:
            yield "", breadth.sentence


def _part_column(parts: list[Part], language: str) -> list[Column]:
    """Only where there is more than the core."""
    return [Column(words.PART(language), 22)] if len(parts) > 1 else []


def _of(part: Part, parts: list[Part]) -> list[Value]:
    return [part.name] if len(parts) > 1 else []


def _capabilities(book: Book, parts: list[Part], language: str) -> None:
    columns = [
        *_part_column(parts, language),
        Column(words.CAPABILITY(language), 34),
        Column(words.LAYER(language), 26),
        Column(words.SCORE(language), 14, SCORE),
        Column(words.LOW(language), 12, SCORE),
        Column(words.HIGH(language), 12, SCORE),
        Column(words.LEVEL(language), 9, COUNT),
        Column(words.COVERAGE(language), 11, SHARE),
        Column(words.AGREEMENT(language), 14, INDEX),
        Column(words.AGREEMENT_WORD(language), 16),
        Column(words.LAST_TIME(language), 14, SCORE),
        Column(words.NOTE(language), 40),
    ]
    rows: list[list[Value]] = []
    for part in parts:
        for group in part.groups:
            for row in group.capabilities:
                low, high = row.interval or (None, None)
                notes = [note for note in (row.status_text, row.narrowed_text) if note]
                figures = [row.score, low, high, row.level, row.coverage, row.agreement]
                said = [row.agreement_word, row.previous_score, "; ".join(notes)]
                rows.append([*_of(part, parts), row.name, group.name, *figures, *said])
    title = words.CAPABILITIES(language)
    sheet, _ = book.table(title, "Capabilities", columns, rows, nothing=words.NOTHING(language))
    core = sum(len(group.capabilities) for group in parts[0].groups)
    if core:
        shift = len(columns) - 11
        place = {"names": 1 + shift, "values": 3 + shift, "rows": core}
        heading = words.SCORE_BY_CAPABILITY(language)
        charts.bars(sheet, heading, **place, at="N2")
        if core > 2:
            charts.radar(sheet, heading, **place, at=f"N{core * 2 + 8}")


def _targets(book: Book, parts: list[Part], language: str) -> None:
    """A sheet of its own, only where targets were set."""
    found = [(part, part.targets) for part in parts if part.targets]
    if not found:
        return
    _part, first = found[0]
    name, level, target, gap = first.heads
    columns = [
        *_part_column(parts, language),
        Column(name, 34),
        Column(level, 9, COUNT),
        Column(target, 9, COUNT),
        Column(gap, 50),
    ]
    rows: list[list[Value]] = []
    after: list[str] = []
    for part, targets in found:
        after += [text for text in (targets.heading, targets.note) if text]
        for row in targets.rows:
            rows.append([*_of(part, parts), row.name, row.level, row.target, row.gap_text])
    book.table(words.TARGETS(language), "Targets", columns, rows, after)


def _workshop(book: Book, panel: WorkshopPanel, language: str) -> None:
    """What was agreed in the team's workshop, and how votes lay before where that is told."""
    question, answer, reason, before = panel.heads
    columns = [Column(question, 40), Column(words.CAPABILITY(language), 30), Column(answer, 30)]
    columns += [Column(reason, 60), Column(before, 44)]
    rows: list[list[Value]] = []
    for row in panel.rows:
        counts = "; ".join(f"{name} {count}" for name, count in row.counts)
        told = "; ".join(text for text in (row.before, counts) if text)
        rows.append([row.name, row.capability, row.agreed, row.reason, told])
    book.table(panel.label, "Workshop", columns, rows, nothing=panel.more)


def _comments(book: Book, parts: list[Part], language: str) -> None:
    """A sheet of its own, only where there are notes."""
    found = [part.comments for part in parts if part.comments]
    if not found:
        return
    columns = [Column(words.PRACTICE(language), 34), Column(words.NOTE(language), 90)]
    rows: list[list[Value]] = [
        [practice.name, text]
        for section in found
        for practice in section.practices
        for text in practice.texts
    ]
    nothing = words.NOTHING(language)
    book.table(words.COMMENTS(language), "Notes", columns, rows, [found[0].note], nothing)


def option_heads(rows: list[PracticeRow], language: str) -> list[str]:
    """The options by their names if all practices have the same, else by their numbers."""
    labels = {tuple(bar.label for bar in row.bars) for row in rows if row.bars}
    if len(labels) == 1:
        return list(labels.pop())
    longest = max((len(one) for one in labels), default=0)
    return [words.OPTION(language, step=step) for step in range(longest)]


def practice_columns(options: list[str], language: str) -> list[Column]:
    return [
        Column(words.PRACTICE(language), 40),
        Column(words.CAPABILITY(language), 30),
        Column(words.GATE(language), 9),
        Column(words.SCORE(language), 14, SCORE),
        Column(words.STEP(language), 9, COUNT),
        Column(words.STEP_LABEL(language), 24),
        Column(words.RATED(language), 9, COUNT),
        *(Column(option, 12, COUNT) for option in options),
        Column(words.NOT_RATED(language), 26),
        Column(words.AGREEMENT(language), 14, INDEX),
        Column(words.AGREEMENT_WORD(language), 16),
        Column(words.NOTE(language), 44),
    ]


def practice_values(row: PracticeRow, options: int, language: str) -> list[Value]:
    counts: list[Value] = [bar.count for bar in row.bars or ()]
    notes = [note for note in (row.status_text, row.bars_note) if note]
    return [
        row.name,
        row.capability_name,
        words.YES(language) if row.gate else "",
        row.score,
        row.step,
        row.step_label,
        row.n,
        *counts,
        *[None] * (options - len(counts)),
        row.others_text,
        row.agreement,
        row.agreement_word,
        "; ".join(notes),
    ]


def _practices(book: Book, parts: list[Part], language: str) -> None:
    of_parts = [
        (part, row) for part in parts for group in part.distribution for row in group.practices
    ]
    options = option_heads([row for _, row in of_parts], language)
    columns = [*_part_column(parts, language), *practice_columns(options, language)]
    rows = [
        [*_of(part, parts), *practice_values(row, len(options), language)] for part, row in of_parts
    ]
    title = words.PRACTICES(language)
    book.table(title, "Practices", columns, rows, nothing=words.NOTHING(language))


def _advice(book: Book, parts: list[Part], language: str) -> None:
    columns = [
        Column(words.RANK(language), 8, COUNT),
        *_part_column(parts, language),
        Column(words.PRACTICE(language), 38),
        Column(words.CAPABILITY(language), 28),
        Column(words.FROM(language), 20),
        Column(words.TO(language), 20),
        Column(words.GAIN(language), 12, INDEX),
        Column(words.EFFORT(language), 14, DAYS),
        Column(words.OWN_GAIN(language), 14, INDEX),
        Column(words.OWN_EFFORT(language), 14, DAYS),
        Column(words.BADGES(language), 30),
        Column(words.FIRST(language), 40),
        Column(words.NEXT(language), 50),
        Column(words.WHY(language), 50),
        Column(words.PROOF(language), 44),
    ]
    rows: list[list[Value]] = []
    for part in parts:
        for step in part.advice:
            what = [step.name, step.capability_name, step.from_label, step.to_label]
            figures = [step.gain, step.effort, step.own_gain, step.own_effort]
            badges = "; ".join(badge.text for badge in step.badges)
            first = step.first_text if step.first else ""
            said = [badges, first, step.next, step.why_text, step.proof]
            rows.append([step.rank, *_of(part, parts), *what, *figures, *said])
    notes = [part.advice_note for part in parts[:1] if part.advice_note]
    nothing = words.NOTHING(language)
    book.table(words.RECOMMENDATIONS(language), "Recommendations", columns, rows, notes, nothing)


def _plan(book: Book, parts: list[Part], language: str) -> None:
    columns = [
        Column(words.RANK(language), 8, COUNT),
        *_part_column(parts, language),
        Column(words.PRACTICE(language), 40),
        Column(words.CAPABILITY(language), 30),
        Column(words.FROM(language), 20),
        Column(words.TO(language), 20),
        Column(words.EFFORT(language), 14, DAYS),
        Column(words.NOTE(language), 24),
        Column(words.NEXT(language), 60),
    ]
    rows: list[list[Value]] = []
    after: list[str] = []
    for part in parts:
        if part.plan is None:
            continue
        for at, step in enumerate(part.plan.steps, 1):
            what = [step.name, step.capability_name, step.from_label, step.to_label]
            note = step.gate_text if step.opens_gate else ""
            rows.append([at, *_of(part, parts), *what, step.effort, note, step.next])
        after += [part.plan.heading, f"{part.plan.goal} {part.plan.effort_text}", part.plan.after]
        after.append(part.plan.note)
    nothing = words.NOTHING(language)
    book.table(words.PLAN(language), "Plan", columns, rows, [a for a in after if a], nothing)


def method_rows(report: TeamReport) -> Iterator[tuple[str, Value]]:
    language, made = report.language, report.provenance
    for paragraph in (*report.method, *report.limits):
        yield paragraph.title, paragraph.text
    if report.flags_text:
        yield "", report.flags_text
    yield words.MODEL(language), f"{made.model_name} {made.version}"
    yield words.ENGINE(language), made.engine
    yield words.WEIGHTS(language), made.weights
    yield words.MODEL_DIGEST(language), made.model_sha256
    yield words.ANSWERS_DIGEST(language), made.answers_sha256
    yield words.RESULT_DIGEST(language), made.result_sha256
    yield "", made.footer[1]
