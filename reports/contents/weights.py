"""How much the score depends on the weights, and what was flagged: caveats with figures."""

from __future__ import annotations

from assessment.core.result import Result
from reports import formatting as fmt
from reports.contents import outlook_words as words
from reports.contents.reading import Reading
from reports.contents.steps_shape import Nudge, Weights

FIRM = 0.8
"""What holds in fewer of the draws depends on the weights."""


def build_weights(reading: Reading) -> Weights | None:
    """None where the result has no such analysis, or there is only one part to weigh."""
    found = reading.part.sensitivity
    if found is None or len(found.layers) < 2:
        return None
    language, drawn = reading.language, found.monte_carlo
    names = {node.slug: reading.name(node) for node in reading.tree.nodes}
    names |= {practice.slug: reading.name(practice) for practice in reading.tree.practices}
    sentences = [
        words.WEIGHTS_DRAWS(language, low=fmt.number(drawn.p05), high=fmt.number(drawn.p95))
    ]
    if drawn.weakest is not None and drawn.weakest_share is not None and reading.layers:
        firm, name = drawn.weakest_share >= FIRM, names[drawn.weakest]
        share = fmt.percent(drawn.weakest_share, language)
        if firm:
            sentences.append(words.WEAKEST_FIRM(language, name=name, share=share))
        else:
            inside = fmt.inside(name, language)
            sentences.append(words.WEAKEST_LOOSE(language, name=inside, share=share))
    return Weights(
        sentences=tuple(sentences),
        head=tuple(phrase(language) for phrase in words.NUDGE_HEAD),
        nudges=tuple(
            Nudge(row.slug, names[row.slug], fmt.number(row.down), fmt.number(row.up))
            for row in found.layers
        ),
    )


def flags_text(result: Result, language: str) -> str:
    """What may be said about flagged answers; "" where nobody is flagged or nothing is known."""
    found = result.flags
    if found is None or found.flagged == 0:
        return ""
    if found.flagged is None:
        return words.FLAGS_FEW(language, min_group=result.min_group)
    text = words.FLAGS_MANY(language, n=found.flagged)
    if found.score is None or found.score_without is None:
        return text
    scores = words.FLAGS_SCORES(
        language, score=fmt.number(found.score), without=fmt.number(found.score_without)
    )
    return text + ("" if language == fmt.CHINESE else " ") + scores
