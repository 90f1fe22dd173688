"""The fixture T7 of docs/scoring.md as core values: two layers and seven practices."""

from fractions import Fraction

from assessment.core.answers import DK, NA, AnswerSet, answer_set
from assessment.core.model import (
    FIVE_STEPS,
    CapabilityModel,
    Levels,
    Need,
    Node,
    Practice,
    Scale,
    Tree,
)

ANCHORED = Scale("anchored", FIVE_STEPS)
NAMES = ("Initial", "Foundational", "Systematic", "Advanced", "Exemplary")


def text(english: str) -> dict[str, str]:
    return {"en": english}


def practice(slug: str, weight: int, effort: str = "M", **more: object) -> Practice:
    return Practice(
        slug=slug,
        name=text(slug),
        weight=weight,
        scale=more.pop("scale", ANCHORED),  # type: ignore[arg-type]
        stem=text(f"{slug}?"),
        anchors=tuple(text(f"{slug} {step}") for step in range(5)),
        effort=effort,
        **more,  # type: ignore[arg-type]
    )


def node(slug: str, weight: int, *children: Node | Practice) -> Node:
    return Node(slug, text(slug), weight, children)


def tree(*roots: Node | Practice) -> Tree:
    return Tree(
        slug="t7",
        name=text("T7"),
        tiers=("layer", "capability", "practice"),
        roots=roots,
        levels=Levels("capability", tuple(text(name) for name in NAMES)),
    )


def model_of(core: Tree, modules: tuple[Tree, ...] = ()) -> CapabilityModel:
    return CapabilityModel(
        slug=core.slug,
        version="1.0.0",
        name=core.name,
        languages=("en",),
        core=core,
        modules=modules,
        scales=(ANCHORED,),
        glossary=(),
        canonical="{}",
    )


P1 = practice("p1", 50, na=text("never"))
T7 = tree(
    node(
        "A",
        60,
        node("a1", 50, P1, practice("p2", 30, "S"), practice("p3", 20, "S")),
        node("a2", 50, practice("p4", 60, needs=(Need(3, "p1", 3),)), practice("p5", 40)),
    ),
    node(
        "B",
        40,
        node(
            "b1",
            100,
            practice("p6", 50, "L", gate=True, needs=(Need(2, "p5", 2),)),
            practice("p7", 50, needs=(Need(3, "p6", 2),)),
        ),
    ),
)
MODEL = model_of(T7)

WAVE_1 = """
r1 3 2 1 2 0 1 2
r2 3 2 N 2 1 1 2
r3 2 1 N 3 D 2 2
r4 3 3 N 2 1 0 3
r5 4 2 1 D 1 1 2
"""
WAVE_2 = """
r1 3 3 1 3 2 2 2
r2 3 3 N 3 2 1 3
r3 3 2 N 3 1 2 2
r4 4 3 N 3 2 1 3
r5 4 3 1 2 2 2 3
"""
LETTERS = {"N": NA, "D": DK}


def answers(table: str = WAVE_1, core: Tree = T7) -> AnswerSet:
    slugs = [p.slug for p in core.practices]
    rows = []
    for line in table.split("\n"):
        who, *given = line.split() or [""]
        rows += [
            (who, slug, LETTERS[a] if a in LETTERS else int(a))
            for slug, a in zip(slugs, given, strict=False)
        ]
    return answer_set(rows, slugs)


def share(numerator: int, denominator: int) -> Fraction:
    return Fraction(numerator, denominator)
