import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from tests.support.folders import short_folder
from tests.support.wait import wait_for
from watcher.demo import Options, play
from watcher.demo.remains import PREFIX, clear_remains
from watcher.errors import ConfigError
from watcher.valkey import EmbeddedValkey

DEMO = """
import sys
from pathlib import Path
from watcher.valkey import EmbeddedValkey
server = EmbeddedValkey(Path(sys.argv[1])); server.start(); print("up", flush=True); sys.stdin.read()
"""


@pytest.fixture
def base() -> Iterator[Path]:
    with short_folder("rest") as folder:
        yield folder


def server_of(folder: Path) -> int:
    with redis.Redis.from_url(EmbeddedValkey(folder).url) as client:
        return int(client.info("server")["process_id"])


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_the_next_demo_ends_the_server_of_a_killed_one(base: Path) -> None:
    folder = base / f"{PREFIX}killed"
    parent = subprocess.Popen(
        [sys.executable, "-c", DEMO, str(folder / "valkey")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"up\n"
        orphan = server_of(folder / "valkey")
        assert clear_remains(base) == []  # it runs still
        parent.send_signal(signal.SIGKILL)
    assert clear_remains(base) == [folder]
    assert not folder.exists()
    wait_for(lambda: gone(orphan), what="the orphaned server ended")


def test_what_may_be_another_demo_starting_or_no_demo_at_all_stays(base: Path) -> None:
    starting = base / f"{PREFIX}starting"
    starting.mkdir()
    elsewhere = base / "elsewhere"
    (elsewhere / "valkey").mkdir(parents=True)
    (elsewhere / "valkey" / "lock").touch()
    (base / f"{PREFIX}link").symlink_to(elsewhere)
    assert clear_remains(base) == []
    assert starting.is_dir()
    assert elsewhere.is_dir()
    shutil.rmtree(elsewhere)


def test_a_taken_port_is_said_before_anything_starts() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(ConfigError, match="give another --port"),
    ):
        play(Options(port=taken.getsockname()[1]))
