"""Where the team disagrees most: what to talk about first, and what to ask."""

from __future__ import annotations

from assessment.core import agreement
from assessment.core.model import Practice, pick
from reports import formatting as fmt
from reports.contents import texts
from reports.contents.reading import Reading
from reports.contents.shape import Dispute, PracticeGroup, PracticeRow

NOTHING = {"", "none", "无"}


def build_disputes(
    reading: Reading, groups: tuple[PracticeGroup, ...]
) -> tuple[tuple[Dispute, ...], str]:
    """Practices with a split team, widest first, and a note where there is none."""
    if reading.consensus:
        return (), texts.TALK_CONSENSUS(reading.language)
    rows = [row for group in groups for row in group.practices]
    if not any(row.agreement is not None for row in rows):
        five = any(p.scale.is_five_step for p in reading.tree.practices)
        return (), (texts.HEAD_NOTHING if five else texts.TALK_NO_SCALE)(reading.language)
    split = [row for row in rows if row.agreement_band == "split"]
    split.sort(key=lambda row: (row.agreement, -(reading.practices[row.slug].ad or 0.0)))
    items = {practice.slug: practice for practice in reading.tree.practices}
    disputes = tuple(_dispute(reading, row, items[row.slug]) for row in split)
    return disputes, "" if disputes else texts.TALK_NONE(reading.language)


def _dispute(reading: Reading, row: PracticeRow, practice: Practice) -> Dispute:
    counts = tuple(bar.count for bar in row.bars) if row.bars else None
    two_camps = counts is not None and agreement.exact_spread(counts)[0] > 2
    if counts is None:
        sentence = texts.SPLIT_UNSEEN(reading.language)
    elif two_camps:
        sentence = _camps(reading, practice, counts)
    else:
        chosen = [option for option, count in enumerate(counts) if count]
        low, high = (_label(reading, practice, option) for option in (chosen[0], chosen[-1]))
        sentence = texts.RUN_FROM(reading.language, low=low, high=high)
    return Dispute(row, two_camps, sentence, _ask(reading, practice, row, counts))


def _label(reading: Reading, practice: Practice, option: int) -> str:
    return fmt.inside(reading.step_label(practice.scale, option, brief=True), reading.language)


def _camps(reading: Reading, practice: Practice, counts: tuple[int, ...]) -> str:
    """Cut where the two sides differ most: the cut with the largest variance between them."""
    language, n = reading.language, sum(counts)
    total = sum(option * count for option, count in enumerate(counts))

    def between(cut: int) -> float:
        below = sum(counts[:cut])
        if below in (0, n):
            return -1.0
        low = sum(option * count for option, count in enumerate(counts[:cut]))
        return below * (n - below) * (low / below - (total - low) / (n - below)) ** 2

    cut = max(range(1, len(counts)), key=between)
    low = [option for option in range(cut) if counts[option]]
    high = [option for option in range(cut, len(counts)) if counts[option]]
    low_phrase = texts.OR_BELOW if len(low) > 1 else texts.EXACTLY
    high_phrase = texts.OR_ABOVE if len(high) > 1 else texts.EXACTLY
    return texts.TWO_CAMPS(
        language,
        low=fmt.count_word(sum(counts[:cut]), language),
        low_label=low_phrase(language, label=_label(reading, practice, low[-1])),
        high=fmt.count_word(sum(counts[cut:]), language),
        high_label=high_phrase(language, label=_label(reading, practice, high[0])),
    )


def _ask(
    reading: Reading, practice: Practice, row: PracticeRow, counts: tuple[int, ...] | None
) -> str:
    """Ask for the evidence of the highest statement chosen, since that is what is in doubt."""
    if counts is not None:
        highest = max(option for option, count in enumerate(counts) if count)
    else:
        highest = min((row.step or 0) + 1, len(practice.anchors) - 1)
    evidence = ""
    if highest < len(practice.evidence):
        evidence = pick(practice.evidence[highest], reading.language)
    if fmt.stop(evidence, reading.language).lower() in NOTHING:
        return texts.ASK_PLAIN(reading.language)
    end = texts.FULL_STOP(reading.language)
    plain = fmt.capital(fmt.stop(evidence, reading.language))
    return texts.ASK_EVIDENCE(reading.language, evidence=plain + end)
