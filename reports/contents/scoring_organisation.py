"""The last part of the method: several teams together, and the quality of the questionnaire."""

from __future__ import annotations

from reports.contents.method_section import Source
from reports.contents.phrase import Phrase as P

ORGANISATION = (
    Source(
        "benchmark",
        P("Several teams together", "多个团队合在一起"),
        (
            P(
                "A team of fewer people than the smallest group is not shown and enters no common "
                "figure, so nothing of it can be worked out by subtraction. From "
                "three shown teams on there is the mean of their scores, weighted by respondents, "
                "and the number of teams at each level; never one level for all.",
                "人数少于最小展示人数的团队不显示，也不计入任何共同数字，因此无法通过相减推算。"
                "至少三个团队可以显示时，给出按作答人数加权的平均得分，以及各等级的团队数；不给出共同的等级。",
            ),
            P(
                "The order of the teams is put to the same 2,000 draws of weights as one team’s "
                "score. If it stays the same in fewer than 80 % of them, it depends on the "
                "weights.",
                "团队次序用与单个团队相同的2,000次权重抽样检验。不足80%的抽样中保持不变，即取决于权重。",
            ),
        ),
    ),
    Source(
        "instrument-quality",
        P("Quality of the questionnaire", "问卷的质量"),
        (
            P(
                "Shown to those who manage the organisation, from 10 shown teams or 30 of their "
                "people on. In go each person’s own overall score, team by team. MSB is the mean "
                "square between teams, MSW that within teams, and k the mean team size with regard "
                "to differing sizes: ICC(1) = (MSB − MSW) / (MSB + (k − 1) MSW) is the share of "
                "the differences that lies between teams, ICC(2) = (MSB − MSW) / MSB the "
                "reliability of a team’s mean, which should be 0.70 or more.",
                "仅对组织的管理者显示，且至少要有10个显示的团队或其中30名作答者。取每个人自己的总得分，按团队分组。"
                "MSB为团队间均方，MSW为团队内均方，k为考虑人数不等后的平均团队人数："
                "ICC(1) = (MSB − MSW) / (MSB + (k − 1) MSW)，是差异中来自团队之间的比例；"
                "ICC(2) = (MSB − MSW) / MSB，是团队均值的可靠性，宜不低于0.70。",
            ),
            P(
                "Questions stand out that more than a quarter of these people did not know or left "
                "open, and those for which nine in ten ratings are the same. Counts that a team’s "
                "own report withholds enter only if two teams or more have such, and if together "
                "they are no small group; otherwise the question is not judged.",
                "超过四分之一的人不清楚或未答的题，以及九成评分相同的题，会单独列出。"
                "团队报告中不予显示的人数，只有在两个以上团队都有、且合起来不再是小群体时才计入，否则不作判断。",
            ),
        ),
        example=P(
            "Not of the worked example: three teams with the scores 60, 65, 70, 65; 40, 45, 50, "
            "45; 55, 50, 60, 55 give MSB 400, MSW 16.67, ICC(1) 0.852 and ICC(2) 0.958.",
            "另举一例：三个团队的得分为60、65、70、65，40、45、50、45，55、50、60、55，"
            "则MSB为400，MSW为16.67，ICC(1)为0.852，ICC(2)为0.958。",
        ),
    ),
)
