"""A file of evidence about one repository -> its checks, or every fault at once.

The format `plumbline-evidence/1` is described in docs/formats.md; nothing is weighed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.core.evidence import Check
from assessment.core.model import CapabilityModel
from assessment.core.planning import TOP_STEP
from assessment.faults import FaultList, FaultsFound
from assessment.formats.json_document import parse_json, read_json
from assessment.formats.slugs import slug_remedy
from assessment.loading.documents import Value
from assessment.loading.heads import read_format
from assessment.loading.values import Section, add, choice_of, items_of, line_of

FORMAT = "plumbline-evidence/1"
KEYS = ("format", "repository", "checks")
REPOSITORY_KEYS = ("head", "branch", "commits_12_months", "scanned_at")
CHECK_KEYS = ("id", "practice", "result", "bound", "confidence", "paths", "fact")
RESULTS = ("found", "not_found", "cannot_tell")
BOUNDS = ("at_least", "at_most")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
HEAD = re.compile(r"[0-9a-f]{7,64}")
WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
DECIMAL = re.compile(r"0|1|[01]\.[0-9]{1,12}")
MAX_BYTES = 4 * 1024 * 1024
LONGEST = 2000
MOST_PATHS = 1000


class EvidenceFaults(FaultsFound):
    """A file of evidence that cannot be used."""


@dataclass(frozen=True)
class EvidenceFile:
    """The checks that tell something, of the repository at this commit."""

    head: str
    checks: tuple[Check, ...]


def read_evidence(path: Path | str, model: CapabilityModel) -> EvidenceFile:
    """Read what the checks of one repository, or an assessor, found about practices of a model.

    Raises
    ------
    EvidenceFaults : the file has faults; it holds all of them, each with its line.
    """
    faults = FaultList()
    return _evidence(read_json(Path(path), faults, MAX_BYTES), model, faults)


def parse_evidence(
    name: str, data: bytes, model: CapabilityModel, *, largest: int = MAX_BYTES
) -> EvidenceFile:
    """As `read_evidence`, of a file's bytes, at most `largest` of them; `name` is for its faults.

    Raises EvidenceFaults as well.
    """
    faults = FaultList()
    return _evidence(parse_json(name, data, faults, largest), model, faults)


def _evidence(root: Value | None, model: CapabilityModel, faults: FaultList) -> EvidenceFile:
    found = EvidenceFile("", ())
    if root is not None:
        top = Section(root, faults, KEYS, gettext_lazy("a file of evidence"))
        top.need(KEYS, line=1)
        read_format(top, FORMAT)
        found = EvidenceFile(_repository(top.get("repository"), faults), _checks(top, model))
    if faults:
        raise EvidenceFaults(faults.sorted(), faults.more)
    return found


def _repository(value: Value | None, faults: FaultList) -> str:
    """The commit that was read."""
    if value is None:
        return ""
    section = Section(value, faults, REPOSITORY_KEYS, gettext_lazy("“repository”"))
    section.need(REPOSITORY_KEYS)
    head, branch, count, when = (section.get(key) for key in REPOSITORY_KEYS)
    if head is not None and not HEAD.fullmatch(head.scalar or ""):
        message = _("“%(key)s” is not a commit id") % {"key": "head"}
        add(head, faults, message, _("write 7 to 64 hexadecimal digits in lower case"))
    if branch is not None:
        line_of(branch, faults, "branch", LONGEST)
    if count is not None and not (_is(count, "int") and WHOLE.fullmatch(count.scalar or "")):
        message = _("“%(key)s” is not a count") % {"key": "commits_12_months"}
        add(count, faults, message, _("write a whole number from 0"))
    if when is not None and not _is_moment(when):
        message = _("“%(key)s” is not a moment") % {"key": "scanned_at"}
        add(when, faults, message, _("write it as 2026-10-26T08:30:00+00:00"))
    return (head.scalar if head else "") or ""


def _is(value: Value, kind: str) -> bool:
    return bool(value.node.tag == f"tag:yaml.org,2002:{kind}")


def _is_moment(value: Value) -> bool:
    try:
        moment = datetime.fromisoformat(value.scalar or "")
    except ValueError:
        return False
    return _is(value, "str") and moment.tzinfo is not None


def _checks(top: Section, model: CapabilityModel) -> tuple[Check, ...]:
    faults = top.faults
    seen: set[tuple[str, str]] = set()
    checks = []
    for value in items_of(top.get("checks"), faults, "checks"):
        if faults.more:
            break
        section = Section(value, faults, CHECK_KEYS, gettext_lazy("a check"))
        check = _check(section, model)
        if check is None:
            continue
        if (check.check, check.practice) in seen:
            message = _("the check “%(id)s” speaks of “%(slug)s” a second time")
            found = {"id": check.check, "slug": check.practice}
            add(value, faults, message % found, _("keep one of the two"))
        seen.add((check.check, check.practice))
        if check.tells:
            checks.append(check)
    return tuple(checks)


def _check(section: Section, model: CapabilityModel) -> Check | None:
    """One check; None if it is for information only, or faulty."""
    before = len(section.faults.found)
    section.need(("id", "result"))
    name = _id(section)
    result = section.get("result")
    word = choice_of(result, section.faults, "result", RESULTS) if result else ""
    bound = _bound(section, word)
    slug = _practice(section, model, needed=bound is not None)
    confidence = _confidence(section, needed=bound is not None)
    _texts(section)
    if not slug or len(section.faults.found) > before or section.faults.more:
        return None
    side, step = bound or ("", 0)
    return Check(
        practice=slug,
        at_least=step if side == "at_least" else None,
        at_most=step if side == "at_most" else None,
        confidence=confidence,
        check=name,
    )


def _id(section: Section) -> str:
    value = section.get("id")
    if value is not None and not ID.fullmatch(value.scalar or ""):
        message = _("“%(key)s” is not the name of a check") % {"key": "id"}
        add(value, section.faults, message, _("write up to 40 letters, digits and hyphens"))
    return (value.scalar if value else "") or ""


def _practice(section: Section, model: CapabilityModel, *, needed: bool) -> str:
    value = section.get("practice")
    if value is None:
        if needed:
            section.need(("practice",))
        return ""
    slug = value.scalar or ""
    if slug not in model.practices:
        message = _("there is no practice “%(slug)s”") % {"slug": slug[:80]}
        add(value, section.faults, message, slug_remedy(slug, model.practices, model.slug))
        return ""
    return slug


def _bound(section: Section, result: str) -> tuple[str, int] | None:
    """Which way the check bounds the practice, and the step; None where it does not."""
    value = section.get("bound")
    if value is None:
        return None
    faults = section.faults
    if result == "cannot_tell":
        message = _("a check that cannot tell has a bound")
        add(value, faults, message, _("write null, or another result"))
    inner = Section(value, faults, BOUNDS, gettext_lazy("“bound”"))
    given = [(side, step) for side in BOUNDS if (step := inner.get(side)) is not None]
    if inner.is_mapping and len(given) != 1:
        message = _("“bound” has not exactly one of at_least and at_most")
        add(value, faults, message, _('write {"at_least": 2}, {"at_most": 1} or null'))
    found = None
    for side, step in given:
        if not (_is(step, "int") and (step.scalar or "") in map(str, range(TOP_STEP + 1))):
            message = _("“%(key)s” is not a step") % {"key": side}
            add(step, faults, message, _("write a whole number from 0 to %d") % TOP_STEP)
        else:
            found = side, int(step.scalar or "")
    return found or ("at_least", 0)


def _confidence(section: Section, *, needed: bool) -> float:
    value = section.get("confidence")
    if value is None:
        if needed:
            section.need(("confidence",))
        return 1.0
    text = value.scalar or ""
    is_number = _is(value, "float") or _is(value, "int")
    if not (is_number and DECIMAL.fullmatch(text) and float(text) <= 1):
        message = _("“%(key)s” is not a number from 0 to 1") % {"key": "confidence"}
        add(value, section.faults, message, _("write a decimal such as 0.7"))
        return 1.0
    return float(text)


def _texts(section: Section) -> None:
    """What people may read beside a check; it bears on nothing."""
    faults, fact, paths = section.faults, section.get("fact"), section.get("paths")
    if fact is not None:
        line_of(fact, faults, "fact", LONGEST)
    if paths is None:
        return
    if paths.items is None:
        add(paths, faults, _("“%(key)s” is not a list") % {"key": "paths"}, _("write a list"))
    elif len(paths.items) > MOST_PATHS:
        message = _("“%(key)s” has more than %(limit)d items")
        found = {"key": "paths", "limit": MOST_PATHS}
        add(paths, faults, message % found, _("leave some out"))
    else:
        for path in paths.items:
            line_of(path, faults, "paths", LONGEST)
