"""The heading of each section: it states the finding, and is assembled by rule."""

from __future__ import annotations

from collections.abc import Sequence

from reports import formatting as fmt
from reports.contents import texts
from reports.contents.phrase import Phrase
from reports.contents.reading import Reading
from reports.contents.shape import Advice, Dispute, Headings, NodeRow, PracticeRow


def build_headings(
    reading: Reading,
    layers: Sequence[NodeRow],
    capabilities: Sequence[NodeRow],
    ends: tuple[Sequence[PracticeRow], Sequence[PracticeRow]],
    disputes: Sequence[Dispute],
    advice: Sequence[Advice],
) -> Headings:
    language, strongest, weakest = reading.language, *ends
    return Headings(
        facts=texts.HEAD_FACTS(language),
        layers=_compare(layers, texts.HEAD_LAYERS, texts.HEAD_LAYERS_EVEN, language),
        capabilities=_compare(
            capabilities, texts.HEAD_CAPABILITIES, texts.HEAD_CAPABILITIES_EVEN, language
        ),
        ends=_ends(strongest, weakest, language),
        talk=_talk(reading, disputes),
        advice=_advice(advice, language),
        distribution=texts.HEAD_DISTRIBUTION(language, n=len(reading.tree.practices)),
    )


def _compare(rows: Sequence[NodeRow], phrase: Phrase, even: Phrase, language: str) -> str:
    scored = [(row.score, row.name) for row in rows if row.score is not None]
    if len(scored) < 2:
        return texts.HEAD_NOTHING(language) if not scored else scored[0][1]
    best = max(scored, key=lambda row: row[0])
    worst = min(scored, key=lambda row: row[0])
    if best[0] == worst[0]:
        return even(language)
    return phrase(language, best=best[1], worst=fmt.inside(worst[1], language))


def _ends(strongest: Sequence[PracticeRow], weakest: Sequence[PracticeRow], language: str) -> str:
    if not strongest or not weakest:
        return texts.HEAD_NOTHING(language)
    best, worst = (fmt.inside(rows[0].name, language) for rows in (strongest, weakest))
    return texts.HEAD_ENDS(language, best=best, worst=worst)


def _talk(reading: Reading, disputes: Sequence[Dispute]) -> str:
    language = reading.language
    if reading.consensus:
        return texts.HEAD_TALK_CONSENSUS(language)
    if not disputes:
        return texts.HEAD_TALK_NONE(language)
    count = fmt.count_word(len(disputes), language)
    return fmt.capital(texts.HEAD_TALK(language, n=len(disputes), count=count))


def _advice(advice: Sequence[Advice], language: str) -> str:
    names = [fmt.inside(step.name, language) for step in advice[:2]]
    if not names:
        return texts.HEAD_ADVICE_NONE(language)
    if len(names) == 1:
        return texts.HEAD_ADVICE_ONE(language, first=names[0])
    return texts.HEAD_ADVICE(language, first=names[0], second=names[1])
