"""Migrate, load the sample organisation into an empty database, say what is there, and serve."""

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True)


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
