"""The sentences of a report, English and Chinese side by side.

They stand here and not in the message catalogue because they are content: assembled by rule from
a result, needed in a language that may differ from the interface's, and read best as a pair.
"""

from __future__ import annotations

from reports.contents.phrase import Phrase as P

LEVEL = P("level {level}, {name}", "{level}级（{name}）")
LEVEL_SHORT = P("level {level}", "{level}级")
OPEN_QUOTE = P("“{text}”", "“{text}”")

# --- the steps of the built-in scale, long and short ------------------------------------------
STEPS = (
    P("Not there", "没有"),
    P("By habit", "凭习惯"),
    P("Agreed and shared", "有约定、有共享"),
    P("Kept up by a routine", "靠机制落实"),
    P("Measured and improved", "度量并改进"),
)
STEPS_SHORT = (
    P("Not there", "没有"),
    P("By habit", "凭习惯"),
    P("Agreed", "有约定"),
    P("Kept up", "机制落实"),
    P("Measured", "度量改进"),
)
OPTION_NUMBER = P("Option {step}", "选项{step}")

# --- states -----------------------------------------------------------------------------------
STATUS = {
    "shown": P("", ""),
    "scored": P("", ""),
    "not_applicable": P("Does not apply", "不适用"),
    "not_enough_data": P("Not enough answers", "数据不足"),
    "hidden": P("Hidden to protect people", "为保护个人而不显示"),
    "zero_weight": P("Asked, but carries no weight", "只作了解，不计分"),
}
BANDS = {
    "agree": P("agree", "一致"),
    "mixed": P("mixed", "有分歧"),
    "split": P("split", "分歧大"),
    "": P("", ""),
}
NARROWED = P("Narrowed scope: over 40 % does not apply", "范围收窄：四成以上不适用")

# --- finding ----------------------------------------------------------------------------------
STANDS_AT = P("{team} stands at ", "{team}处于")
STANDS_AT_MODULE = P("In {part}, {team} stands at ", "在{part}方面，{team}处于")
SCORES = P("{team} scores ", "{team}得分为")
SCORES_MODULE = P("In {part}, {team} scores ", "在{part}方面，{team}得分为")
SCORE_OF = P("{score} of 100", "{score}分（满分100）")
ENDS = P("; {best} is strongest, {worst} weakest.", "，{best}最强，{worst}最弱。")
TOP_REACHED = P("; there is no level above it.", "，已是最高等级。")
SHORT_TOP = P("; the short form shows no level above {level}.", "；简版问卷最高只显示到{level}级。")
ONE_GATE = P("; {names} is the gate to level {level}", "，{names}是通往{level}级的关口")
TWO_GATES = P("; {names} are the gates to level {level}", "，{names}是通往{level}级的关口")
MANY_GATES = P(
    "; {count} gates to level {level} are closed", "，通往{level}级还有{count}个关口未过"
)
AND_BREADTH = P(
    ", and {share} of the weight is at level {level} where more than {needed} is needed",
    "；达到{level}级的权重为{share}，需超过{needed}",
)
ONLY_BREADTH = P(
    "; {share} of the weight is at level {level} where more than {needed} is needed",
    "，达到{level}级的权重为{share}，需超过{needed}",
)
FULL_STOP = P(".", "。")
NO_SCORE = P("{team} has ", "{team}")
NO_SCORE_STRONG = P("too few answers for a score", "答案太少，无法计分")
NO_SCORE_WHY_COVERAGE = P(
    "; answers cover {coverage} of the weight and {needed} is needed.",
    "；答案覆盖{coverage}的权重，至少需要{needed}。",
)
NO_SCORE_WHY_PEOPLE = P(
    "; {answered} answered, and nothing is scored from fewer than {min_group} people.",
    "；{answered}作答，少于{min_group}人不计分。",
)
NO_SCORE_WHY_PART = P(
    "; a main part of the model could not be shown: {parts}.", "；模型的主要部分无法显示：{parts}。"
)
NOT_APPLICABLE = P("Nothing here applies to {team}.", "这一部分对{team}不适用。")
NOT_SHOWN = P("The results of {team} ", "{team}的结果")
NOT_SHOWN_STRONG = P("are not shown", "不予显示")

# --- who answered -----------------------------------------------------------------------------
PEOPLE = P("{n} people", "{n}人", one="{n} person")
OF_INVITED = P("{answered} of {invited}", "{invited}人中{answered}人")
PEOPLE_ANSWERED = P("people answered", "作答")
ANSWERED = P("answered", "作答")
ONE_SHEET = P("One agreed sheet", "一份共同答卷")
FORMS = {
    "full": P("with the full form", "完整版"),
    "short": P("with the short form", "简版"),
}
MODES = {
    "anonymous": P("anonymous", "匿名"),
    "individual": P("answered one by one", "各自作答"),
    "named": P("with names", "实名"),
    "consensus": P("answered jointly", "共同作答"),
}
SOURCE = P(
    "Self-assessment {form}, {mode}, not an outside appraisal.",
    "{form}自评，{mode}，并非外部评审。",
)
CAMPAIGN_PERIOD = P("{campaign}, {period}.", "{campaign}，{period}。")
CAMPAIGN_ONLY = P("{campaign}.", "{campaign}。")
SAMPLE = P(
    "Sample data: this organisation, its people and its answers are made up.",
    "示例数据：组织、人员与答案均为虚构。",
)

# --- notes beside the figures -----------------------------------------------------------------
PROVISIONAL = P(
    "Provisional: fewer than half of those invited have answered.",
    "暂定：作答人数不到受邀人数的一半。",
)
INDICATIVE = P(
    "Short form: the level is indicative and never above 3.",
    "简版问卷：等级仅供参考，且不高于3级。",
)
CONSENSUS = P(
    "The team gave one agreed answer to each question, so there is no agreement figure.",
    "团队对每题给出一个共同答案，因此没有一致度指标。",
)
SINCE_LAST = P("Score since {title}: {change}.", "与“{title}”相比，得分{change}。")
SINCE_LAST_SAME = P("Since {title}: no change in the score.", "与“{title}”相比：得分不变。")
SINCE_LAST_MODEL = P(
    "{title} used another version of the model, so part of a difference may come from that.",
    "“{title}”使用了模型的另一版本，差异可能部分由此而来。",
)
SINCE_LAST_WEIGHTS = P(
    "{title} was scored with other weights, so part of a difference may come from that.",
    "“{title}”采用了另一套权重，差异可能部分由此而来。",
)
AGREEMENT_NOTE = P(
    "Agreement {index} of 1: on the whole, answers {word}.", "一致度{index}（满值1）：总体{word}。"
)
AGREEMENT_WORDS = {
    "agree": P("agree", "一致"),
    "mixed": P("differ somewhat", "有分歧"),
    "split": P("are split", "分歧大"),
}
NO_LEVELS = P("This model has no levels; it gives scores only.", "该模型不分等级，只给得分。")

# --- what blocks the next level ---------------------------------------------------------------
BLOCKS_BOTH = P(
    "{gates} and too little breadth hold level {level} back",
    "{gates}未过，覆盖面也不足，尚未达到{level}级",
)
BLOCKS_GATES = P(
    "{gates} alone hold level {level} back",
    "只差{gates}，即可达到{level}级",
)
BLOCKS_GATES_ONE = P("One gate alone holds level {level} back", "只差一个关口，即可达到{level}级")
BLOCKS_BREADTH = P(
    "All gates are open; too little breadth holds level {level} back",
    "关口都已通过，只因覆盖面不足而未达到{level}级",
)
GATE_IS = P(
    "A gate is a practice without which a level is not reached, however high the score.",
    "关口是达到某一等级必须具备的实践，得分再高也不能替代。",
)
BLOCKS_BREADTH_NO_GATES = P(
    "Too little breadth holds level {level} back", "覆盖面不足，尚未达到{level}级"
)
BLOCKS_TOP = P("The highest level is reached", "已达到最高等级")
BLOCKS_SHORT_TOP = P(
    "The short form shows no level above {level}; the full form can",
    "简版问卷最高只显示到{level}级，完整版可显示更高等级",
)
BLOCKS_NONE = P("No level can be given", "无法给出等级")
GATES = P("{count} gates", "{count}个关口", one="One gate")
OTHER_GATES_MET = P(
    "The other {count} gates are open.", "其余{count}个关口已通过。", one="The other gate is open."
)
ALL_GATES_MET = P(
    "All {count} gates are open.", "全部{count}个关口已通过。", one="The one gate is open."
)
GATE_NO_DATA = P("too few answers to tell", "答案太少，无法判断")
BREADTH_MET = P(
    "Level {level} is met: {share} of the weight is there; more than {needed} is needed.",
    "{level}级已满足：{share}的权重已达到，需超过{needed}。",
)
BREADTH_MISSED = P(
    "{share} of the weight is at level {level}; more than {needed} is needed.",
    "{share}的权重达到{level}级，需超过{needed}。",
)
MORE_THAN = P("more than {needed}", "超过{needed}")
BELOW = P(
    "The {n} capabilities below level {level}",
    "未达到{level}级的{n}项能力",
    one="The one capability below level {level}",
)

# --- headings that state the finding ----------------------------------------------------------
HEAD_FACTS = P("Level and score", "等级与得分")
HEAD_LAYERS = P("{best} leads; {worst} is furthest behind", "{best}领先，{worst}最弱")
HEAD_LAYERS_EVEN = P("All layers score alike", "各层面得分相同")
HEAD_CAPABILITIES = P("{best} stands out; {worst} is weakest", "{best}最突出，{worst}最弱")
HEAD_CAPABILITIES_EVEN = P("All capabilities score alike", "各项能力得分相同")
HEAD_NOTHING = P("Too few answers to compare", "答案太少，无法比较")
HEAD_ENDS = P("Strongest in {best}, weakest in {worst}", "{best}最强，{worst}最弱")
HEAD_TALK = P(
    "{count} practices divide the team",
    "{count}项实践存在明显分歧",
    one="One practice divides the team",
)
HEAD_TALK_NONE = P("No practice divides the team", "没有分歧明显的实践")
HEAD_TALK_CONSENSUS = P("One agreed answer a question", "每题一个共同答案")
HEAD_ADVICE = P(
    "Most gain for the effort: {first}, then {second}", "投入产出比最高：先做{first}，再做{second}"
)
HEAD_ADVICE_ONE = P("Most gain for the effort: {first}", "投入产出比最高：{first}")
HEAD_ADVICE_NONE = P("No step to recommend", "没有可推荐的步骤")
HEAD_DISTRIBUTION = P(
    "How the {n} practices were answered",
    "{n}项实践的作答情况",
    one="How the one practice was answered",
)

# --- talk first -------------------------------------------------------------------------------
TWO_CAMPS = P(
    "Two camps: {low} chose {low_label}, {high} {high_label}.",
    "两极：{low}人选{low_label}，{high}人选{high_label}。",
)
OR_BELOW = P("“{label}” or below", "“{label}”及以下")
OR_ABOVE = P("“{label}” or above", "“{label}”及以上")
EXACTLY = P("“{label}”", "“{label}”")
RUN_FROM = P("Answers run from “{low}” to “{high}”.", "答案从“{low}”到“{high}”都有。")
SPLIT_UNSEEN = P(
    "Answers lie far apart; the team is too small to show how many chose what.",
    "答案相距很远；团队人数少，不显示各选项人数。",
)
ASK_EVIDENCE = P("Ask: who can show this? {evidence}", "可以问：谁能拿出这样的证据？{evidence}")
ASK_PLAIN = P(
    "Ask: which recent case did each of you have in mind?", "可以问：各位作答时想到的是最近哪件事？"
)
TALK_CONSENSUS = P(
    "The team answered jointly; differences were talked over before answering.",
    "团队共同作答，分歧已在作答前讨论。",
)
TALK_NONE = P(
    "On every practice with enough answers, the team sees things alike or nearly so.",
    "凡答案足够的实践，团队看法一致或接近一致。",
)
TALK_NO_SCALE = P(
    "Agreement is defined for the five-step scale only.", "一致度只对五档量表有定义。"
)

# --- what to do next: the templates of the capability model, section 4.4 ------------------------
ADVICE_TITLE = P("{name}: from {before} to {after}", "{name}：从{before}到{after}")
WHY_GAIN_BOTH = P(
    "Gain {part} in {capability}, {whole} overall.", "{capability}得分{part}，总分{whole}。"
)
WHY_GAIN = P("Gain {whole} overall.", "总分{whole}。")
WHY_GATE = P("It opens the gate to level {level}.", "打开通往{level}级的关口。")
WHY_LEVEL = P(
    "Needed for level {level}: {capability} holds it back.",
    "达到{level}级所需：{capability}尚未达标。",
)
WHY_BENEFIT = P("It serves {benefit}.", "有助于{benefit}。")
FIRST = P("First: {steps}.", "先做：{steps}。")
FIRST_STEP = P("{name} to “{label}”", "把{name}提升到“{label}”")
FIRST_NONE = P("Nothing has to come first.", "无需前置步骤。")
DAYS = P("{n} person-days", "{n}人日", one="{n} person-day")
EFFORT_ALONE = P("About {own}.", "约{own}。")
EFFORT_WITH = P("About {own}, plus {more} for what comes first.", "约{own}，前置另需{more}。")
PROOF = P("Proof: {evidence}.", "证据：{evidence}。")
SEPARATOR = P(" ", "")
WAY_NAMES = {
    "C": P("Case learning", "案例学习"),
    "H": P("Hands-on", "项目实战"),
    "L": P("Continuous learning", "持续学习"),
    "T": P("Team collaboration", "团队协作"),
}
WAYS = {
    "C": P(
        "study one well-described case of {name} for an hour; write down two things to copy and "
        "one to avoid.",
        "用一小时研读一个写得清楚的“{name}”案例，写下两点可借鉴、一点应避免。",
    ),
    "H": P(
        "do it on one real service for two weeks, then extend.",
        "先在一个真实服务上试行两周，再推广。",
    ),
    "L": P(
        "name one person, half a day a month and a measure; share what changed.",
        "指定一人、每月半天、一项度量，并分享变化。",
    ),
    "T": P(
        "agree it in a one-hour meeting, write it on one page, pair on the first use.",
        "开一小时会议达成约定，写成一页，首次使用时结对。",
    ),
}
WAY = P("{name}: {text}", "{name}：{text}")
BADGES = {
    "needed_for_next_level": P("needed for the next level", "下一等级所需"),
    "opens_gate": P("opens the gate", "打开关口"),
    "talk_first": P("talk first", "先谈一谈"),
    "evidence_disagrees": P("evidence disagrees", "证据与自评不符"),
    "check_first": P(
        "check first: a prerequisite has too few answers", "先核实：有前置实践答案太少"
    ),
    "contradiction": P("answers contradict: a prerequisite is missing", "答案有矛盾：缺少前置实践"),
}
ADVICE_NONE_TOP = P(
    "Every practice is at the top step. Keep what you measure under review.",
    "各项实践均已到最高一档，请继续复盘度量结果。",
)
ADVICE_NONE_DATA = P(
    "With too few answers there is no score, and so no ranking of steps.",
    "答案太少，没有得分，因此也不排列步骤。",
)
ADVICE_NONE_SCALE = P(
    "This model does not use the five-step scale, so steps are not ranked.",
    "该模型未使用五档量表，因此不排列步骤。",
)
ADVICE_NOTE = P(
    "Ranked by gain per day with what must come first. Gain and effort are planning aids.",
    "按每人日得分增益排序，已计入前置步骤。增益与投入仅供规划参考。",
)

# --- distribution -----------------------------------------------------------------------------
RATED = P("{n} rated", "{n}人评分", one="{n} rated")
NA_COUNT = P("{n} does not apply", "{n}人选不适用")
DK_COUNT = P("{n} don’t know or blank", "{n}人不清楚或未答")
WITHHELD = P(
    "counts of the other answers withheld, below {min_group}", "其余答案人数少于{min_group}，不显示"
)
BARS_TOO_FEW = P(
    "Counts are shown from {needed} ratings on; here {n} people rated.",
    "至少{needed}人评分才显示分布，这里有{n}人。",
    one="Counts are shown from {needed} ratings on.",
)
BARS_NOT_SCORED = P("Too few ratings to show anything.", "评分人数太少，不作显示。")
BARS_NA = P("Most say that it does not apply here.", "多数人认为不适用。")
BARS_CONSENSUS = P("Agreed answer: {anchor}", "共同答案：{anchor}")
BARS_ALT = P("Answers: {items}", "作答：{items}")
BAR_ITEM = P("{label} {count}", "{label}{count}人")

# --- modules and frame ------------------------------------------------------------------------
TITLE = P("{team}: {campaign}", "{team}：{campaign}")
MODULES_NOTE = P(
    "A module has its own score and level. It never enters the score above.",
    "模块单独计分定级，不计入上面的得分。",
)
PROVENANCE = P(
    "Model {model} {version} · engine {engine} · weights: {weights} · digest {digest}",
    "模型 {model} {version} · 引擎 {engine} · 权重：{weights} · 摘要 {digest}",
)
DISCLAIMER = P(
    "A self-assessment; not a CMMI, CAICT, SAMM or ISO appraisal.",
    "本报告为自评结果，并非CMMI、信通院、SAMM或ISO评审。",
)
WEIGHTS = {
    "default": P("default", "默认"),
    "equal": P("equal", "等权"),
    "custom": P("custom, {digest}", "自定义（{digest}）"),
    "ahp": P("pairwise comparison, {digest}", "两两比较（{digest}）"),
}

# --- nothing to show --------------------------------------------------------------------------
HIDDEN_FEW = P(
    "{answered} answered. Nothing is shown from fewer than {min_group} people, so that nobody’s "
    "answers can be guessed. Next time, invite more of the team, or let the team answer jointly.",
    "{answered}作答。少于{min_group}人时不显示任何结果，以免他人猜出个人的答案。"
    "下次可多邀请成员，或由团队共同作答。",
)
HIDDEN_OPEN = P(
    "The campaign is still open. Results appear when it closes.",
    "评估仍在进行，关闭后显示结果。",
)
HIDDEN_NONE = P(
    "Nobody of this team answered before the campaign closed.", "评估关闭前，该团队无人作答。"
)
NOT_ENOUGH = P(
    "What can be shown is shown below. More answers, or fewer “don’t know”, would give a score.",
    "能显示的内容见下文。增加作答人数或减少“不清楚”，即可计分。",
)
