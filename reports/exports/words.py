"""Words that only the documents need, both languages side by side."""

WORDS: dict[str, dict[str, str]] = {
    "summary": {"en": "Summary for managers", "zh-hans": "管理者摘要"},
    "full": {"en": "Full report", "zh-hans": "完整报告"},
    "page": {"en": "Page {n} of {total}", "zh-hans": "第{n}页，共{total}页"},
    "level": {"en": "Level", "zh-hans": "等级"},
    "score": {"en": "Score", "zh-hans": "得分"},
    "score_of": {"en": "Score of 100", "zh-hans": "得分（满分100）"},
    "answered": {"en": "Answered", "zh-hans": "作答"},
    "coverage": {"en": "Coverage", "zh-hans": "覆盖率"},
    "agreement": {"en": "Agreement", "zh-hans": "一致度"},
    "capability": {"en": "Capability", "zh-hans": "能力"},
    "practice": {"en": "Practice", "zh-hans": "实践"},
    "from_to": {"en": "From → to", "zh-hans": "从 → 到"},
    "gain": {"en": "Gain", "zh-hans": "增益"},
    "effort": {"en": "Effort", "zh-hans": "投入"},
    "gate": {"en": "Gate", "zh-hans": "关口"},
    "breadth": {"en": "Breadth", "zh-hans": "覆盖面"},
    "colon": {"en": ": ", "zh-hans": "："},
    "stop": {"en": ". ", "zh-hans": "。"},
    "last_time": {"en": "last time {score}", "zh-hans": "上次{score}"},
    "now": {"en": "Now", "zh-hans": "现状"},
    "needed": {"en": "Needed", "zh-hans": "要求"},
    "next": {"en": "Next", "zh-hans": "下一步"},
    "why": {"en": "Why", "zh-hans": "理由"},
    "first": {"en": "First", "zh-hans": "前置"},
    "proof": {"en": "Proof", "zh-hans": "证据"},
    "further": {"en": "Further steps, in order", "zh-hans": "其余步骤（按顺序）"},
    "method": {"en": "How this was computed", "zh-hans": "计算方法"},
    "limits": {"en": "What it cannot say", "zh-hans": "局限"},
    "provenance": {"en": "What this was made from", "zh-hans": "数据来源"},
    "what": {"en": "Item", "zh-hans": "项目"},
    "value": {"en": "Value", "zh-hans": "内容"},
    "model": {"en": "Model", "zh-hans": "模型"},
    "model_digest": {"en": "Model digest", "zh-hans": "模型摘要值"},
    "answers_digest": {"en": "Answers digest", "zh-hans": "答卷摘要值"},
    "result_digest": {"en": "Result digest", "zh-hans": "结果摘要值"},
}


def words_in(language: str) -> dict[str, str]:
    return {key: texts[language] for key, texts in WORDS.items()}
