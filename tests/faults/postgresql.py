"""PostgreSQL for these tests: a database of its own, or a whole cluster that may be restarted."""

from __future__ import annotations

import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.faults.server import free_port


@contextmanager
def new_database(server_url: str) -> Iterator[str]:
    """The address of a new database on that server; dropped at the end."""
    name = f"plumbline_faults_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlsplit(server_url)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, which Debian keeps off the search path; None without."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = max(installed, key=lambda path: int(path.parts[-3]), default=None)
    return found.parent if found else None


@dataclass(frozen=True)
class Cluster:
    """A server of our own, in a folder of its own."""

    folder: Path
    port: int
    bin: Path

    @property
    def url(self) -> str:
        return self.address("postgres")

    def address(self, database: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def run(self, program: str, *arguments: str) -> None:
        # PostgreSQL refuses to run as root; its package makes a user for it.
        user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        done = subprocess.run(
            [*user, str(self.bin / program), "-D", str(self.folder / "data"), *arguments],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        options = f"-p {self.port} -k '' -h 127.0.0.1"
        self.run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, mode: str) -> None:
        """`fast` ends every session; `immediate` is a crash, and the next start recovers."""
        self.run("pg_ctl", "-w", "-m", mode, "stop")


@contextmanager
def new_cluster(bin_folder: Path) -> Iterator[Cluster]:
    """A running cluster; removed at the end."""
    folder = Path(mkdtemp(prefix="plumbline-cluster-"))
    cluster = Cluster(folder, free_port(), bin_folder)
    try:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        cluster.run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8")
        cluster.start()
        yield cluster
    finally:
        with suppress(AssertionError):  # a test may have left it stopped
            cluster.stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)
