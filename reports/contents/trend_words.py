"""What the page of a team's course says, both languages side by side."""

from reports.contents.phrase import Phrase as P

EYEBROW = P("Over time", "历程")
HEADING_NONE = P("No closed campaign yet", "尚无已关闭的评估")
HEADING_ONE = P("One campaign so far: a course takes two", "目前只有一次评估，两次起才有历程")
HEADING_LABEL = {
    "improved": P("Improved by {points} since {title}", "与“{title}”相比提升{points}分"),
    "declined": P("Declined by {points} since {title}", "与“{title}”相比下降{points}分"),
    "unclear": P(
        "Unclear whether anything changed since {title}", "与“{title}”相比有无变化尚不明确"
    ),
    "stable": P("Stable since {title}", "与“{title}”相比稳定"),
}
HEADING_PLAIN = P("{n} campaigns, from {first} to {last}", "{n}次评估，从{first}到{last}")
LEDE = P(
    "Each point stands for one closed campaign with the range of its score. Lines connect only "
    "what may be compared: one model up to its minor version, one form, joint answers with joint "
    "answers.",
    "每个点代表一次已关闭的评估及其得分区间。只有可比的结果才连线：同一模型的同一主版本、同一问卷形式、"
    "同为个人作答或共同作答。",
)
SERIES = P("{model} {major}.x, {form}", "{model} {major}.x，{form}")
SERIES_JOINT = P("{model} {major}.x, {form}, joint answers", "{model} {major}.x，{form}，共同作答")
SINCE = P("since {title}", "相比“{title}”")
NOT_COMPARED = P("no earlier campaign to compare with", "没有可比的上次评估")
BREAK_MAJOR = P(
    "Another questionnaire from here on: not connected with what was before.",
    "从此处起换了问卷，不与之前相连。",
)
BREAK_MINOR = P(
    "Version {version} from here on: the change is computed on the practices asked both times.",
    "从此处起为{version}版：变化按两次都问到的实践计算。",
)
BREAK_FORM = P(
    "Another form from here on: not connected with what was before.",
    "从此处起换了问卷形式，不与之前相连。",
)
HOVER = P("{title}, {day}: score {score}", "{title}，{day}：{score}分")
HOVER_RANGE = P("range {range}", "区间{range}")
ALT = P("Score of the whole team by campaign: {points}.", "历次评估的团队总得分：{points}。")
ALT_POINT = P("{title} {score}", "{title} {score}")
SMALL = P("{first} to {last}", "{first}至{last}")
SMALL_ONE = P("{last} in one campaign", "一次评估：{last}")
