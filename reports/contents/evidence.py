"""Evidence beside self-report, for the page, the full PDF and the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from assessment.core.result import EvidenceCheck, EvidenceResult, PracticeEvidence
from reports import formatting as fmt
from reports.contents import evidence_words as words
from reports.contents.evidence_shape import EvidenceBeside, EvidenceList, EvidencePractice, Figure
from reports.contents.phrase import Phrase
from reports.contents.reading import Reading


def build_evidence(reading: Reading) -> EvidenceBeside | None:
    """None without evidence; for a module also where no evidence speaks of its practices."""
    found, language = reading.part.evidence, reading.language
    if found is None or (reading.is_module and not found.practices):
        return None
    return EvidenceBeside(
        heading=_heading(found, language),
        label=words.EVIDENCE(language),
        summary=_summary(found, language),
        figures=_figures(found, language),
        about=words.ABOUT(language),
        lists=tuple(each for each in _lists(reading, found) if each.practices),
        table=words.TABLE(language),
        heads=tuple(phrase(language) for phrase in words.HEADS),
        all=tuple(_practice(reading, row) for row in found.practices),
        note=words.NEVER_REPLACED(language),
    )


def evidence_lines(reading: Reading) -> tuple[str, ...]:
    """The same as plain sentences, a line each; none where there is no section."""
    found, language = reading.part.evidence, reading.language
    section = build_evidence(reading)
    if found is None or section is None:
        return ()
    lines = [section.summary] if found.score is not None else []
    for slug, row in _by_slug(reading, found.talk, found).items():
        lines.append(words.TALK(language, name=_name(reading, slug), found=row.found))
    mixed = (row.practice for row in found.practices if row.mixed)
    lines += [words.MIXED(language, name=_name(reading, slug)) for slug in mixed]
    lines += [
        words.NOT_APPLICABLE(language, name=_name(reading, slug)) for slug in found.not_applicable
    ]
    return (*lines, section.note)


def _heading(found: EvidenceResult, language: str) -> str:
    if not found.practices:
        return words.HEAD_NONE(language)
    if not found.talk:
        return words.HEAD_ALIKE(language)
    count = fmt.count_word(len(found.talk), language)
    return words.HEAD_TALK(language, n=len(found.talk), count=count)


def _summary(found: EvidenceResult, language: str) -> str:
    share = fmt.percent(found.share, language)
    if found.score is None:
        return words.SHARE_ALONE(language, share=share)
    return words.GAP(
        language,
        score=fmt.number(found.score),
        adjusted=fmt.number(found.with_evidence),
        gap=fmt.signed(found.gap),
        share=share,
    )


def _figures(found: EvidenceResult, language: str) -> tuple[Figure, ...]:
    return (
        Figure(words.SCORE(language), fmt.number(found.score)),
        Figure(words.ADJUSTED(language), fmt.number(found.with_evidence)),
        Figure(words.DIFFERENCE(language), fmt.signed(found.gap)),
        Figure(words.SHARE(language), fmt.percent(found.share, language)),
        Figure(words.FIRM_SHARE(language), fmt.percent(found.firm_share, language)),
    )


def _lists(reading: Reading, found: EvidenceResult) -> tuple[EvidenceList, ...]:
    def under(title: Phrase, slugs: Iterable[str]) -> EvidenceList:
        rows = _by_slug(reading, slugs, found)
        return EvidenceList(title(reading.language), tuple(rows.values()))

    distance = {row.practice: row.distance or 0 for row in found.practices}
    return (
        under(words.MORE_SAID, (slug for slug in found.talk if distance[slug] < 0)),
        under(words.MORE_SHOWN, (slug for slug in found.talk if distance[slug] > 0)),
        under(words.MIXED_ALONE, (row.practice for row in found.practices if row.mixed)),
        under(words.NOT_APPLICABLE_ALONE, found.not_applicable),
    )


def _by_slug(
    reading: Reading, slugs: Iterable[str], found: EvidenceResult
) -> dict[str, EvidencePractice]:
    rows = {row.practice: row for row in found.practices}
    return {slug: _practice(reading, rows[slug]) for slug in slugs}


def _name(reading: Reading, slug: str) -> str:
    return reading.name(reading.practices_everywhere[slug])


def _practice(reading: Reading, row: PracticeEvidence) -> EvidencePractice:
    practice, language = reading.practices_everywhere[row.practice], reading.language
    capability = reading.capability_of(row.practice)
    found = anchor = ""
    bounds = _bounds(row, language)
    sentence = words.SHOWS(language, bound=bounds)
    if row.distance:
        bound = fmt.short(row.bounded)
        phrase = words.FOUND_MOST if row.distance < 0 else words.FOUND_LEAST
        found = phrase(language, mean=fmt.short(row.mean, 2), bound=bound)
        sentence = words.SENTENCE(language, found=fmt.capital(found))
        text = reading.whole_anchor(practice, int(row.bounded or 0))
        anchor = words.STEP_READS(language, bound=bound, anchor=text) if text else ""
    return EvidencePractice(
        slug=row.practice,
        name=reading.name(practice),
        capability_name=reading.name(capability or reading.tree),
        mean_text=fmt.short(row.mean, 2),
        bound_text=bounds,
        adjusted_text=fmt.short(row.adjusted, 2),
        found=found,
        sentence=sentence,
        anchor=anchor,
        checks=tuple(_check(check, language) for check in row.checks),
    )


def _bounds(row: PracticeEvidence, language: str) -> str:
    """What the firm checks allow together."""
    low, high = row.at_least, row.at_most
    if low is None and high is None:
        return words.NOT_FIRM(language)
    if low is None:
        return words.AT_MOST(language, bound=high)
    if high is None:
        return words.AT_LEAST(language, bound=low)
    return (words.CONTRADICTS if row.mixed else words.BETWEEN)(language, low=low, high=high)


def _check(check: EvidenceCheck, language: str) -> str:
    phrase = words.AT_MOST if check.at_least is None else words.AT_LEAST
    bound = check.at_most if check.at_least is None else check.at_least
    return words.CHECK(
        language,
        id=check.id,
        bound=phrase(language, bound=bound),
        confidence=fmt.short(check.confidence, 2),
    )
