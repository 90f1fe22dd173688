"""How the figures are made and what they cannot say, in a few plain paragraphs."""

from __future__ import annotations

from reports.contents.phrase import Phrase as P
from reports.contents.shape import Paragraph

METHOD = (
    (
        P("From answers to a practice", "从答案到实践"),
        P(
            "Each question has five statements worth 0, 25, 50, 75 and 100 points. A practice’s "
            "score is the mean over the people who rated it. “Does not apply” takes the practice "
            "out of the calculation; “don’t know” and blanks lower the coverage.",
            "每题五个陈述，分别为0、25、50、75、100分。实践得分是评分者的平均值。"
            "“不适用”使该实践退出计算；“不清楚”与空白降低覆盖率。",
        ),
    ),
    (
        P("From practices to the score", "从实践到总分"),
        P(
            "Practices add up to capabilities, these to layers, and these to the score, by the "
            "model’s weights, renormalised over what could be scored. A part is shown when at "
            "least 60 % of its weight is covered, the whole from 75 % on.",
            "实践按模型权重汇总为能力，能力汇总为层面，层面汇总为总分；权重在可计分的部分内重新归一。"
            "覆盖率达到60%才显示某一部分，达到75%才显示总分。",
        ),
    ),
    (
        P("Levels and gates", "等级与关口"),
        P(
            "A level needs more than half of the weight at that level, more than 85 % at every "
            "level below it, and every gate practice far enough. Levels use the lower median of "
            "the answers, so one loud voice cannot lift them.",
            "达到某一等级，须有过半权重达到该级、以下各级均超过85%，且每个关口实践都达到要求。"
            "等级取答案的低中位数，个别高分不能拉高等级。",
        ),
    ),
    (
        P("Agreement", "一致度"),
        P(
            "The index is 1 when all answer alike and 0 when answers are spread as if at random. "
            "From 0.70 on the team agrees; below 0.50 it is split, and the practice is listed "
            "under “talk first”.",
            "全部相同为1，如同随机散布为0。0.70以上为一致；低于0.50为分歧大，列入“先谈一谈”。",
        ),
    ),
    (
        P("What to do next", "下一步怎么做"),
        P(
            "For each practice the next step is taken with everything that must come first. "
            "Steps are ranked by points gained a person-day. Days are rough bands for a team of "
            "eight and are there to compare steps, not to plan a budget.",
            "每项实践取其下一步，并计入必须先做的步骤，按每人日增加的分数排序。"
            "人日是八人团队的粗略档位，用于比较，不作预算。",
        ),
    ),
    (
        P("Nobody is shown", "不显示个人"),
        P(
            "Nothing is computed from fewer than {min_group} people. Counts of answers need twice "
            "as many. Small counts of “does not apply” and “don’t know” are withheld.",
            "少于{min_group}人不作任何计算；显示各选项人数需两倍于此；“不适用”“不清楚”人数过少时不显示。",
        ),
    ),
)
LIMITS = (
    (
        P("It is a self-assessment", "这是自评"),
        P(
            "People describe their own work. The result starts a conversation; it proves nothing "
            "to an outsider and is no appraisal.",
            "答案来自团队对自身工作的描述，意在引发讨论，不能作为对外证明，也不是评审。",
        ),
    ),
    (
        P("Weights are judgement", "权重出自判断"),
        P(
            "The model’s weights are experts’ opinions. Small differences between scores may "
            "depend on them and should not be read as a ranking.",
            "模型权重是专家意见，得分的细小差别可能取决于权重，不宜用来排名。",
        ),
    ),
    (
        P("A level is no band of the score", "等级不是分数段"),
        P(
            "A level is about structure: gates and breadth. A team may have the higher score and "
            "the lower level.",
            "等级看的是结构，即关口与覆盖面。得分较高的团队，等级可能较低。",
        ),
    ),
)


def build_paragraphs(
    pairs: tuple[tuple[P, P], ...], language: str, min_group: int
) -> tuple[Paragraph, ...]:
    """Title and text in the language."""
    return tuple(
        Paragraph(title(language), text(language, min_group=min_group)) for title, text in pairs
    )
