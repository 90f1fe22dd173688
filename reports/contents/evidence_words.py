"""The sentences about evidence beside self-report, English and Chinese side by side."""

from __future__ import annotations

from reports.contents.phrase import Phrase as P

EVIDENCE = P("Evidence beside the answers", "证据与自评对照")
GAP = P(
    "Score {score}, with evidence {adjusted} (gap {gap}); evidence covers {share} of the weight.",
    "自评得分{score}，按证据调整为{adjusted}（差距{gap}），证据覆盖{share}的权重。",
)
SHARE_ALONE = P("Evidence covers {share} of the weight.", "证据覆盖{share}的权重。")
NEVER_REPLACED = P("Evidence never replaces what people said.", "证据不取代自评。")

# --- what stands as the section's heading -------------------------------------------------------
HEAD_TALK = P(
    "Evidence and answers lie a step or more apart on {count} practices",
    "{count}项实践的证据与自评相差一档及以上",
    one="Evidence and answers lie a step or more apart on one practice",
)
HEAD_ALIKE = P(
    "Evidence and answers nowhere lie a step or more apart", "证据与自评没有相差一档及以上之处"
)
HEAD_NONE = P("The evidence speaks of no practice here", "证据未涉及这里的实践")

# --- figures ------------------------------------------------------------------------------------
SCORE = P("Score as people answered", "自评得分")
ADJUSTED = P("Score with evidence", "按证据调整后")
DIFFERENCE = P("Gap", "差距")
SHARE = P("Weight with any evidence", "有证据的权重占比")
FIRM_SHARE = P("Weight with firm evidence", "有可靠证据的权重占比")
ABOUT = P(
    "Checks bound the step that a practice stands at, from 0 to 4. Those of confidence 0.6 and "
    "above pull the mean of the answers towards their bound; the others are listed and change "
    "nothing. A gap above zero means that people said more than evidence shows. Level and score "
    "of this report stay those of the answers.",
    "各项检查给出实践所处档位（0至4）的上限或下限。可信度达到0.6的检查把自评平均值拉向该界限，"
    "其余只列出，不作调整。差距为正，表示自评高于证据。本报告的等级与得分仍以自评为准。",
)

# --- practices ----------------------------------------------------------------------------------
MORE_SAID = P("People said more than evidence shows", "自评高于证据")
MORE_SHOWN = P("Evidence shows more than people said", "证据高于自评")
TALK = P("To talk about, {name}: {found}.", "待讨论：{name}，{found}。")
FOUND_MOST = P(
    "answers average step {mean}, evidence shows step {bound} at most",
    "自评平均{mean}档，证据显示至多{bound}档",
)
FOUND_LEAST = P(
    "answers average step {mean}, evidence shows step {bound} at least",
    "自评平均{mean}档，证据显示至少{bound}档",
)
SENTENCE = P("{found}.", "{found}。")
SHOWS = P("Evidence shows {bound}.", "证据显示{bound}。")
STEP_READS = P("Step {bound} reads: {anchor}", "第{bound}档的描述：{anchor}")
MIXED = P(
    "{name}: the evidence contradicts itself and changes nothing.",
    "{name}：证据相互矛盾，不作调整。",
)
MIXED_ALONE = P("Evidence that contradicts itself and changes nothing", "证据相互矛盾，不作调整")
NOT_APPLICABLE = P(
    "{name}: called not applicable, yet there is evidence.", "{name}：自评为不适用，但有证据。"
)
NOT_APPLICABLE_ALONE = P("Called not applicable, yet there is evidence", "自评为不适用，但有证据")

# --- all practices with evidence ----------------------------------------------------------------
TABLE = P("All practices with evidence", "有证据的全部实践")
HEADS = (
    P("Practice", "实践"),
    P("Answers, mean step", "自评平均档"),
    P("Evidence shows", "证据显示"),
    P("With evidence", "调整后档位"),
    P("Checks", "检查项"),
)
AT_LEAST = P("step {bound} at least", "至少{bound}档")
AT_MOST = P("step {bound} at most", "至多{bound}档")
BETWEEN = P("step {low} to {high}", "{low}至{high}档")
CONTRADICTS = P("step {low} at least and {high} at most", "既至少{low}档又至多{high}档")
NOT_FIRM = P("nothing firm", "无可靠证据")
CHECK = P("{id}: {bound}, confidence {confidence}", "{id}：{bound}，可信度{confidence}")
