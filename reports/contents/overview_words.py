"""What the overview of a campaign says, both languages side by side."""

from reports.contents.phrase import Phrase as P

EYEBROW = P("All teams", "全部团队")
FINDING = P(
    "{best} is strongest across the teams, {worst} weakest",
    "各团队合起来看，{best}最强，{worst}最弱",
)
FINDING_FEW = P("Too few teams for a common finding", "团队太少，无法得出共同结论")
FINDING_NONE = P("No results yet", "尚无结果")
FINDING_PLAIN = P("The teams side by side", "各团队并列")
NOT_CLOSED = P("Results appear when the campaign is closed.", "评估结束后才显示结果。")
SHOWN_ALL = P("{count} teams, all shown", "{count}个团队全部显示", one="One team, shown")
SHOWN_SOME = P("{count} of {total} teams shown", "{total}个团队中显示{count}个")
SHOWN_NONE = P("None of {total} teams can be shown", "{total}个团队均不能显示")
AT_LEVEL = P("{count} at level {level}", "{level}级{count}个")
COMMA = P(", ", "、")
LEDE_LEVELS = P("{shown}: {levels}.", "{shown}：{levels}。")
LEDE_PLAIN = P("{shown}.", "{shown}。")

# --- the teams as one figure ------------------------------------------------------------------
TOGETHER = P("The teams together score {score} of 100", "各团队平均{score}分（满分100）")
TOGETHER_FEW = P("No common figure from fewer than three teams", "不足三个团队，不给出共同数字")
TOGETHER_FEW_NOTE = P(
    "At least three teams must be shown; there are {n}.",
    "至少要有三个团队可以显示，目前为{n}个。",
    one="At least three teams must be shown; there is {n}.",
)
TOGETHER_NOTE = P(
    "Mean of the shown teams’ scores, each weighted by its respondents. Levels are not averaged: "
    "a level is a team’s own.",
    "各显示团队得分按作答人数加权平均。等级不作平均，等级只属于单个团队。",
)
TEAMS_OF = P("{shown} of {total}", "{total}个中{shown}个")
TEAMS = P("{n} teams", "{n}个团队", one="{n} team")
NO_TEAM = P("no team", "无")

# --- a team's row -----------------------------------------------------------------------------
ANSWERED = P("{n} answered", "{n}人作答")
JOINT = P("one agreed sheet", "一份共同答卷")
REASONS = {
    "too_few": P("Not shown: fewer than {k} people answered", "不显示：作答不足{k}人"),
    "no_answers": P("Not shown: nobody answered", "不显示：无人作答"),
    "no_score": P("Not shown: there is no score of the whole", "不显示：没有总得分"),
    "open": P("Not shown: the campaign is not closed", "不显示：评估尚未结束"),
    "never": P(
        "Nothing yet: no campaign with this questionnaire has been closed",
        "尚无结果：没有用此问卷评估并结束的评估",
    ),
}
LEVEL_SCORE = P("level {level}, score {score}", "{level}级，{score}分")
SCORE_ONLY = P("score {score}", "{score}分")
SPLIT = P("answers split", "团队内分歧大")
CELL_STATES = {
    "not_applicable": P("does not apply", "不适用"),
    "not_enough_data": P("not shown: too few answers", "不显示：作答人数不足"),
}
NOT_ASKED = P("not asked", "未问")
CELL = P("{team}, {item}: {what}", "{team}，{item}：{what}")
CELL_AND = P("{one}, {other}", "{one}，{other}")
WHOLE = P("score {score}, range {range}", "得分{score}，区间{range}")
SPREAD_OVER = P("Spread over {n} teams", "{n}个团队的分布")
SPREAD = P("lowest {low}, median {middle}, highest {high}", "最低{low}，中位数{middle}，最高{high}")

# --- what most teams lack ---------------------------------------------------------------------
BLOCKED_MOST = P(
    "{count} of {total} teams are blocked by {name}", "{total}个团队中有{count}个受阻于{name}"
)
BLOCKED_ALL = P("All {total} teams are blocked by {name}", "{total}个团队全部受阻于{name}")
BLOCKED_WHERE = P("{count} of {total} teams: {teams}", "{total}个团队中{count}个：{teams}")
BLOCKED_NONE = P("No single gate blocks most teams", "没有哪个关口挡住多数团队")
BLOCKED_NONE_NOTE = P(
    "No gate practice keeps more than half of the teams from their next level.",
    "没有哪项关口实践使过半团队无法升级。",
)
NO_NEXT = P("No shown team has a level above it to reach.", "显示的团队均无更高等级可达。")
WEAK_FEW = P(
    "Common weaknesses are named from three shown teams on.",
    "至少有三个团队可以显示时，才列出共同弱项。",
)
LOW_SPREAD = P("{low} to {high} in {n} teams", "{n}个团队，{low}至{high}")
LOW_FEW = P(
    "No capability has a score in three teams or more.", "没有哪项能力在三个以上团队中有得分。"
)

# --- the weights ------------------------------------------------------------------------------
ORDER_HOLDS = P(
    "The order of the teams does not depend on the weights: it stays the same in {share} of 2000 "
    "draws in which every weight varies by up to 30 %.",
    "团队次序不依赖权重：各权重随机变动至多30%，在2000次抽样中有{share}次序不变。",
)
ORDER_DEPENDS = P(
    "The order of the teams depends on the weights: it stays the same in only {share} of 2000 "
    "draws in which every weight varies by up to 30 %. Do not rank these teams.",
    "团队次序依赖权重：各权重随机变动至多30%，在2000次抽样中仅{share}次序不变。请勿据此排名。",
)
ORDER_HEADING = P("Would other weights change the order?", "换一套权重，次序会变吗？")
ORDER_NONE = P(
    "With fewer than two teams shown there is no order to test.",
    "显示的团队不足两个，没有次序可检验。",
)
ERASED = P(
    "The single answers of this campaign were erased, so this cannot be worked out any more. "
    "The results above stay as they are.",
    "本次评估的逐份作答已删除，此项无法再计算；上面的结果不变。",
)
MODEL_CHANGED = P(
    "The questionnaire on this server is not the one that was answered: this cannot be computed.",
    "服务器上的问卷与作答时的不同，无法计算。",
)

# --- the questionnaire itself -----------------------------------------------------------------
QUALITY = P("How well the questionnaire measures", "问卷本身的测量质量")
QUALITY_FEW = P(
    "This takes {need_teams} teams or {need_people} people that may be shown; there are {teams} "
    "teams and {people} people.",
    "至少需要{need_teams}个可显示的团队或{need_people}名作答者，目前为{teams}个团队、{people}人。",
)
QUALITY_JOINT = P(
    "Each team gave one agreed sheet, so there are no people’s own answers to compare.",
    "每个团队只有一份共同答卷，没有个人答案可供比较。",
)
BASIS = P(
    "From the answers of {people} people in the {teams} teams that are shown.",
    "依据{teams}个显示团队中{people}人的答案。",
)
ICC1 = P(
    "Do teams differ? {share} of the differences between people’s own scores lie between teams, "
    "the rest within them.",
    "团队之间有差别吗？个人得分的差异有{share}来自团队之间，其余来自团队内部。",
)
ICC1_NONE = P(
    "Do teams differ? No: people of one team differ as much as people of different teams.",
    "团队之间有差别吗？没有：同一团队内的差异不小于不同团队之间的差异。",
)
ICC2_FIRM = P(
    "Are team means reliable? Yes: {value} of 1, where 0.70 is aimed at.",
    "团队均值可靠吗？可靠：{value}（满值1，目标0.70）。",
)
ICC2_WEAK = P(
    "Are team means reliable? Not enough: {value} of 1, where 0.70 is aimed at. Differences "
    "between teams may be chance.",
    "团队均值可靠吗？不够可靠：{value}（满值1，目标0.70），团队之间的差异可能只是偶然。",
)
ICC_UNDEFINED = P(
    "Whether teams differ cannot be computed: there are fewer than two teams, or all answers are "
    "the same.",
    "无法计算团队之间是否有差别：团队不足两个，或答案完全相同。",
)
UNKNOWN = P(
    "{count} questions that many could not answer",
    "{count}道题许多人答不上来",
    one="One question that many could not answer",
)
UNKNOWN_NONE = P("No question that many could not answer", "没有许多人答不上来的题")
UNKNOWN_NOTE = P(
    "More than a quarter of the people did not know, or left it open.",
    "超过四分之一的人选择不知道，或未作答。",
)
UNKNOWN_ITEM = P("{share} of {people} people", "{people}人中{share}")
ALIKE = P(
    "{count} questions that nearly all answer alike",
    "{count}道题几乎人人答案相同",
    one="One question that nearly all answer alike",
)
ALIKE_NONE = P("No question that nearly all answer alike", "没有几乎人人答案相同的题")
ALIKE_NOTE = P(
    "At least nine in ten chose the same statement, so the question tells little.",
    "至少九成的人选了同一项，该题区分不出差别。",
)
ALIKE_ITEM = P("{share} of {people} ratings: “{label}”", "{people}个评分中{share}为“{label}”")
UNDECIDED = P(
    "{n} questions cannot be judged, because counts of small groups are not shown.",
    "另有{n}道题无法判断，因为小群体的人数不予显示。",
    one="{n} question cannot be judged, because counts of small groups are not shown.",
)

SMALL_GROUPS = P(
    "Groups of fewer than {k} are never shown. They enter no figure on this page, so nothing of "
    "them can be worked out by subtraction.",
    "不足{k}人的群体一律不显示，也不计入本页任何数字，因此无法通过相减推算。",
)
