"""PostgreSQL and Valkey as units, and a small disk that can be filled."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.chaos.units import Unit
from tests.support.postgres import OPTIONS, programs, unprivileged
from watcher.valkey import find_server

DISK_MEGABYTES = 400


def postgres_unit(folder: Path, port: int, host: str = "127.0.0.1", inside: str = "") -> Unit:
    """A new cluster, and the unit that serves it; ``inside`` is a network namespace."""
    binaries = programs()
    if binaries is None:
        raise SystemExit("no PostgreSQL here: apt-get install -y postgresql")
    who = unprivileged()
    folder.mkdir(parents=True)
    folder.parent.chmod(0o711)  # its own user must get through
    if who:
        os.chown(folder, who["user"], who["group"])
    common: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL, **who}
    subprocess.run(
        [binaries / "initdb", "-D", folder / "data", "-U", "tests", "-A", "trust",
         "-E", "UTF8", "--locale=C", "--no-sync"],
        check=True, capture_output=True, **common,
    )  # fmt: skip
    with (folder / "data" / "pg_hba.conf").open("a") as rules:
        rules.write("host all all 10.77.0.0/24 trust\n")
    argv = [str(binaries / "postgres"), "-D", str(folder / "data"), "-k", str(folder)]
    for name, value in {**OPTIONS, "listen_addresses": host, "port": str(port)}.items():
        argv += ["-c", f"{name}={value}"]
    if inside:
        argv = ["ip", "netns", "exec", inside, "setpriv", f"--reuid={who['user']}",
                f"--regid={who['group']}", "--clear-groups", *argv]  # fmt: skip
        who = {}
    return Unit("postgres", argv, options={"cwd": folder, **who})


def postgres_url(port: int, host: str = "127.0.0.1") -> str:
    """SQLAlchemy URL of the cluster's own database."""
    return f"postgresql+psycopg://tests@{host}:{port}/postgres"


def valkey_unit(folder: Path, port: int, host: str, inside: str = "") -> Unit:
    """A Valkey on TCP in a network namespace, with an append-only file."""
    folder.mkdir(parents=True)
    argv = [str(find_server()), "--port", str(port), "--bind", host, "--protected-mode", "no",
            "--dir", str(folder), "--appendonly", "yes", "--save", ""]  # fmt: skip
    return Unit("valkey", ["ip", "netns", "exec", inside, *argv] if inside else argv)


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of a few hundred megabytes at ``folder``; False where none may be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MEGABYTES}m", "tmpfs", str(folder)]
    mounted = (
        os.geteuid() == 0 and not subprocess.run(mount, check=False, capture_output=True).returncode
    )
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)
