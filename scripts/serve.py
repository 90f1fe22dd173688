"""Migrate, load the sample organisation into an empty database, say what is there, and serve."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True)


def start_worker() -> None:
    """Start the background worker; it stops when this process, soon the server, ends."""
    parent = os.getpid()
    if os.fork() == 0:
        worker = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT)
        # Ctrl-C reaches both by itself; this covers a server that was killed.
        while worker.poll() is None and alive(parent):
            time.sleep(1)
        worker.terminate()
        os._exit(0)


def alive(process: int) -> bool:
    return os.getppid() == process


def main() -> None:
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    host, _, port = address.rpartition(":")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as taken:
            sys.exit(
                f"{address}: {taken.strerror}. Choose another: make run ADDRESS=127.0.0.1:8001"
            )
    manage("start", "--address", address)
    (ROOT / "staticfiles").mkdir(exist_ok=True)
    bin_folder = Path(sys.executable).parent
    os.chdir(ROOT)
    start_worker()
    os.execv(
        bin_folder / "gunicorn",
        [
            "gunicorn",
            "plumbline.wsgi",
            f"--bind={address}",
            "--workers=1",
            "--threads=4",
            "--log-level=warning",
        ],
    )


if __name__ == "__main__":
    main()
