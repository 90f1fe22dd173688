"""What the page of plans says, both languages side by side."""

from reports.contents.phrase import Phrase as P

BUDGET_NO_NUMBER = P("Give the person-days as a number, 20 say.", "请填写人日数，例如20。")
BUDGET_RANGE = P("Give between 0 and {most} person-days.", "请填写0到{most}之间的人日数。")
WITHIN = P(
    "Most points for the budget: raise {count} practices",
    "预算内得分最高：提升{count}项实践",
    one="Most points for the budget: raise one practice",
)
WITHIN_NONE = P("No step fits the budget", "该预算内没有可行的步骤")
FIRST = P(
    "Level {level} first: raise {count} practices",
    "先达到{level}级：提升{count}项实践",
    one="Level {level} first: raise one practice",
)
FIRST_NOT = P("Level {level} is out of reach", "预算内达不到{level}级")
FIRST_NEEDS = P("At least {needed} would reach level {level}.", "达到{level}级至少需要{needed}。")
WHAT_IF = P(
    "If {count} practices stood higher",
    "假设{count}项实践得到提升",
    one="If one practice stood higher",
)
TO_STEP = P("{name} to “{label}”", "{name}提升到“{label}”")
MISSING = P(
    "This leaves out what must come first: {steps}. Its effort is not counted.",
    "尚缺前置步骤：{steps}，其投入未计入。",
)
