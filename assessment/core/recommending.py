"""A team's ranked moves as they stand in a result (docs/scoring.md, "Advice")."""

from __future__ import annotations

from collections.abc import Collection

from assessment.core import agreement, result
from assessment.core.figures import Part, counts_of, parent_of
from assessment.core.planning import Plan, Ranked, rank_moves
from assessment.core.team_state import TeamState

NEEDED = "needed_for_next_level"
TALK_FIRST = "talk_first"
EVIDENCE_DISAGREES = "evidence_disagrees"


def recommendations(
    part: Part, state: TeamState, blocked: tuple[str, ...], disagreeing: Collection[str] = ()
) -> tuple[result.Recommendation, ...]:
    """The ranking.

    `disagreeing` are practices whose evidence lies a step or more from the answers.
    """
    if not part.scores.overall_shown[0]:
        return ()
    slugs = [practice.slug for practice in part.tree.practices]
    ranked = rank_moves(Plan(state.standings), slugs)
    return tuple(
        _recommendation(part, item, rank, blocked, disagreeing)
        for rank, item in enumerate(ranked, 1)
    )


def _recommendation(
    part: Part,
    item: Ranked,
    rank: int,
    blocked: tuple[str, ...],
    disagreeing: Collection[str],
) -> result.Recommendation:
    first: dict[str, int] = {}
    for slug, step in item.closure.moves:
        if slug != item.slug:
            # Re-inserted, so that a practice stands where its last step is done.
            first.pop(slug, None)
            first[slug] = step
    badges = set(item.closure.badges)
    row = part.scores.layout.position[item.slug] - part.scores.layout.node_count
    if item.slug in blocked or parent_of(part, part.scores.layout.position[item.slug]) in blocked:
        badges.add(NEEDED)
    if not part.consensus and agreement.band(counts_of(part, row)) == "split":
        badges.add(TALK_FIRST)
    if item.slug in disagreeing:
        badges.add(EVIDENCE_DISAGREES)
    return result.Recommendation(
        rank=rank,
        practice=item.slug,
        from_level=item.step - 1,
        to=item.step,
        gain=float(item.gain),
        effort=item.effort / 4,
        ratio=float(item.ratio),
        own_gain=float(item.own_gain),
        own_effort=item.own_effort / 4,
        first=tuple(result.Step(slug, step) for slug, step in first.items()),
        badges=tuple(sorted(badges)),
    )
