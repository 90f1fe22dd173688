"""What a backup must hold to be ours, and what a database must not hold to be restored into."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OURS = "survey_organisation"
MADE_BY_MIGRATING = {"contenttypes.ContentType", "auth.Permission"}


class Unusable(Exception):
    """A backup cannot be made or used; the message says why, and what would be right."""


def is_empty() -> bool:
    """Whether this database holds nothing but what migrating puts there."""
    there = set(connection.introspection.table_names())
    return not any(
        model._meta.db_table in there and model._base_manager.exists()
        for model in apps.get_models()
        if model._meta.label not in MADE_BY_MIGRATING
    )


def check_migrations(applied: Iterable[tuple[str, str]]) -> None:
    """Raises Unusable where the backup's tables are younger than this version."""
    known = MigrationLoader(None).disk_migrations
    ours = {app.label for app in apps.get_app_configs()}
    unknown = sorted(
        f"{app}.{name}" for app, name in applied if app in ours and (app, name) not in known
    )
    if unknown:
        raise Unusable(
            f"it was made by a newer version of Plumbline, which this one cannot read "
            f"({unknown[0]}). Install that version or a later one."
        )
