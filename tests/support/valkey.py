"""A real Valkey or Redis server on a private socket, without persistence."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import redis

from tests.support.folders import short_folder
from tests.support.needs import lacking
from tests.support.wait import wait_for
from watcher.errors import ConfigError
from watcher.valkey import find_server


def answers(url: str) -> bool:
    """Whether a server answers at this URL."""
    with redis.Redis.from_url(url) as client:
        try:
            return bool(client.ping())
        except redis.ConnectionError:
            return False


def flush(url: str) -> None:
    """Forget everything."""
    with redis.Redis.from_url(url) as client:
        client.flushall()


@contextmanager
def running_valkey() -> Iterator[str]:
    """The URL of a server started for these tests."""
    try:
        program = find_server()
    except ConfigError as error:
        lacking("Valkey", str(error))
    with short_folder("vk") as folder:
        socket = folder / "s"
        process = subprocess.Popen(
            [program, "--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            url = f"unix://{socket}"
            wait_for(lambda: answers(url), what="Valkey to answer")
            yield url
        finally:
            process.kill()
            process.wait(timeout=15)
