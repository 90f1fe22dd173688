"""The page on which a document is chosen, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from reports.contents.document_choice import CAMPAIGN_KINDS, SECTIONS, TEAM_KINDS, Choice
from reports.contents.phrase import Phrase as P
from survey.queries.documents import DocumentRow, DocumentsPage

KINDS = {
    "summary": P("Summary for managers, PDF", "管理者摘要（PDF）"),
    "full": P("Full report, PDF", "完整报告（PDF）"),
    "xlsx": P("All figures, Excel workbook", "全部数字（Excel工作簿）"),
    "csv": P("All practices, CSV", "全部实践（CSV）"),
    "json": P("The frozen result, JSON", "冻结的结果（JSON）"),
    "portfolio": P("All teams, PDF", "全部团队（PDF）"),
    "campaign-xlsx": P("All teams, Excel workbook", "全部团队（Excel工作簿）"),
}
ABOUT = {
    "summary": P("Two pages.", "两页。"),
    "full": P("With the sections chosen below.", "包含下方所选章节。"),
    "xlsx": P(
        "Capabilities, practices, advice and plan, with charts.", "能力、实践、建议与计划，含图表。"
    ),
    "csv": P("For scripts; the score can be recomputed from it.", "供脚本使用，可据此重算得分。"),
    "json": P("Its SHA-256 is the report’s digest.", "其SHA-256即报告的摘要值。"),
    "portfolio": P("Overview, teams by capabilities, a page a team.", "总览、能力一览，每队一页。"),
    "campaign-xlsx": P("Teams by capabilities, and every practice.", "各团队能力与全部实践。"),
}
SECTION_NAMES = {
    "blocks": P("What blocks the next level", "升级的阻碍"),
    "layers": P("Layers", "层面"),
    "capabilities": P("Capabilities", "能力"),
    "targets": P("Targets and gaps", "目标与差距"),
    "talk": P("Talk first", "先谈一谈"),
    "advice": P("What to do next", "下一步建议"),
    "plan": P("Plan to the next level", "升级计划"),
    "answers": P("How each practice was answered", "各项实践的作答情况"),
    "notes": P("Notes", "备注"),
    "evidence": P("Evidence", "证据"),
    "workshop": P("Before and after the talk", "讨论前后"),
    "outcomes": P("Outcome figures", "成效数字"),
    "modules": P("Modules", "模块"),
    "method": P("Method and limits", "方法与局限"),
}


@dataclass(frozen=True)
class Option:
    value: str
    name: str
    about: str
    chosen: bool


@dataclass(frozen=True)
class KeptRow:
    name: str
    size_text: str
    row: DocumentRow


@dataclass(frozen=True)
class DocumentPage:
    """`found` is what may be taken; the rest are the choices, each with what is chosen now."""

    found: DocumentsPage
    kinds: tuple[Option, ...]
    teams: tuple[Option, ...]
    sections: tuple[Option, ...]
    languages: tuple[Option, ...]
    kept: tuple[KeptRow, ...]


def build_document_page(found: DocumentsPage, choice: Choice, language: str) -> DocumentPage:
    kinds = list(TEAM_KINDS) if found.teams else []
    if found.manages and found.closed:
        kinds += CAMPAIGN_KINDS
    picked = choice.kind if choice.kind in kinds else "full"
    return DocumentPage(
        found=found,
        kinds=tuple(
            Option(kind, KINDS[kind](language), ABOUT[kind](language), kind == picked)
            for kind in kinds
        ),
        teams=tuple(Option(slug, name, "", slug == choice.team) for slug, name in found.teams),
        sections=tuple(
            Option(name, SECTION_NAMES[name](language), "", name in choice.sections)
            for name in SECTIONS
        ),
        languages=(
            Option("en", "English", "", choice.language == "en"),
            Option("zh-hans", "中文", "", choice.language != "en"),
        ),
        kept=tuple(
            KeptRow(KINDS[row.kind](language), _size(row.size), row)
            for row in found.kept
            if row.kind in KINDS
        ),
    )


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024))} KB" if size else ""
