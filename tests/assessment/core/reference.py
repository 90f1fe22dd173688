"""The roll-up once more, slow and in fractions, to hold the fast one against."""

from __future__ import annotations

from fractions import Fraction

from assessment.core.model import Node, Practice


def practice_score(practice: Practice, codes) -> Fraction | None:
    """100 x mean option value of the ratings among `codes`."""
    values = [practice.scale.values[code] for code in codes if code >= 0]
    return 100 * sum(values, Fraction(0)) / len(values) if values else None


def score(children, answers, counts, weight=lambda item: item.weight) -> Fraction | None:
    """Weighted mean of the children.

    `answers` has the codes of a practice by its slug, `counts` says which slugs are in the score.
    """
    total = amount = Fraction(0)
    for child in children:
        if not counts(child.slug) or weight(child) == 0:
            continue
        if isinstance(child, Node):
            own = score(child.children, answers, counts, weight)
        else:
            own = practice_score(child, answers[child.slug])
        if own is not None:
            total += Fraction(weight(child))
            amount += Fraction(weight(child)) * own
    return amount / total if total else None


def resampled(tree, answers, people, counts, node=None) -> Fraction | None:
    """A node's score (the overall without one) if these people were the respondents."""
    codes = {
        practice.slug: answers.select([practice.slug])[list(people), 0].tolist()
        for practice in tree.practices
    }
    children = tree.roots
    if node is not None:
        children = next(n for n in tree.nodes if n.slug == node).children
    return score(children, codes, counts)


def quantile(values, share: float) -> float:
    """Type 7, from sorted fractions."""
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low]) + (at - low) * float(ordered[high] - ordered[low])
