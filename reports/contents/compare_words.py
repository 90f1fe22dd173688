"""What the comparison says, both languages side by side."""

from reports.contents.phrase import Phrase as P

EYEBROW = P("Compare", "对比")
HEADING_CHOOSE = P("What do you want to compare?", "想对比什么？")
HEADING_TEAMS = P(
    "{names}: {clear} of {n} capabilities differ clearly", "{names}：{n}项能力中{clear}项明显不同"
)
HEADING_NOT = P("{names}: side by side only", "{names}：仅并列显示")
HEADING_PAIRS = P("All teams: {first} and {last}", "全部团队：“{first}”与“{last}”")
NAMES = P(" and ", "与")
SIDE = P("{team}, {title}", "{team}，{title}")
METHOD = P(
    "A difference is called clear only where the ranges do not overlap. Of twenty capabilities one "
    "or two may look different by chance; the work of teams differs too.",
    "只有区间互不重叠时才称为明显不同。二十项能力中可能有一两项只是偶然不同；各团队的工作也不一样。",
)
NOT_COMPARABLE = P(
    "These were not asked the same: another model or form, or joint answers beside individual "
    "ones. They stand side by side, and no differences are named.",
    "问法不同：模型、问卷形式不同，或共同作答与个人作答并存。只并列显示，不列差别。",
)
CLEAR = P("clear difference", "明显不同")
OVERLAP = P("no clear difference", "无明显差别")
NO_RANGE = P("cannot be told: no range", "无法判断：没有区间")
CLEAR_BETWEEN = P("clear difference between {high} and {low}", "{high}与{low}明显不同")
WHOLE = P("Whole team", "整个团队")
MEDIAN = P("Median of {n} teams shown both times", "两次都显示的{n}个团队的中位数")
PAIRS_FEW = P(
    "Medians are given from three teams on that are shown both times; there are {n}.",
    "至少三个团队两次都可显示才给出中位数；目前为{n}个。",
)
PAIRS_NOTE = P(
    "Only teams that are shown both times count, so that like is compared with like. Medians have "
    "no range: whether a team changed stands in its own row.",
    "只计两次都显示的团队，以便同类相比。中位数没有区间；某个团队有无变化，请看该团队一行。",
)
