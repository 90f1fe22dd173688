"""What the portfolio says, both languages side by side."""

from reports.contents.phrase import Phrase as P

EMPTY = P(
    "The portfolio fills when the first campaign is closed: then every team’s newest figures stand "
    "here side by side.",
    "首次评估关闭后，这里并列显示各团队最新的结果。",
)
NO_MATCH = P("No team matches this choice.", "没有符合条件的团队。")
HEADING_NONE = P("No figures yet", "尚无结果")
HEADING_FEW = P("Too few teams for a common finding", "团队太少，无法得出共同结论")
NEWEST = P(
    "{shown}{levels}. Each team with its last closed campaign.",
    "{shown}{levels}。各团队均为其最近一次已关闭评估的结果。",
)
LEVELS = P(": {levels}", "：{levels}")

# --- the choice -------------------------------------------------------------------------------
KIND = P("{model} {major}.x, {form}", "{model} {major}.x，{form}")
KIND_JOINT = P("{model} {major}.x, {form}, joint answers", "{model} {major}.x，{form}，共同作答")
FORMS = {"full": P("full form", "完整版"), "short": P("short form", "简版")}
NO_UNIT = P("Without a unit", "未归入部门")
ALL_LAYERS = P("All layers", "全部层面")
ORDERS = {
    "name": P("Name", "名称"),
    "score": P("Score, lowest first", "得分，从低到高"),
    "change": P("Change, largest first", "变化，从大到小"),
}
ORDER_NOTES = {
    "name": P("", ""),
    "score": P(
        "Sorted by score. Teams do different work, and where ranges overlap the order is chance: "
        "this says where to look, not who is better.",
        "按得分排列。各团队工作不同，区间重叠时次序只是偶然：这只提示先看哪里，不说明谁更好。",
    ),
    "change": P(
        "Sorted by the size of the change. A change marked unclear may be chance.",
        "按变化大小排列。标为“不明确”的变化可能只是偶然。",
    ),
}
PAGE = P("Teams {first} to {last} of {total}", "第{first}至{last}个团队，共{total}个")

# --- what the page answers at once ------------------------------------------------------------
STAND = P("Where do we stand?", "现在水平如何？")
STAND_SCORE = P(
    "{score} of 100 on average over {n} teams, from {low} to {high}.",
    "{n}个团队平均{score}分（满分100），最低{low}，最高{high}。",
)
STAND_FEW = P("No average from fewer than three teams.", "不足三个团队，不给出平均。")
MOVED = P("Who moved?", "谁有变化？")
MOVED_NONE = P("No clear change since last time.", "与上次相比没有明确变化。")
MOVED_UNKNOWN = P("No team has an earlier campaign to compare with.", "尚无团队有可比的上次评估。")
MOVED_UP = P("improved: {teams}", "提升：{teams}")
MOVED_DOWN = P("declined: {teams}", "下降：{teams}")
MOVED_BY = P("{team} ({points})", "{team}（{points}）")
MOVED_JOIN = P("; ", "；")
MANY = P("{count} teams", "{count}个团队")
BLOCKS = P("What keeps most teams from their next level?", "多数团队因何升不了级？")
LOOK = P("Where should I look?", "应该先看哪里？")
LOOK_DECLINED = P(
    "At {team}: its score fell by {points}, more than chance.",
    "{team}：得分下降{points}分，不是偶然。",
)
LOOK_SPLIT = P(
    "At {team}: its people judge {n} capabilities very differently. Talk there first.",
    "{team}：成员对{n}项能力看法分歧大，先在那里谈一谈。",
    one="At {team}: its people judge one capability very differently. Talk there first.",
)
LOOK_BELOW = P(
    "At {team}: {score}, with its whole range below that of every other team.",
    "{team}：{score}分，其得分区间整体低于其他各团队。",
)
LOOK_LOW = P("At {item}, lowest across the teams: {score}.", "{item}：各团队中最低，{score}分。")
LOOK_NONE = P("Nothing stands out yet.", "暂无突出之处。")
TRUST = P("What should I not rely on?", "哪些数字不能太当真？")
TRUST_HIDDEN = P(
    "No figures of {teams}: too few people answered.",
    "{teams}作答人数太少，不显示结果。",
)
TRUST_NEVER = P("Not assessed yet: {teams}.", "尚未评估：{teams}。")
TRUST_WIDEST = P(
    "Least certain: {team}, anywhere from {low} to {high} ({n} answered).",
    "最不确定的是{team}：得分可能在{low}至{high}之间（{n}人作答）。",
)
TRUST_UNCLEAR = P(
    "{count} changes are unclear: they may be chance.",
    "{count}个团队的变化不明确，可能只是偶然。",
    one="One change is unclear: it may be chance.",
)
TRUST_ALL = P("Every team is shown, and no change is unclear.", "各团队均有结果，变化都明确。")
NEXT = P("What should be done next?", "下一步做什么？")
NEXT_OVERDUE = P(
    "{count} actions are overdue. Ask who sees to them what is in the way.",
    "有{count}项行动已逾期，先问负责人卡在哪里。",
    one="One action is overdue. Ask who sees to it what is in the way.",
)
NEXT_GATE = P(
    "Agree on an action for {item} with the {count} teams that it blocks.",
    "与受阻的{count}个团队商定行动，先做{item}。",
)
NEXT_OWN = P(
    "Let each team choose two or three steps from its report.",
    "让每个团队从报告中选两三步去做。",
)
OPEN = P(
    "{count} actions are under way.", "目前有{count}项行动未完成。", one="One action is under way."
)
OPEN_NONE = P("No action is under way yet.", "目前没有进行中的行动。")
BETWEEN = P(" ", "")
TO_NOTES = P("What is hidden and why", "为何不显示")
TO_OVERDUE = P("Overdue actions", "逾期的行动")
TO_CHOOSE = P("Choose steps for {team}", "为{team}选步骤")
TO_ACTIONS = P("All actions", "全部行动")
TO_MAP = P("Teams by capabilities", "团队与能力对照")
TO_MOVES = P("All changes", "全部变化")
TO_WEAK = P("Common weaknesses", "共同弱项")
TO_REPORT = P("Open its report", "查看报告")

# --- a team's row -----------------------------------------------------------------------------
PLACE = P("position {rank} of 100 among teams", "团队间位置{rank}（满值100）")
PLACE_SENTENCE = P(
    "Position {rank} of 100 among the {teams} other teams of {units} units in this campaign: that "
    "share scores lower, rounded to 5.",
    "在本次评估其他{teams}个团队（{units}个部门）中的位置为{rank}（满值100）："
    "即得分更低的团队约占{rank}%，取5的倍数。",
)
PLACE_ENOUGH = P(
    "A team’s position says what share of the other teams scores lower, rounded to 5. Teams "
    "without a unit are left out of it.",
    "团队间位置指得分低于该团队的其他团队所占百分比，取5的倍数；未归入部门的团队不计在内。",
)
PLACE_FEW = P(
    "A position among the teams takes at least {need} other teams from {units} units; there are "
    "{teams} teams from {have}.",
    "给出团队间位置至少需要来自{units}个部门的{need}个其他团队；目前为{have}个部门的{teams}个团队。",
)
# --- roll-up ----------------------------------------------------------------------------------
ALL_TEAMS = P("All teams", "全部团队")
CHOSEN = P("The teams chosen", "所选团队")
AT = P("level {level}: {n}", "{level}级{n}个")
ROLL_UP_NOTE = P(
    "Mean of the shown teams’ scores, each weighted by its respondents; from three shown teams on. "
    "Levels are counted, never averaged.",
    "显示团队得分按作答人数加权平均，至少三个可显示的团队才给出。等级只计数，不作平均。",
)

# --- who moved --------------------------------------------------------------------------------
LABELS = {
    "improved": P("improved", "提升"),
    "declined": P("declined", "下降"),
    "unclear": P("unclear", "不明确"),
    "stable": P("stable", "稳定"),
}
MOVES = P(
    "{up} improved, {down} declined since their last campaign",
    "与各自上次评估相比：{up}个提升，{down}个下降",
)
NONE = P("none", "零")
MOVES_NONE = P("No team has changed clearly", "没有团队发生明确变化")
MOVES_UNKNOWN = P("Changes show from a team’s second campaign on", "第二次评估起才显示变化")
MOVES_NOTE = P(
    "Points on the practices that were scored both times. Improved or declined means at least 5 "
    "points and a 90 % interval that leaves out 0; stable means that the whole interval lies "
    "within 5 points; everything else is unclear.",
    "以两次都有得分的实践计算。提升或下降：变化至少5分且90%区间不含0；稳定：整个区间在±5分以内；"
    "其余为不明确。",
)
MOVES_REST = P(
    "{unclear} unclear, {stable} stable, {none} without an earlier campaign.",
    "另有{unclear}个不明确，{stable}个稳定，{none}个没有可比的上次评估。",
)
INTERVAL = P("{low} to {high}", "{low}至{high}")

# --- over the campaigns -----------------------------------------------------------------------
COURSE = P(
    "Median score over {n} campaigns: {first} to {last}", "{n}次评估的中位数：{first}至{last}"
)
COURSE_FEW = P("Scores of the teams, campaign by campaign", "历次评估中各团队的得分")
COURSE_NOTE = P(
    "Lowest, median and highest score of the shown teams in each campaign; from three teams on. "
    "Different teams may take part each time: a team’s own course says more.",
    "每次评估中显示团队的最低、中位和最高得分，至少三个团队才给出。每次参加的团队可能不同，"
    "看单个团队的历程更可靠。",
)
VERSION = P("version {version}", "{version}版")
SMALL_GROUPS = P(
    "Groups that are too small are never shown, whatever is chosen above. They enter no figure on "
    "this page, so nothing of them can be worked out by comparing two choices.",
    "无论上面如何筛选，过小的群体一律不显示，也不计入本页任何数字，因此无法通过比较两种筛选推算。",
)
STOP = P(".", "。")
