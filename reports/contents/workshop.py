"""Before and after the talk: agreed answers with their reasons, and how private votes lay."""

from __future__ import annotations

from assessment.core.model import CapabilityModel, pick
from reports import formatting as fmt
from reports.contents import texts
from reports.contents.header import one_line
from reports.contents.phrase import Phrase as P
from reports.contents.reading import step_label
from reports.contents.workshop_shape import TalkedRow, WorkshopPanel
from survey.queries.workshop_record import AgreedAnswer, VotesBefore, WorkshopRecord

LABEL = P("Before and after the talk", "讨论前后")
HEADING = P(
    "On {n} questions the team wrote down why it agreed",
    "团队记下了{n}道题达成一致的理由",
    one="On one question the team wrote down why it agreed",
)
NO_REASON = P("The team agreed without writing down why", "团队达成了一致，未记录理由")
ABOUT = P(
    "In a workshop everybody voted in private, all votes were shown at once, and the team agreed "
    "on one answer. Only agreed answers count in score and level. How the votes lay before is told "
    "where at least {k} people rated a question, and one by one where {twice} did; elsewhere a "
    "single vote could be worked out. It is the first vote, before the talk.",
    "研讨中每人先各自投票，再同时公布，然后商定一个答案。得分与等级只按商定的答案计算。"
    "某题至少有{k}人作出选择时才说明投票分布，达到{twice}人时才逐项列出，否则可能推断出个人的选择。"
    "所列均为讨论之前的首轮投票。",
)
HEADS = (
    P("Question", "题目"),
    P("Agreed answer", "商定的答案"),
    P("Reason", "理由"),
    P("Votes before", "此前的投票"),
)
AGREED_NA = P("does not apply", "不适用")
AGREED_DK = P("don’t know", "不清楚")
BEFORE = P(
    "{n} votes, on average step {mean} of 0–{most}; {band}",
    "{n}票，平均{mean}级（0–{most}）；{band}",
)
MORE = P(
    "On {n} more questions an answer was agreed without a reason.",
    "另有{n}道题商定了答案，未记录理由。",
    one="On one more question an answer was agreed without a reason.",
)


def build_workshop(
    record: WorkshopRecord, model: CapabilityModel, language: str
) -> WorkshopPanel | None:
    """The panel in `language`; None where nothing was agreed."""
    if not record.answers:
        return None
    rows = tuple(_row(each, model, language) for each in record.answers)
    told = tuple(row for row in rows if row.reason or row.before)
    reasons = sum(bool(row.reason) for row in rows)
    silent = len(rows) - len(told)
    question, answer, reason, before = (head(language) for head in HEADS)
    return WorkshopPanel(
        heading=HEADING(language, n=reasons) if reasons else NO_REASON(language),
        label=LABEL(language),
        about=ABOUT(language, k=record.min_group, twice=2 * record.min_group),
        heads=(question, answer, reason, before),
        rows=told,
        more=MORE(language, n=silent) if silent else "",
    )


def _row(each: AgreedAnswer, model: CapabilityModel, language: str) -> TalkedRow:
    practice = model.practices[each.practice]
    agreed = {"na": AGREED_NA, "dk": AGREED_DK}.get(each.state)
    holds = (node for node in model.nodes.values() if practice in node.children)
    parent = next(holds, None)
    return TalkedRow(
        slug=each.practice,
        name=pick(practice.name, language),
        capability=pick(parent.name, language) if parent else "",
        agreed=agreed(language)
        if agreed or each.option is None
        else step_label(practice.scale, each.option, language),
        reason=one_line(each.reason),
        before=_before(each.before, len(practice.scale.values), language) if each.before else "",
        counts=_counts(each, model, language),
    )


def _counts(
    each: AgreedAnswer, model: CapabilityModel, language: str
) -> tuple[tuple[str, int], ...]:
    if each.before is None or each.before.steps is None:
        return ()
    scale = model.practices[each.practice].scale
    return tuple(
        (step_label(scale, step, language, brief=True), count)
        for step, count in enumerate(each.before.steps)
    )


def _before(votes: VotesBefore, options: int, language: str) -> str:
    return BEFORE(
        language,
        n=votes.n,
        mean=fmt.number(votes.mean),
        most=options - 1,
        band=texts.BANDS[votes.band](language),
    )
