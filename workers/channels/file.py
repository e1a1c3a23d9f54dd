"""Alerts as JSON lines in a file, on the disk before they count as sent.

A line is written whole or, if the disk is full, taken back, so a reader never sees half
of one. An alert sent again is a second line with the same ``alert_id``.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from pydantic import Field

from watcher.model import Outcome, Reason, Retry, Sent
from watcher.settings import Block
from workers.channels import Channel, Message, Tools
from workers.render.payload import encoded


class Config(Block):
    """``path`` is relative to the working directory; folders are made."""

    path: str = Field(min_length=1)


def send(message: Message, config: Config, tools: Tools) -> Outcome:
    """Sent after fsync. A path or disk that fails may be repaired: it is tried again."""
    del tools
    try:
        append(Path(config.path), encoded(message.data) + b"\n")
    except OSError as error:
        return Retry(reason=Reason.CONFIG, detail=f"{config.path}: {error.strerror}")
    return Sent()


def append(path: Path, line: bytes) -> None:
    """One line at the end, under a lock against other workers. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        before = os.fstat(handle).st_size
        try:
            _write(handle, line)
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, before)
            raise
    finally:
        os.close(handle)


def _write(handle: int, line: bytes) -> None:
    while line:
        line = line[os.write(handle, line) :]


CHANNEL = Channel(
    name="file", config=Config, send=send, doc="JSON lines, appended and synced to disk."
)
