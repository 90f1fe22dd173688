"""Where models are found: the catalogue that ships with the program, files and folders."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from assessment.core.model import CapabilityModel
from assessment.loading.building import load_model
from assessment.loading.folder import MAIN_FILE

CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue"
BUILT_IN = "engineering-practice"
REFERENCE = re.compile(r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)(?:@(?P<version>[0-9.]+))?")


class UnknownModel(LookupError):
    """No model has this reference; the text says which ones there are."""


def published_models() -> tuple[tuple[str, str], ...]:
    """(slug, version) of every model of the catalogue, newest version first within a slug."""
    found = [(p.parent.parent.name, p.parent.name) for p in CATALOGUE.glob(f"*/*/{MAIN_FILE}")]
    return tuple(sorted(found, key=lambda entry: (entry[0], [-n for n in _numbers(entry[1])])))


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


@lru_cache(maxsize=16)
def published_model(slug: str, version: str) -> CapabilityModel:
    """A model of the catalogue, read once a process.

    Raises UnknownModel if there is none, and ModelFaults if it cannot be loaded.
    """
    if (slug, version) not in published_models():
        raise UnknownModel(_not_found(f"{slug}@{version}"))
    return load_model(CATALOGUE / slug / version)


def built_in_model() -> CapabilityModel:
    """The newest version of the questionnaire that ships with the program."""
    return find_model(BUILT_IN)


def find_model(ref: str) -> CapabilityModel:
    """The model that a reference names.

    Parameters
    ----------
    ref : a slug (its newest version), `slug@version`, a YAML file, or a folder with a
        `model.yaml`. A slug of the catalogue goes before a folder of the same name.

    Raises
    ------
    UnknownModel : nothing has this reference.
    ModelFaults : the model has faults.
    """
    published = _published(ref)
    return published_model(*published) if published else load_model(model_path(ref))


def model_path(ref: str) -> Path:
    """The file or folder that a reference names; raises UnknownModel."""
    published = _published(ref)
    if published:
        return CATALOGUE / published[0] / published[1]
    try:
        exists = bool(ref) and Path(ref).exists()
    except (OSError, ValueError):
        exists = False
    if not exists:
        raise UnknownModel(_not_found(ref))
    return Path(ref)


def _published(ref: str) -> tuple[str, str] | None:
    match = REFERENCE.fullmatch(ref)
    if match is None:
        return None
    for slug, version in published_models():
        if slug == match["slug"] and match["version"] in (None, version):
            return slug, version
    return None


def _not_found(ref: str) -> str:
    known = ", ".join(f"{slug}@{version}" for slug, version in published_models())
    return _("there is no model “%(ref)s”; published are %(known)s, or give a file or folder") % {
        "ref": ref[:200],
        "known": known or "–",
    }
