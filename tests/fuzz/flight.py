"""The flight recorder of a fuzzing child: a shared file that outlives whatever ends it."""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

_HEAD = struct.Struct("=QdQQ")
LARGEST = 32 * 1024
"""Bytes of the largest input that any target takes."""


@dataclass(frozen=True)
class Seen:
    """Executions begun, CPU seconds of the slowest one, and the inputs of the slowest and the last."""

    count: int
    slowest_seconds: float
    slowest: bytes
    last: bytes


class Flight:
    """Writes as the child flies; ``seen`` reads the same file in another process."""

    def __init__(self, path: Path) -> None:
        if not path.exists():  # the parent may look at any moment: it is there whole or not at all
            empty = path.with_suffix(".empty")
            empty.write_bytes(bytes(_HEAD.size + 2 * LARGEST))
            empty.rename(path)
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 0)

    def begin(self, data: bytes) -> None:
        """An execution starts with ``data``."""
        count, seconds, length, _ = _HEAD.unpack_from(self._map)
        start = _HEAD.size + LARGEST
        self._map[start : start + len(data)] = data
        _HEAD.pack_into(self._map, 0, count + 1, seconds, length, len(data))

    def end(self, data: bytes, seconds: float) -> None:
        """It ended, after ``seconds`` of CPU."""
        count, slowest, _, last = _HEAD.unpack_from(self._map)
        if seconds > slowest:
            self._map[_HEAD.size : _HEAD.size + len(data)] = data
            _HEAD.pack_into(self._map, 0, count, seconds, len(data), last)

    def seen(self) -> Seen:
        """What stands in the file now."""
        count, seconds, length, last = _HEAD.unpack_from(self._map)
        at = _HEAD.size
        return Seen(
            count,
            seconds,
            bytes(self._map[at : at + length]),
            bytes(self._map[at + LARGEST : at + LARGEST + last]),
        )
