"""A real PostgreSQL server of our own, on a private socket, without a TCP port."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from tests.support.folders import short_folder
from tests.support.needs import lacking
from tests.support.wait import wait_for

INSTALL = "apt-get install -y postgresql (or any PostgreSQL >= 14 with initdb on PATH)"

OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "log_min_messages": "fatal",
}
"""A killed client loses nothing without fsync; only a power cut of the machine would."""


def programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres``: PATH, else Debian's newest."""
    if found := shutil.which("initdb"):
        folder = Path(found).resolve().parent
        if (folder / "postgres").exists():
            return folder
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


def unprivileged() -> dict[str, Any]:
    """Popen arguments: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@dataclass
class PostgresServer:
    """A running server; ``database()`` makes an empty one for a test."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str) -> str:
        """SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://tests@/{database}?host={self.folder}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a new database, dropped at the end whoever is still connected."""
        name = f"t{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        try:
            yield self.url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def answers(self) -> bool:
        """Whether the server takes connections."""
        import psycopg

        try:
            self._run("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, statement: str) -> None:
        import psycopg

        where = f"host={self.folder} user=tests dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """Start a server in a short folder, stop it at the end."""
    binaries = programs()
    if binaries is None:
        lacking("PostgreSQL", INSTALL)
    who = unprivileged()
    with short_folder("pg") as folder:
        if who:
            os.chown(folder, who["user"], who["group"])
        common: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL, **who}
        subprocess.run(
            [binaries / "initdb", "-D", folder / "data", "-U", "tests", "-A", "trust",
             "-E", "UTF8", "--locale=C", "--no-sync"],
            check=True, capture_output=True, **common,
        )  # fmt: skip
        argv = [str(binaries / "postgres"), "-D", str(folder / "data"), "-k", str(folder)]
        for name, value in OPTIONS.items():
            argv += ["-c", f"{name}={value}"]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(argv, stdout=log, stderr=log, **common)
        try:
            server = PostgresServer(folder)
            wait_for(server.answers, seconds=30, what="PostgreSQL to answer")
            yield server
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: the folder goes away anyway
            process.wait(timeout=30)
