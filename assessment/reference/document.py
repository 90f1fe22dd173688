"""The reference file, `plumbline-reference/1`: what it holds, and how it is read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from assessment.core import ENGINE_VERSION
from assessment.core.benchmark import FEWEST_REFERENCES, FEWEST_UNITS, ReferenceTeam
from assessment.core.result import NOT_ENOUGH_DATA, SHOWN
from assessment.core.seeds import OVERALL
from assessment.reference.scoring import Recipe
from assessment.reference.statistics import Item, ItemStatistics, Statistics

FORMAT = "plumbline-reference/1"


class NoReference(ValueError):
    """The file is no reference file; the text says why."""


def document(recipe: Recipe, found: Statistics) -> bytes:
    """The file's bytes; they depend on the teams and their answers alone."""
    core, *modules = (_tree(tree.slug, recipe, found) for tree in recipe.trees)
    model = recipe.model
    content = {
        "format": FORMAT,
        "engine": ENGINE_VERSION,
        "model": {"slug": model.slug, "version": model.version, "sha256": model.sha256},
        "form": recipe.form,
        "min_group": recipe.min_group,
        "teams": found.teams,
        "units": len(found.units),
        **core,
        "modules": modules,
    }
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _tree(slug: str, recipe: Recipe, found: Statistics) -> dict[str, Any]:
    tree = next(tree for tree in recipe.trees if tree.slug == slug)
    nodes = [
        {"slug": node.slug, **_item(found.items.get((slug, node.slug)))} for node in tree.nodes
    ]
    return {"slug": slug, OVERALL: _item(found.items.get((slug, OVERALL))), "nodes": nodes}


def _item(item: ItemStatistics | None) -> dict[str, Any]:
    """Scores are kept back where no percentile may be shown: fewer would point at teams."""
    item = item or ItemStatistics()
    enough = item.teams >= FEWEST_REFERENCES and len(item.units) >= FEWEST_UNITS
    scores = [[str(score), teams] for score, teams in item.sorted_scores()] if enough else None
    return {
        "status": SHOWN if enough else NOT_ENOUGH_DATA,
        "teams": item.teams,
        "units": len(item.units),
        "levels": item.spread() if enough else None,
        "scores": scores,
    }


@dataclass(frozen=True)
class Reference:
    """A reference file that was read.

    Attributes
    ----------
    model : slug, version and sha256 of the model.
    form, min_group, engine : how the teams were scored.
    items : number of units and (score, teams), lowest first, of every item with enough teams.
    """

    model: Mapping[str, str]
    form: str
    min_group: int
    engine: str
    items: Mapping[Item, tuple[int, tuple[tuple[Fraction, int], ...]]]

    def teams(self, tree: str, node: str = OVERALL) -> tuple[ReferenceTeam, ...]:
        """The teams of an item for `assessment.core.benchmark.percentile`; none if too few.

        The file says how many units there are, not whose a team is: units are dealt out here so
        that as many are counted.
        """
        units, scores = self.items.get((tree, node), (0, ()))
        every = [score for score, teams in scores for _ in range(teams)]
        return tuple(
            ReferenceTeam(score, str(min(at, units - 1))) for at, score in enumerate(every)
        )


def read_reference(path: Path) -> Reference:
    """Read a reference file. Raises OSError, or NoReference for another kind of file."""
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            raise NoReference(f"the format is {content['format']!r}, not {FORMAT!r}")
        items = {
            key: value for tree in (content, *content["modules"]) for key, value in _read(tree)
        }
        return Reference(
            content["model"], content["form"], content["min_group"], content["engine"], items
        )
    except (KeyError, TypeError, AttributeError, ValueError, ZeroDivisionError) as error:
        if isinstance(error, NoReference):
            raise
        raise NoReference(f"not a whole {FORMAT} file ({error!r})"[:200]) from error


def _read(tree: Mapping[str, Any]) -> list[tuple[Item, Any]]:
    named = [(OVERALL, tree[OVERALL]), *((node["slug"], node) for node in tree["nodes"])]
    return [
        ((tree["slug"], name), (item["units"], _scores(item["scores"])))
        for name, item in named
        if item["status"] == SHOWN
    ]


def _scores(pairs: list[list[Any]]) -> tuple[tuple[Fraction, int], ...]:
    return tuple((Fraction(score), int(teams)) for score, teams in pairs)
