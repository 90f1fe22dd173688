"""The whole method in plain words, in both languages, with the worked example of docs/scoring.md.

Anchors are those of docs/scoring.md, so that a link to a step works in both places.
"""

from __future__ import annotations

from reports.contents.method_section import MethodSection, Source
from reports.contents.phrase import Phrase as P
from reports.contents.scoring_organisation import ORGANISATION
from reports.contents.scoring_outlook import OUTLOOK

ANSWERS = (
    ("r1", "3", "2", "1", "2", "0", "1", "2"),
    ("r2", "3", "2", "N", "2", "1", "1", "2"),
    ("r3", "2", "1", "N", "3", "D", "2", "2"),
    ("r4", "3", "3", "N", "2", "1", "0", "3"),
    ("r5", "4", "2", "1", "D", "1", "1", "2"),
)
MOVES = (
    ("p1", "4", "3.75", "6.25"),
    ("p2", "3, 4", "2.25, 2.8125", "3, 2.5"),
    ("p4", "3, 4", "3.375, 4.5", "7.5, 6.25"),
    ("p5", "2, 3, 4", "3, 3, 3", "5, 7.5, 6.25"),
    ("p6", "2, 3, 4", "4, 5, 5", "12, 18, 15"),
    ("p7", "3, 4", "4, 5", "7.5, 6.25"),
)

SOURCES = (
    Source(
        "example",
        P("The worked example", "贯穿全文的例子"),
        (
            P(
                "Two layers, A (weight 60) and B (40). In A the capabilities a1 (50) and a2 (50), "
                "in B the capability b1 (100). In a1 the practices p1 50, p2 30, p3 20; in a2 "
                "p4 60, p5 40; in b1 p6 50, a gate practice, and p7 50. To reach step 3, p4 needs "
                "p1 at 3 and p7 needs p6 at 2; to reach step 2, p6 needs p5 at 2. The smallest "
                "group is 3.",
                "两个层面：A（权重60）与B（40）。A下有能力a1（50）与a2（50），B下有能力b1（100）。"
                "a1下有实践p1 50、p2 30、p3 20；a2下有p4 60、p5 40；"
                "b1下有关口实践p6 50，以及p7 50。"
                "p4达到第3档须先有p1在第3档，p7达到第3档须先有p6在第2档；p6达到第2档须先有p5在第2档。"
                "最小展示人数为3。",
            ),
        ),
        table=(
            P(
                "Five people’s answers; N = does not apply, D = don’t know",
                "五人的答案；N为不适用，D为不清楚",
            ),
            (P("Person", "作答人"), "p1", "p2", "p3", "p4", "p5", "p6", "p7"),
            ANSWERS,
        ),
    ),
    Source(
        "practices",
        P("From answers to practices", "从答案到实践"),
        (
            P(
                "Each question has five described situations, numbered 0 to 4. A respondent is a "
                "person with at least one answer. For each practice, count the people who rated "
                "it, those who say that it does not apply, and all others, who count as “don’t "
                "know”. The practice is",
                "每题有五个情形，编号0至4。至少答过一题的人算作作答人。对每项实践，统计评分的人、认为不适用的人，"
                "其余一律算作不清楚。该实践",
            ),
        ),
        (
            P(
                "not applicable, if more people say so than rated it, both together reach the "
                "smallest group, and no more people don’t know than these together;",
                "不适用：认为不适用的人多于评分的人，两者合计达到最小展示人数，且不清楚的人不多于两者合计；",
            ),
            P(
                "else scored, if those who rated reach the smallest group and no more people don’t "
                "know than rated;",
                "否则计分：评分人数达到最小展示人数，且不清楚的人不多于评分的人；",
            ),
            P("else without enough data.", "否则为数据不足。"),
        ),
        (
            P(
                "Its score is the mean of the ratings times 25, from 0 to 100; on another scale, "
                "100 times the mean value of the chosen options. Its level is the lower median: "
                "sort the ratings and take the middle one, with an even number the lower of the "
                "two. All respondents count alike. One sheet that a team answered jointly counts "
                "as one agreed answer to each question.",
                "得分为评分的平均值乘以25，范围0至100；若用其他量表，则为所选项分值的平均乘以100。"
                "定级取低中位数：把评分排序取中间一个，人数为偶数时取中间两个里较低的。所有作答人权重相同。"
                "团队共同作答的问卷，每题算作一个共同答案。",
            ),
        ),
        P(
            "p3 does not apply (three against two). Means: p1 3, p2 2, p4 2.25, p5 0.75, p6 1, "
            "p7 2.2. Levels: 3, 2, 2, 1, 1, 2.",
            "p3不适用（三比二）。平均值：p1为3，p2为2，p4为2.25，p5为0.75，p6为1，p7为2.2。"
            "低中位数依次为3、2、2、1、1、2。",
        ),
    ),
    Source(
        "roll-up",
        P("Roll-up and coverage", "汇总与覆盖率"),
        (
            P(
                "The score of a capability is the weighted mean of its scored practices; of a "
                "layer, of its shown capabilities; of the whole, of the shown layers. Only shares "
                "of weights matter, renormalised over what is in the score. A practice of weight 0 "
                "is asked and reported and enters nothing.",
                "能力的得分是其下已计分实践的加权平均，层面的得分是其下已显示能力的加权平均，总分是已显示层面的加权平均。"
                "起作用的只是权重所占的份额，并在计分的部分内重新归一。权重为0的实践只作了解，不进入任何计算。",
            ),
            P(
                "Coverage of a practice is 1 once it is scored, else 0. Coverage of a node is the "
                "weighted mean over the children that apply; a child that is not shown counts 0. A "
                "node is shown from 60 %, the whole from 75 %, and then only if every layer that "
                "applies and has 15 % or more of the top weight is shown. If more than 40 % of a "
                "capability’s weight does not apply, its scope is called narrowed.",
                "实践计分则覆盖率为1，否则为0。上一级的覆盖率是其下所适用各项的加权平均，未显示的项按0计。"
                "覆盖率达到60%才显示某一部分，达到75%才显示总分，且凡适用并占顶层权重15%以上的层面都须能够显示。"
                "某项能力若有40%以上的权重不适用，则注明范围收窄。",
            ),
        ),
        example=P(
            "a1 65.625, a2 41.25, b1 40; A 53.4375, B 40; the whole 48.0625, coverage 1.",
            "a1为65.625，a2为41.25，b1为40；A为53.4375，B为40；总分48.0625，覆盖率1。",
        ),
    ),
    Source(
        "levels",
        P("Levels and gates", "等级与关口"),
        (
            P(
                "Levels run from 1 Initial, 2 Foundational, 3 Systematic, 4 Advanced to 5 "
                "Exemplary. The rule follows ISO/IEC 33020: what makes a level must be there "
                "largely (more than 50 %), everything below it fully (more than 85 %).",
                "等级分为1初始级、2基础级、3全面级、4优秀级、5卓越级。规则参照ISO/IEC 33020："
                "本级的内容须大部分达到（超过50%），以下各级须完全达到（超过85%）。",
            ),
        ),
        (
            P(
                "A capability reaches a level, if more than half of the weight of its scored "
                "practices is at the step one below the level’s number or higher, and more than "
                "85 % at every lower step.",
                "能力达到某级：其已计分实践中，过半权重达到比级数低一的档位或以上，且更低的每一档均超过85%。",
            ),
            P(
                "A layer or the whole reaches a level, if more than half of the capabilities’ "
                "weight is at that level or higher, more than 85 % at every level from 2 below it, "
                "and every gate practice that applies is at the step one below the level’s number, "
                "though never more than step 3 is asked. A gate practice without enough data "
                "closes every level above 1.",
                "层面或整体达到某级：过半的能力权重达到该级或以上，从2级起更低的每一级均超过85%，"
                "且每个适用的关口实践达到比级数低一的档位（最高只要求第3档）。关口实践数据不足时，不能高于1级。",
            ),
        ),
        (
            P(
                "Levels are climbed from 2 upwards and stop at the first failure. They are "
                "compared in whole numbers, never in rounded ones. With fewer than half of the "
                "invited people a level is provisional. The short form shows a level as "
                "indicative, at most 3. A part with practices on another scale has no level.",
                "从2级起逐级判断，遇到不满足即停止。比较只用整数，不用取整后的数。作答不到受邀人数一半时，等级为暂定。"
                "简版问卷的等级仅供参考，且不高于3级。含其他量表的部分不定级。",
            ),
            P(
                "What blocks the next level are the gate practices below their step or without "
                "data, then the capabilities below a level whose breadth is missing.",
                "阻碍下一等级的，先是未达到档位或数据不足的关口实践，再是覆盖面不足的那一级以下的能力。",
            ),
        ),
        P(
            "a1 reaches level 4, a2 level 3, b1 level 2. All capabilities are at level 2, and 60 % "
            "of the weight at level 3, but the gate practice p6 is at step 1: the whole is at "
            "level 2, blocked by p6.",
            "a1达到4级，a2达到3级，b1达到2级。全部能力达到2级，60%的权重达到3级，但关口实践p6仍在第1档："
            "整体为2级，受p6阻碍。",
        ),
    ),
    Source(
        "agreement",
        P("Agreement", "一致度"),
        (
            P(
                "For a practice the index is 1 − s²/2, never below 0: s² is the variance of the "
                "ratings with n − 1, and 2 the variance of answers spread evenly over the five "
                "situations. Beside it stands the mean distance from the median. Over several "
                "practices the mean of their variances takes the place of s².",
                "单项实践的指标为1 − s²/2，最低为0：s²是以n − 1计算的评分方差，"
                "2是答案均匀散布于五个情形时的方差。"
                "另列出答案与中位数的平均距离。多项实践合在一起时，以各自方差的平均代替s²。",
            ),
            P(
                "From 0.70 on people agree, from 0.50 on views are mixed, below that they are "
                "split. A mean distance above 5/6 is split too, and a variance above 2 means two "
                "camps.",
                "0.70及以上为一致，0.50及以上为有分歧，低于0.50为分歧大。"
                "平均距离大于5/6也算分歧大，方差大于2为两极。",
            ),
        ),
        example=P(
            "p1 0.75, p2 0.75, p4 0.875, p5 0.875, p6 0.75, p7 0.9; a1 0.75, a2 0.875, b1 0.825; "
            "the whole 0.8167.",
            "p1为0.75，p2为0.75，p4为0.875，p5为0.875，p6为0.75，p7为0.9；a1为0.75，a2为0.875，"
            "b1为0.825；整体0.8167。",
        ),
    ),
    Source(
        "advice",
        P("Advice", "建议"),
        (
            P(
                "The effective weight of a practice is the product of its renormalised shares down "
                "the tree. Raising it to a step lifts everyone who rated below that step by one, "
                "and so gains 25 × effective weight × their share among the raters. Gains add up "
                "exactly.",
                "实践的有效权重是从上到下各级归一份额的乘积。把它提升到某一档，等于让评分低于该档的人各升一档，"
                "增加的分数为25 × 有效权重 × 这些人在评分者中的比例。各项增益可以精确相加。",
            ),
            P(
                "The effort of a step is the practice’s band (S 2, M 5, L 12, XL 25 person-days, "
                "or the model’s own number) times 0.5, 1, 1.5 or 1.25 for step 1, 2, 3 or 4, in "
                "quarters of a day. These are planning aids for a team of about eight.",
                "每一步的投入为该实践的档位（S 2、M 5、L 12、XL 25人日，或模型自定的数）"
                "按第1、2、3、4档"
                "分别乘以0.5、1、1.5、1.25，精确到四分之一日。仅供约八人的团队规划参考。",
            ),
            P(
                "A step carries everything that must come first and is missing. A prerequisite "
                "that does not apply is waived; one with too few answers counts as met and the "
                "step is marked “check first”. For each practice below the top, its next step with "
                "all of that is ranked by gain a person-day, then by gain, then by less effort. "
                "Badges never change the order.",
                "每一步都带上尚缺的全部前置。前置不适用则免去；前置答案太少则视为已满足，并标注“先核实”。"
                "对每项未到最高档的实践，取其下一步连同前置，按每人日增益排序，其次按增益，再次按投入从少到多。"
                "标注不影响顺序。",
            ),
        ),
        example=P(
            "Points a person-day: p2 0.75; p1 0.6; p5 0.6; p4 0.45; p7 0.449, with p5 and p6 first "
            "(11 points for 24.5 days); p6 0.412, with p5 first (7 for 17).",
            "每人日增益：p2为0.75，p1为0.6，p5为0.6，p4为0.45；p7须先做p5与p6，为0.449（24.5人日得11分）；"
            "p6须先做p5，为0.412（17人日得7分）。",
        ),
        table=(
            P("Single steps of the example", "例中的各单步"),
            (
                P("Practice", "实践"),
                P("To step", "到第几档"),
                P("Gain, points", "增益（分）"),
                P("Person-days", "人日"),
            ),
            MOVES,
        ),
    ),
    Source(
        "anonymity",
        P("Small groups", "小组保护"),
        (
            P(
                "Nothing computed from fewer people than the smallest group is shown or used; it "
                "is five unless the campaign says otherwise, and never below three. How many chose "
                "which statement is shown from twice as many ratings on. The counts of “does not "
                "apply” and “don’t know” are both withheld, if either could point at a group "
                "smaller than the smallest.",
                "少于最小展示人数的任何结果都不显示、也不使用；默认五人，可由评估另定，但不低于三人。"
                "各选项人数在评分达到两倍于此时才显示。不适用与不清楚的人数，只要其中之一可能指向过小的群体，"
                "两者都不显示。",
            ),
        ),
        aliases=("small-groups",),
    ),
    Source(
        "rounding",
        P("Exactness and rounding", "精确与取整"),
        (
            P(
                "Every comparison with a limit and every order is exact. Numbers keep full "
                "precision in files and are rounded once, where they are shown: to one decimal, "
                "half away from zero. A difference is taken before rounding. An undefined number "
                "is empty with a reason beside it; it is never −1 or 0.",
                "与界限的比较和排序都是精确的。文件中的数保留全部精度，只在显示时取整一次：保留一位小数，"
                "四舍五入。差值先相减再取整。没有定义的数留空并注明原因，不用−1或0代替。",
            ),
        ),
    ),
)


def build_method(language: str) -> tuple[MethodSection, ...]:
    """The sections of the method in `language`, in the order of the calculation."""
    sources = (*SOURCES, *OUTLOOK, *ORGANISATION)
    return tuple(source.in_language(language) for source in sources)
