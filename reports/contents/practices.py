"""Every practice with its answers: how many chose what, or why that is not shown."""

from __future__ import annotations

from assessment.core import agreement, result
from assessment.core.model import Practice, pick
from assessment.core.result import PracticeResult
from reports import formatting as fmt
from reports.contents import texts
from reports.contents.reading import Reading
from reports.contents.shape import Bar, PracticeGroup, PracticeRow

ENDS_SHOWN = 3


def practice_band(row: PracticeResult) -> str:
    """agree, mixed or split; decided exactly where the counts are known, "" if undefined."""
    if row.agreement is None or row.ad is None:
        return ""
    if row.counts is not None and sum(row.counts) > 1:
        return agreement.band(row.counts)
    if row.ad > float(agreement.AD_SPLIT):
        return "split"
    return agreement.index_band(row.agreement)


def build_practice(reading: Reading, practice: Practice) -> PracticeRow:
    """One practice in words and numbers."""
    language, row = reading.language, reading.practices[practice.slug]
    capability = reading.capability_of(practice.slug)
    bars = _bars(reading, practice, row)
    band = practice_band(row)
    return PracticeRow(
        slug=practice.slug,
        name=reading.name(practice),
        stem=pick(practice.stem, language),
        capability=capability.slug if capability else reading.tree.slug,
        capability_name=reading.name(capability or reading.tree),
        gate=practice.gate,
        status=row.status,
        status_text=texts.STATUS[row.status](language),
        score=row.score,
        score_text=fmt.number(row.score),
        step=row.level,
        step_label="" if row.level is None else reading.step_label(practice.scale, row.level),
        anchor=reading.whole_anchor(practice, row.level),
        n=row.n,
        n_text=texts.RATED(language, n=row.n),
        others_text=_others(reading, row),
        agreement=row.agreement,
        agreement_text=fmt.number(row.agreement, 2),
        agreement_band=band,
        agreement_word=texts.BANDS[band](language),
        bars=bars,
        bars_note="" if bars else _why_no_bars(reading, practice, row),
        bars_alt=_alt(bars, language) if bars else "",
    )


def _bars(reading: Reading, practice: Practice, row: PracticeResult) -> tuple[Bar, ...] | None:
    if row.counts is None or reading.consensus:
        return None
    total = sum(row.counts)
    return tuple(
        Bar(
            option=option,
            label=reading.step_label(practice.scale, option, brief=True),
            anchor=reading.anchor(practice, option),
            count=count,
            share=count / total,
            share_text=fmt.percent(count / total, reading.language),
        )
        for option, count in enumerate(row.counts)
    )


def _why_no_bars(reading: Reading, practice: Practice, row: PracticeResult) -> str:
    language = reading.language
    if row.status == result.NOT_APPLICABLE:
        return texts.BARS_NA(language)
    if row.status != result.SCORED:
        return texts.BARS_NOT_SCORED(language)
    if reading.consensus:
        chosen = row.counts.index(1) if row.counts and 1 in row.counts else row.level
        return texts.BARS_CONSENSUS(language, anchor=reading.whole_anchor(practice, chosen))
    return texts.BARS_TOO_FEW(language, needed=2 * reading.result.min_group, n=row.n)


def _others(reading: Reading, row: PracticeResult) -> str:
    language = reading.language
    if row.n_na is None or row.n_dk is None:
        return texts.WITHHELD(language, min_group=reading.result.min_group)
    parts = [
        phrase(language, n=count)
        for phrase, count in ((texts.NA_COUNT, row.n_na), (texts.DK_COUNT, row.n_dk))
        if count
    ]
    return ("，" if language == fmt.CHINESE else ", ").join(parts)


def _alt(bars: tuple[Bar, ...], language: str) -> str:
    items = [texts.BAR_ITEM(language, label=bar.label, count=bar.count) for bar in bars]
    joined = ("，" if language == fmt.CHINESE else ", ").join(items)
    return texts.BARS_ALT(language, items=joined)


def build_distribution(reading: Reading) -> tuple[PracticeGroup, ...]:
    """Every practice under its capability, in model order."""
    groups: dict[str, list[PracticeRow]] = {}
    for practice in reading.tree.practices:
        row = build_practice(reading, practice)
        groups.setdefault(row.capability, []).append(row)
    return tuple(
        PracticeGroup(
            slug=slug,
            name=rows[0].capability_name,
            layer=_layer_name(reading, slug),
            practices=tuple(rows),
        )
        for slug, rows in groups.items()
    )


def _layer_name(reading: Reading, slug: str) -> str:
    top = reading.top(slug) if slug in reading.layout.position else None
    return reading.name(top) if top else ""


def build_ends(
    reading: Reading, groups: tuple[PracticeGroup, ...]
) -> tuple[tuple[PracticeRow, ...], tuple[PracticeRow, ...]]:
    """The strongest and the weakest practices in the score; no practice is in both."""
    counted = [
        row
        for group in groups
        for row in group.practices
        if row.score is not None and reading.practices[row.slug].effective_weight > 0
    ]
    size = min(ENDS_SHOWN, len(counted) // 2)
    # Sorting is stable, so that equal scores keep the model's order.
    weakest = sorted(counted, key=lambda row: row.score or 0.0)[:size]
    strongest = sorted(counted, key=lambda row: -(row.score or 0.0))
    chosen = {row.slug for row in weakest}
    return tuple([r for r in strongest if r.slug not in chosen][:size]), tuple(weakest)
