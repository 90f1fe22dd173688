"""The sentences about ranges, plans, weights and flags, English and Chinese side by side."""

from __future__ import annotations

from reports.contents.phrase import Phrase as P

RANGE = P("{low}–{high}", "{low}–{high}")
RANGE_NOTE = P(
    "The range {range} ({level}) shows how far the score hangs on who answered, and so how far "
    "views inside the team differ.",
    "区间{range}（{level}）反映得分受作答者影响的程度，即团队内部看法的差异。",
)

# --- the change since last time -----------------------------------------------------------------
TREND_GONE = P(
    "Whether this is more than chance cannot be said: the single answers of “{title}”, or its "
    "questionnaire, were not there any more.",
    "无法判断这一变化是否超出偶然：“{title}”的逐份作答或当时的问卷已不在。",
)
TREND_NOTES = {
    "improved": P(
        "On what was scored both times {delta}, range {range}: an improvement, whoever answered.",
        "只比较两次均已计分的实践：{delta}，区间{range}，确有提升。",
    ),
    "declined": P(
        "On what was scored both times {delta}, range {range}: a decline, whoever answered.",
        "只比较两次均已计分的实践：{delta}，区间{range}，确有下降。",
    ),
    "stable": P(
        "On what was scored both times {delta}, range {range}: stable.",
        "只比较两次均已计分的实践：{delta}，区间{range}，基本稳定。",
    ),
    "unclear": P(
        "On what was scored both times {delta}, range {range}: no clear change.",
        "只比较两次均已计分的实践：{delta}，区间{range}，变化不明确。",
    ),
}
TREND_RANGE = P("{low} to {high}", "{low}至{high}")

# --- the cheapest plan to the next level --------------------------------------------------------
PLAN_TAIL = P(
    ", and raising {count} practices, about {effort}, would reach level {level}",
    "；提升{count}项实践、约{effort}，即可达到{level}级",
    one=", and raising one practice, about {effort}, would reach level {level}",
)
PLAN_HEAD = P(
    "{count} practices, about {effort}, reach level {level}",
    "提升{count}项实践、约{effort}，即可达到{level}级",
    one="One practice, about {effort}, reaches level {level}",
)
PLAN_GOAL = P("Level {level}, {name}", "{level}级（{name}）")
PLAN_AFTER = P("Score {score} ({gain})", "得分{score}（{gain}）")
PLAN_NOTE = P(
    "The cheapest of all plans that reach the level, in an order that can be done. The ranking of "
    "single steps above asks another question: the most gain a day.",
    "这是达到该等级的各种方案中投入最少的一个，按可行的先后排列。上面的单步排序回答的是另一个问题：每人日增益最多。",
)

# --- how much depends on the weights --------------------------------------------------------------
WEIGHTS_DRAWS = P(
    "With all weights varied at random by up to 30 %, nine scores in ten lie between {low} and "
    "{high}.",
    "所有权重在±30%内随机变动时，九成得分落在{low}至{high}之间。",
)
WEAKEST_FIRM = P(
    "{name} stays the weakest layer in {share} of these draws.",
    "其中{share}的情形下，{name}仍是最弱的层面。",
)
WEAKEST_LOOSE = P(
    "Which layer is weakest depends on the weights: {name} is so in only {share} of these draws.",
    "哪个层面最弱取决于权重：{name}仅在{share}的情形下最弱。",
)

NUDGE_HEAD = (
    P("Whose weight changes", "变动权重的层面"),
    P("Score if 30 % lighter", "降低30%后的得分"),
    P("Score if 30 % heavier", "提高30%后的得分"),
)

# --- answers that were flagged --------------------------------------------------------------------
FLAGS_FEW = P(
    "The answers of fewer than {min_group} people contradict themselves, are all alike for long, "
    "or were given in haste. They count like all others.",
    "有不足{min_group}人的答案自相矛盾、长段相同或作答过快，仍与其他答案一样计入。",
)
FLAGS_MANY = P(
    "The answers of {n} people contradict themselves, are all alike for long, or were given in "
    "haste. They count like all others.",
    "有{n}人的答案自相矛盾、长段相同或作答过快，仍与其他答案一样计入。",
)
FLAGS_SCORES = P(
    "Score of all {score}, without them {without}.", "全体得分{score}，除去这些人后为{without}。"
)
