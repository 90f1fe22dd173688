"""What every test needs."""

import uuid

import pytest
from django.db import connections
from django.utils import translation
from hypothesis import settings as hypothesis_settings

# How long an example takes says how busy the machine is.
hypothesis_settings.register_profile("plumbline", deadline=None)
hypothesis_settings.load_profile("plumbline")


@pytest.fixture(autouse=True)
def _english():
    """Each test starts in English, whatever the one before it activated."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """The product's hasher takes a fifth of a second a person, on purpose; tests make hundreds."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _tasks_at_once(settings):
    """Background work happens where it is asked for; tests of the worker ask for the real one."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(autouse=True)
def _own_cache(settings):
    """Counts of sign-in attempts start anew in each test; those of the real table ask for it."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": uuid.uuid4().hex}}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings_parallel_suffix):
    """SQLite tests run on a file, as the product does: several connections, real locks."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
