"""The second half of the method: ranges, plans, weights, evidence and flags."""

from __future__ import annotations

from reports.contents.method_section import Source
from reports.contents.phrase import Phrase as P

OUTLOOK = (
    Source(
        "intervals",
        P("Ranges", "区间"),
        (
            P(
                "How much does a score hang on who happened to answer? From five respondents on, "
                "whole respondents are drawn again and again, with replacement, and the score is "
                "computed anew each time. Up to six people every possible draw is taken; above "
                "that 4,000 draws, which a fixed rule makes the same for everybody who repeats "
                "them.",
                "得分在多大程度上取决于恰好有谁作答？作答者达到五人时，把作答者整体有放回地反复抽取，每次重新计分。"
                "六人及以下取遍所有可能的抽法；再多则抽4,000次，并按固定规则产生，任何人重做都得到相同的结果。",
            ),
            P(
                "The range holds the middle nine tenths of these scores, widened for small teams "
                "by Student’s distribution, since plain ranges are too short there. It expresses "
                "how far views inside the team differ, not how well the model measures.",
                "区间取这些得分中间的九成，并按学生氏t分布对小团队放宽，因为人少时直接取会偏窄。"
                "它表达的是团队内部看法的差异，而不是模型量得准不准。",
            ),
        ),
        example=P(
            "The whole 44.8 to 51.8; A 46.8 to 59.7; a1 50.6 to 77.5; a2 34 to 55; B and b1 37.5 "
            "to 45.",
            "整体44.8至51.8；A为46.8至59.7；a1为50.6至77.5；a2为34至55；B与b1为37.5至45。",
        ),
    ),
    Source(
        "plans",
        P("Plans", "方案"),
        (
            P(
                "The plan to the next level is the set of steps with the least effort that reaches "
                "it, found by an integer program over all steps; of equally cheap ones it is the "
                "one with the most points, then with the fewest steps. Everything that must come "
                "first is part of it. Each answer of the program is checked against the exact "
                "rules of the level before it is shown.",
                "到下一等级的方案，是能达到该等级且投入最少的一组步骤，由覆盖全部步骤的整数规划求得；"
                "投入相同时取增益更多的，再取步骤更少的。必须先做的都包含在内。"
                "规划给出的每个解都按等级的精确规则核对后才显示。",
            ),
            P(
                "There is no plan where the whole has no score, at the highest level, or where a "
                "gate practice has too few answers. Score and level after the plan are the "
                "engine’s own, as if the steps had been taken.",
                "整体没有得分、已达最高等级，或某个关口实践答案太少时，没有方案。"
                "方案之后的得分与等级，由引擎按步骤已完成重新算出。",
            ),
        ),
        example=P(
            "Level 3 needs p5 at 2 and p6 at 2: 17 person-days, 7 points, score 55.0625 then.",
            "达到3级须将p5提升到第2档、p6提升到第2档：17人日，增加7分，之后得分55.0625。",
        ),
    ),
    Source(
        "sensitivity",
        P("Other weights", "权重变动"),
        (
            P(
                "One at a time: the weight of one layer is raised or lowered by 30 %, all are "
                "renormalised, and the score is computed anew. All at once: in 2,000 draws every "
                "weight of the model is varied at random by up to 30 %; reported are the scores "
                "between which nine draws in ten lie, and how often the weakest layer stays the "
                "weakest. What holds in fewer than 80 % of the draws depends on the weights.",
                "逐个变动：把某一层面的权重提高或降低30%，全部重新归一后再算得分。"
                "同时变动：抽取2,000次，每次让模型的每个权重在±30%内随机变动；"
                "报告九成抽样所在的得分范围，以及最弱层面保持最弱的比例。低于80%即说明该结论取决于权重。",
            ),
        ),
        example=P(
            "A 30 % heavier gives 48.88, lighter 46.88; B 30 % heavier gives 47.20, lighter 49.16.",
            "A的权重提高30%得48.88，降低得46.88；B的权重提高30%得47.20，降低得49.16。",
        ),
    ),
    Source(
        "evidence",
        P("Evidence beside self-report", "证据与自评对照"),
        (
            P(
                "A check of a repository, or a person who read the material, says of a practice "
                "that it stands at least, or at most, at some step, with a confidence from 0 to "
                "1. Checks of 0.6 and above are firm; others are listed and adjust nothing. The "
                "highest “at least” and the lowest “at most” bound the practice; if they "
                "contradict each other, the evidence is mixed and adjusts nothing.",
                "对代码仓库的检查，或查阅材料的人，就某项实践给出至少或至多在第几档，并附0至1的可信度。"
                "可信度达到0.6为可靠，其余只列出，不作调整。最高的“至少”与最低的“至多”构成该实践的界限；"
                "两者矛盾即证据不一致，不作调整。",
            ),
            P(
                "Where the mean of the answers lies outside the bounds it is moved towards the "
                "nearer one, by the share that the confidence of the binding check says. The "
                "score with evidence is the same roll-up with these means. It stands beside the "
                "score; what people said, its score and its level are never replaced. A practice "
                "whose mean lies a step or more outside the bounds is one to talk about, in both "
                "directions.",
                "自评平均值超出界限时，按起约束作用的检查的可信度，向较近的界限移动相应比例。"
                "按证据调整后的得分，就是用这些平均值再汇总一次，与原得分并列；自评本身及其得分、等级从不被取代。"
                "平均值超出界限一档及以上的实践，无论高低，都列为待讨论。",
            ),
            P(
                "Several repositories of a team: the same check of the same practice gives its "
                "median bound, with the lowest confidence.",
                "一个团队有多个仓库时，同一实践的同一检查取界限的中位数与最低的可信度。",
            ),
        ),
        example=P(
            "A check says p1 at most 2 (confidence 0.8), another p5 at least 2 (0.7). p1 moves "
            "from 3 to 2.2, p5 from 0.75 to 1.625; the score with evidence is 46.9375, the gap "
            "1.125; evidence covers 30.75 % of the weight.",
            "一项检查给出p1至多2档（可信度0.8），另一项给出p5至少2档（0.7）。p1由3移至2.2，p5由0.75移至1.625；"
            "按证据调整后得分46.9375，差距1.125；证据覆盖30.75%的权重。",
        ),
    ),
    Source(
        "flags",
        P("Flagged answers", "有疑问的答案"),
        (
            P(
                "Answers are flagged and never deleted: fifteen or more equal ratings in a row; a "
                "median of less than three seconds a question; a rating that the same person’s own "
                "answer to a prerequisite denies. Who is flagged is shown to nobody. The score "
                "without these people stands beside the score only if at least the smallest group "
                "is flagged and as many remain.",
                "答案只作标记，从不删除：连续十五个及以上相同评分；每题用时中位数不到三秒；"
                "评分与本人对前置实践的作答相矛盾。谁被标记不对任何人显示。"
                "只有被标记的与其余的人都不少于最小展示人数时，才并列显示除去这些人后的得分。",
            ),
        ),
        example=P(
            "r3 and r4 contradict themselves: r3 has p4 at 3 but p1 at 2, r4 p7 at 3 but p6 at 0.",
            "r3与r4自相矛盾：r3的p4在第3档而p1只在第2档，r4的p7在第3档而p6在第0档。",
        ),
    ),
)
