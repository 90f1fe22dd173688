"""The files of a model: its main file and those that it includes."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.faults import FaultList
from assessment.loading.documents import Value, read_document
from assessment.loading.values import Section, add, items_of

MAIN_FILE = "model.yaml"
SUFFIXES = (".yaml", ".yml")
MOST_FILES = 50
PARTS = ("scales", "glossary", "nodes", "modules")
"""Keys that included files may have too; their lists are put one after the other."""


def included(main: Path, top: Section, faults: FaultList) -> list[Section]:
    """What the `include` of the main file names, in its order."""
    value = top.get("include")
    if value is None:
        return []
    items = items_of(value, faults, "include")
    if len(items) > MOST_FILES:
        message = _("“include” lists more than %(limit)d files") % {"limit": MOST_FILES}
        add(top.at["include"], faults, message, _("put some together"))
        return []
    sections, seen = [], {main.resolve()}
    for item in items:
        path = _inside(main.parent, item, faults)
        if path is None:
            continue
        if path.resolve() in seen:
            message = _("the file “%(file)s” is included twice") % {"file": item.scalar}
            add(item, faults, message, _("list it once"))
            continue
        seen.add(path.resolve())
        root = read_document(path, faults)
        if root is not None:
            sections.append(Section(root, faults, PARTS, gettext_lazy("an included file")))
    return sections


def _inside(folder: Path, item: Value, faults: FaultList) -> Path | None:
    """The path of an included file; None if there is no such YAML file inside the folder."""
    name = item.scalar or ""
    path = folder / name
    try:
        inside = bool(name) and path.resolve().is_relative_to(folder.resolve())
        exists = inside and path.is_file()
    except (OSError, ValueError):
        inside = exists = False
    shown = {"file": name[:80] or "…"}
    if not inside or path.suffix not in SUFFIXES:
        message = _("“%(file)s” is not a YAML file in the model's folder") % shown
        add(item, faults, message, _("include files of this folder"))
        return None
    if not exists:
        message = _("there is no file “%(file)s”") % shown
        add(item, faults, message, _("list files of the model's folder"))
        return None
    return path
