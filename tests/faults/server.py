"""The server, started as docs/operations.md says, and ended without warning."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

from tests.faults.place import ROOT, Place

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """Gunicorn with three workers of four threads on a port of its own."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.port = free_port()
        self.log = place.data.parent / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    str(Path(sys.executable).parent / "gunicorn"),
                    "plumbline.wsgi",
                    "--workers=3",
                    "--threads=4",
                    f"--bind=127.0.0.1:{self.port}",
                    "--log-level=warning",
                ],
                cwd=ROOT,
                env=self.place.environment,
                stdout=log,
                stderr=log,
                # A group of its own, so that a kill takes the workers with the master.
                start_new_session=True,
            )
        self.wait()

    def wait(self) -> None:
        """Until it answers."""
        end = time.monotonic() + PATIENCE
        while self.status("/readyz") != 200:
            assert self._process is not None
            assert self._process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)

    def status(self, path: str) -> int:
        """What a request is answered with; 0 if nobody answers."""
        return self.page(path)[0]

    def page(self, path: str) -> tuple[int, str]:
        """Status and text of a page; 0 and nothing if nobody answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Accept": "text/html"})
            reply = connection.getresponse()
            return reply.status, reply.read().decode()
        except OSError:
            return 0, ""
        finally:
            connection.close()

    def kill(self) -> None:
        """`kill -9` of master and workers at once."""
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def said(self) -> str:
        """The end of what it logged."""
        return self.log.read_text(errors="replace")[-3000:]


@contextlib.contextmanager
def serving(place: Place) -> Iterator[Server]:
    """A server for the time of a test."""
    server = Server(place)
    try:
        server.start()
        yield server
    finally:
        server.kill()
