"""The sentences of an explanation page, English and Chinese side by side."""

from __future__ import annotations

from reports.contents.phrase import Phrase as P

KINDS = {
    "overall": P("Overall score", "总分"),
    "module": P("Score of the module", "模块得分"),
    "layer": P("Layer", "层面"),
    "capability": P("Capability", "能力"),
    "practice": P("Practice", "实践"),
    "part": P("Part of the model", "模型的一部分"),
}
SCORES = P("{name}: {score} of 100", "{name}：{score}分（满分100）")
NO_SCORE = P("{name}: no score", "{name}：没有得分")

FROM_PARTS = P(
    "The weighted mean of the {n} parts below that could be scored.",
    "下列{n}个可计分部分的加权平均。",
    one="The score of the one part below that could be scored.",
)
FROM_RATINGS = P(
    "{n} people rated it, {mean} on average on the scale from 0 to 4; times 25, that is {score}.",
    "{n}人评分，在0至4的量表上平均{mean}，乘以25得{score}。",
    one="One agreed answer, {mean} on the scale from 0 to 4; times 25, that is {score}.",
)
FROM_OPTIONS = P(
    "{n} people rated it; the mean value of what they chose, out of 100, is {score}.",
    "{n}人评分，所选各项分值（满分100）的平均为{score}。",
    one="One agreed answer; its value, out of 100, is {score}.",
)
NO_SCORE_WHY = {
    "not_applicable": P(
        "More people say that it does not apply than rated it, or it is for some roles alone and "
        "too few people have them; so it leaves the calculation.",
        "认为不适用的人多于评分的人，或者只问部分角色而这些角色的人太少，因此退出计算。",
    ),
    "not_applicable_node": P(
        "None of its parts applies here, so it leaves the calculation.",
        "其下各项均不适用，因此退出计算。",
    ),
    "not_enough_data": P(
        "Too few people rated it, or more did not know than rated it.",
        "评分的人太少，或者不清楚的人多于评分的人。",
    ),
    "not_enough_data_node": P(
        "Answers cover {coverage} of its weight, and {needed} is needed.",
        "答案覆盖其权重的{coverage}，至少需要{needed}。",
    ),
    "not_enough_data_overall": P(
        "A score needs answers for {needed} of the weight and every main part; here {coverage} "
        "is covered.",
        "计分要求答案覆盖{needed}的权重且主要部分均可显示，这里覆盖{coverage}。",
    ),
    "hidden": P(
        "It is hidden, so that nobody’s answers can be worked out.",
        "为避免推出个人答案，不予显示。",
    ),
}
LEFT_OUT = {
    "not_applicable": P(
        "does not apply; its weight is shared among the others", "不适用，权重由其余各项分担"
    ),
    "not_enough_data": P(
        "too few answers; its weight is shared among the others and coverage falls",
        "答案太少，权重由其余各项分担，覆盖率降低",
    ),
    "hidden": P("hidden to protect people", "为保护个人而不显示"),
    "zero_weight": P("asked for information; it carries no weight", "只作了解，不占权重"),
}
COVERAGE = P(
    "Answers cover {coverage} of the weight of what applies. The parts’ own coverage is in the "
    "table; from {needed} on, the score is shown.",
    "答案覆盖所适用权重的{coverage}，各部分的覆盖率见上表；达到{needed}即显示得分。",
)
COVERAGE_PRACTICE = P(
    "A practice counts as covered once it is scored: with at least {min_group} ratings, "
    "and no more “don’t know” and blanks than ratings.",
    "一项实践至少有{min_group}人评分，且不清楚与未答的人数不多于评分人数，即计分并算作已覆盖。",
)
COVERAGE_CONSENSUS = P(
    "A practice counts as covered once the team has agreed on an answer.",
    "团队就某项实践达成共同答案，即算作已覆盖。",
)
SUM_NOTE = P(
    "Exact values are added; only what you read here is rounded.",
    "按精确值相加，仅显示时取整。",
)
MEDIAN = P(
    "For the level, the lower median counts: at least half of those who rated chose “{label}” or "
    "a higher statement.",
    "定级看低中位数：至少一半评分者选了“{label}”或更高的陈述。",
)
AGREEMENT = P(
    "{index} of 1; on average answers lie {ad} steps from the middle one: {word}.",
    "{index}（满值1），答案平均偏离中间值{ad}档：{word}。",
)
AGREEMENT_NODE = P(
    "{index} of 1 over the practices below it: on the whole, answers {word}.",
    "其下各实践合计{index}（满值1）：总体{word}。",
)
ADDS = P(
    "It adds {points} points to {parent}, where it holds {share} of the weight in the score.",
    "为{parent}贡献{points}分，占其计分权重的{share}。",
)
ADDS_NOTHING = P("It adds nothing to {parent}: {reason}.", "对{parent}没有贡献：{reason}。")
WHOLE = P(
    "In the whole, its weight is {weight}.",
    "在总分中所占权重为{weight}。",
)
LEVEL_NODE = P("{level}, {name}", "{level}级（{name}）")
NEEDS = P(
    "To reach “{step}” here, {name} must first be at “{label}”.",
    "要达到“{step}”，{name}须先达到“{label}”。",
)
GATE = P(
    "A gate practice: without it, no level above is reached, however high the score.",
    "关口实践：未达到要求时，得分再高也不能升级。",
)
