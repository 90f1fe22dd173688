"""Capability models as files: YAML in, `assessment.core.model` out (docs/formats.md)."""

from assessment.faults import Fault
from assessment.loading.building import ModelFaults, Source, load_model, read_source
from assessment.loading.content import as_yaml
from assessment.loading.finding import (
    BUILT_IN,
    UnknownModel,
    built_in_model,
    find_model,
    model_path,
    published_model,
    published_models,
)

__all__ = [
    "BUILT_IN",
    "Fault",
    "ModelFaults",
    "Source",
    "UnknownModel",
    "as_yaml",
    "built_in_model",
    "find_model",
    "load_model",
    "model_path",
    "published_model",
    "published_models",
    "read_source",
]
