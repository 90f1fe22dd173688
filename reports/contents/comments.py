"""What people wrote beside their answers, by practice, without a trace of who."""

from __future__ import annotations

from reports import formatting as fmt
from reports.contents.comment_shape import CommentSection, PracticeComments
from reports.contents.header import one_line
from reports.contents.phrase import Phrase as P
from reports.contents.reading import Reading

LABEL = P("Notes", "备注")
HEAD = P(
    "What people wrote on {count} practices",
    "{count}项实践的作答备注",
    one="What people wrote on one practice",
)
HEAD_NONE = P("No notes can be shown", "没有可显示的备注")
ABOUT = P(
    "Notes are shown where at least {k} people wrote one beside the same practice, in random "
    "order.",
    "同一实践至少有{k}人写备注时才显示，顺序随机。",
)
ABOUT_JOINT = P("The notes of the team’s joint sheet.", "团队共同答卷中的备注。")
WITHHELD = P("{n} other notes are withheld.", "另有{n}条备注不显示。")
WITHHELD_FEW = P("Fewer than {k} other notes are withheld.", "另有不到{k}条备注不显示。")


def build_comments(reading: Reading) -> CommentSection | None:
    """None where nobody wrote a note; what is withheld is counted with the core."""
    language, header = reading.language, reading.header
    practices = tuple(
        PracticeComments(
            practice.slug,
            reading.name(practice),
            tuple(filter(None, map(one_line, header.comments[practice.slug]))),
        )
        for practice in reading.tree.practices
        if practice.slug in header.comments
    )
    withheld = 0 if reading.is_module else header.comments_withheld
    if not practices and not withheld:
        return None
    count = fmt.count_word(len(practices), language)
    heading = HEAD(language, n=len(practices), count=count) if practices else HEAD_NONE(language)
    k = reading.result.min_group
    sentences = [ABOUT_JOINT(language) if reading.consensus else ABOUT(language, k=k)]
    if withheld:
        # A small count is itself a figure about a few.
        phrase = WITHHELD if withheld >= k else WITHHELD_FEW
        sentences.append(phrase(language, n=withheld, k=k))
    return CommentSection(
        heading=heading,
        label=LABEL(language),
        practices=practices,
        note=("" if language == fmt.CHINESE else " ").join(sentences),
    )
