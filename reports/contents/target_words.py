"""The sentences about targets and gaps, English and Chinese side by side."""

from __future__ import annotations

from assessment.core.targets import ABOVE, MET, OVER
from reports.contents.phrase import Phrase as P

TARGETS = P("Targets and gaps", "目标与差距")
HEAD_BELOW = P(
    "{count} capabilities are below their target: {names}",
    "{count}项能力未达目标：{names}",
    one="One capability is below its target: {names}",
)
HEAD_BELOW_MANY = P(
    "{count} capabilities are below their target, furthest {names}",
    "{count}项能力未达目标，差距最大的是{names}",
)
HEAD_MET = P("All {count} targets are reached", "{count}项目标均已达到")
HEAD_MET_BOTH = P("Both targets are reached", "两项目标均已达到")
HEAD_MET_ONE = P("The one target is reached", "唯一一项目标已达到")
HEAD_MET_SHOWN = P(
    "No capability that can be shown is below its target", "能够显示的能力均已达到目标"
)
HEAD_UNKNOWN = P(
    "No capability that has a target can be shown", "设有目标的能力均因数据不足而无法显示"
)
HEADS = (
    P("Capability", "能力"),
    P("Level", "等级"),
    P("Target", "目标"),
    P("Gap", "差距"),
)
BAR = P("Bar", "条形")
GAP = P("{n} levels below", "差{n}级", one="1 level below")
STATES = {
    MET: P("reached", "已达到"),
    ABOVE: P("above target", "高于目标"),
    OVER: P(
        "above target; effort may be better spent elsewhere", "高于目标，精力可优先投入其他能力"
    ),
}
NOT_SHOWN = P("level not shown", "等级不显示")
BAR_ALT = P("Level {level}, target {target}: {gap}.", "{level}级，目标{target}级：{gap}。")
BAR_ALT_UNKNOWN = P("Target {target}: {gap}.", "目标{target}级：{gap}。")
TARGET_KEY = P("target", "目标")
ABOUT = P(
    "Targets were set for this campaign, the same for every team. A bar ends at the level reached, "
    "the mark stands at the target.",
    "目标在评估中设定，各团队相同。横条止于当前等级，标线为目标等级。",
)
SHORT_CAP = P(
    "The short form shows no level above {cap}, so a higher target cannot be seen to be reached.",
    "简版问卷最高只显示到{cap}级，更高的目标无法在此确认达到。",
)
METHOD_TITLE = P("Targets", "目标")
METHOD_SET = P(
    "A target is a level that a capability should reach. The gap is the target less the level "
    "shown. “Effort may be better spent elsewhere” is said only where the level is above the "
    "target and the whole range of the score is too. Targets change neither score nor level.",
    "目标是一项能力应达到的等级，差距为目标减去当前等级。"
    "只有等级高于目标、且得分区间整体高于目标对应的分数时，才提示“精力可优先投入其他能力”。"
    "目标不影响得分与等级。",
)
METHOD_NONE = P(
    "No targets were set. Whoever runs a campaign can set a target level for each capability; the "
    "report then shows the gaps.",
    "本次评估未设目标。组织评估的人可以为各项能力设定目标等级，报告随后显示差距。",
)
