"""The finding in one sentence, assembled by rule, and level and score with their notes."""

from __future__ import annotations

from assessment.core import agreement, result
from assessment.core.forms import SHORT, SHORT_LEVEL_CAP
from assessment.core.levels import TOP
from assessment.core.model import pick
from reports import formatting as fmt
from reports.contents import outlook_words, texts
from reports.contents.blocks import failing_breadth, gates_closed
from reports.contents.plan import plan_tail
from reports.contents.ranges import range_text
from reports.contents.reading import Reading
from reports.contents.shape import Facts, LevelName, Sentence, Span

COVERAGE_NEEDED = 0.75


def sentence(*pieces: str | Span) -> Sentence:
    """Pieces put together; a plain string is not strong."""
    spans = tuple(p if isinstance(p, Span) else Span(p) for p in pieces if p)
    return Sentence(spans, "".join(span.text for span in spans))


def answered_text(reading_or_header: object, language: str, answered: int) -> str:
    """ "11 of 13", or "11 people" where nobody counted the invitations."""
    invited = getattr(reading_or_header, "invited", None)
    if invited:
        return texts.OF_INVITED(language, answered=answered, invited=invited)
    return texts.PEOPLE(language, n=answered)


def level_text(level: int | None, name: str, language: str) -> str:
    if level is None:
        return fmt.DASH
    if not name:
        return texts.LEVEL_SHORT(language, level=level)
    return texts.LEVEL(language, level=level, name=name)


def build_finding(reading: Reading) -> Sentence:
    """Where the team stands and what stands in its way."""
    language, overall = reading.language, reading.part.overall
    team, part = reading.header.team, reading.name(reading.tree)
    if overall.status == result.NOT_APPLICABLE:
        return sentence(texts.NOT_APPLICABLE(language, team=team))
    if overall.status != result.SHOWN:
        return _no_score(reading)
    if overall.level is None:
        opening = (texts.SCORES_MODULE if reading.is_module else texts.SCORES)(
            language, team=team, part=part
        )
        score = texts.SCORE_OF(language, score=fmt.number(overall.score))
        return sentence(opening, Span(score, strong=True), _ends(reading))
    opening = (texts.STANDS_AT_MODULE if reading.is_module else texts.STANDS_AT)(
        language, team=team, part=part
    )
    strong = level_text(overall.level, pick(overall.level_name, language), language)
    return sentence(opening, Span(strong, strong=True), _in_the_way(reading, overall.level))


def _in_the_way(reading: Reading, level: int) -> str:
    language, target = reading.language, level + 1
    if level >= TOP:
        return texts.TOP_REACHED(language)
    if reading.result.form == SHORT and level >= SHORT_LEVEL_CAP:
        return texts.SHORT_TOP(language, level=SHORT_LEVEL_CAP)
    closed = gates_closed(reading)
    names = [fmt.inside(reading.name(practice), language) for practice in closed]
    tail = ""
    if len(names) == 1:
        tail = texts.ONE_GATE(language, names=names[0], level=target)
    elif len(names) == 2:
        joined = fmt.series(names, language)
        tail = texts.TWO_GATES(language, names=joined, level=target)
    elif names:
        count = fmt.count_word(len(names), language)
        tail = texts.MANY_GATES(language, count=count, level=target)
    to_do = plan_tail(reading)
    failing = failing_breadth(reading)
    # With gates and a plan the sentence is full; breadth stands in the section below.
    if failing and not (tail and to_do):
        at, share, needed = failing[0]
        phrase = texts.AND_BREADTH if tail else texts.ONLY_BREADTH
        tail += phrase(
            language,
            share=fmt.safe_percent(share, language, needed),
            level=at,
            needed=fmt.percent(needed, language),
        )
    return tail + to_do + texts.FULL_STOP(language)


def _ends(reading: Reading) -> str:
    """Best and weakest capability, or practice where there are no capabilities."""
    rows = [(n.score, n.slug) for n in reading.part.nodes if n.score is not None]
    known = {node.slug: reading.name(node) for node in reading.capabilities}
    scored = [(score, known[slug]) for score, slug in rows if slug in known]
    if len(scored) < 2 or len({score for score, _ in scored}) < 2:
        return texts.FULL_STOP(reading.language)
    best = max(scored, key=lambda row: row[0])[1]
    worst = min(scored, key=lambda row: row[0])[1]
    return texts.ENDS(
        reading.language,
        best=fmt.inside(best, reading.language),
        worst=fmt.inside(worst, reading.language),
    )


def _no_score(reading: Reading) -> Sentence:
    language, header = reading.language, reading.header
    overall, people = reading.part.overall, reading.result.respondents
    missing = [
        reading.name(layer)
        for layer in reading.layers
        if reading.nodes[layer.slug].status == result.NOT_ENOUGH_DATA
    ]
    if not reading.consensus and people < reading.result.min_group:
        why = texts.NO_SCORE_WHY_PEOPLE(
            language,
            answered=answered_text(header, language, people),
            min_group=reading.result.min_group,
        )
    elif overall.coverage < COVERAGE_NEEDED or not missing:
        why = texts.NO_SCORE_WHY_COVERAGE(
            language,
            coverage=fmt.safe_percent(overall.coverage, language, COVERAGE_NEEDED),
            needed=fmt.percent(COVERAGE_NEEDED, language),
        )
    else:
        why = texts.NO_SCORE_WHY_PART(language, parts=fmt.series(missing, language))
    opening = texts.NO_SCORE(language, team=header.team)
    return sentence(opening, Span(texts.NO_SCORE_STRONG(language), strong=True), why)


def build_facts(reading: Reading) -> Facts:
    """Level, score, coverage, agreement, who answered, and the change since last time."""
    language, overall, header = reading.language, reading.part.overall, reading.header
    levels = reading.tree.levels
    name = pick(overall.level_name, language)
    people = reading.result.respondents
    past = reading.previous.overall if reading.previous else None
    before = past.score if past else None
    difference = fmt.change(before, overall.score, language)
    band = "" if overall.agreement is None else agreement.index_band(overall.agreement)
    return Facts(
        status=overall.status,
        score=overall.score,
        score_text=fmt.number(overall.score),
        interval=overall.interval,
        interval_text=range_text(overall.interval, language),
        level=overall.level,
        level_name=name,
        level_text=level_text(overall.level, name, language),
        levels=tuple(
            LevelName(number, pick(text, language), number == overall.level)
            for number, text in enumerate(levels.names if levels else (), 1)
        ),
        coverage=overall.coverage,
        coverage_text=fmt.safe_percent(overall.coverage, language, COVERAGE_NEEDED),
        agreement=overall.agreement,
        agreement_text=fmt.number(overall.agreement, 2),
        agreement_band=band,
        agreement_word=texts.BANDS[band](language),
        answered=people,
        invited=header.invited,
        answered_text=texts.ONE_SHEET(language)
        if reading.consensus
        else answered_text(header, language, people),
        answered_note=_answered_note(reading),
        provisional=bool(overall.provisional),
        indicative=reading.result.form == SHORT,
        previous_title=reading.previous_title,
        previous_score=before,
        previous_score_text=fmt.number(before),
        previous_level=past.level if past else None,
        change_text=difference,
        notes=tuple(_notes(reading, difference, band)),
    )


def _answered_note(reading: Reading) -> str:
    if reading.consensus:
        return texts.MODES["consensus"](reading.language)
    phrase = texts.PEOPLE_ANSWERED if reading.header.invited else texts.ANSWERED
    return phrase(reading.language)


def _notes(reading: Reading, difference: str, band: str) -> list[str]:
    language, overall = reading.language, reading.part.overall
    notes = []
    if overall.provisional:
        notes.append(texts.PROVISIONAL(language))
    if reading.result.form == SHORT and reading.tree.levels:
        notes.append(texts.INDICATIVE(language))
    if reading.tree.levels is None:
        notes.append(texts.NO_LEVELS(language))
    if reading.consensus:
        notes.append(texts.CONSENSUS(language))
    if overall.interval is not None:
        share = fmt.percent(overall.interval_level, language)
        text = range_text(overall.interval, language)
        notes.append(outlook_words.RANGE_NOTE(language, range=text, level=share))
    if band:
        word = texts.AGREEMENT_WORDS[band](language)
        index = fmt.number(overall.agreement, 2)
        notes.append(texts.AGREEMENT_NOTE(language, index=index, word=word))
    if difference != fmt.DASH:
        same = not difference.strip("0.")  # all zeros
        phrase = texts.SINCE_LAST_SAME if same else texts.SINCE_LAST
        notes.append(phrase(language, title=reading.previous_title, change=difference))
        if reading.other_version:
            notes.append(texts.SINCE_LAST_MODEL(language, title=reading.previous_title))
        if reading.other_weights:
            notes.append(texts.SINCE_LAST_WEIGHTS(language, title=reading.previous_title))
        notes += _trend_note(reading)
    if reading.header.place and not reading.is_module:
        notes.append(reading.header.place)
    return notes


def _trend_note(reading: Reading) -> list[str]:
    """Is the change more than chance? Nothing where no interval says so."""
    trend, language = reading.part.trend, reading.language
    if trend is None and reading.result.mode != "consensus":
        return [outlook_words.TREND_GONE(language, title=reading.previous_title)]
    if trend is None or trend.overall is None or trend.overall.interval is None:
        return []
    low, high = (fmt.signed(end) for end in trend.overall.interval)
    phrase = outlook_words.TREND_NOTES[trend.overall.label]
    between = outlook_words.TREND_RANGE(language, low=low, high=high)
    return [phrase(language, delta=fmt.signed(trend.overall.delta), range=between)]
