"""How much of an answer was heard: whether anything came behind its end (RFC 9112, section 6)."""

from __future__ import annotations

import re

HEAD_BYTES = 64 * 1024
"""More than any head: httpcore2 gives up on longer ones."""

_END, _LAST_CHUNK = b"\r\n\r\n", b"\r\n0\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,15})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:[ \t]*chunked[ \t]*\r\n", re.IGNORECASE)
_STATUS = re.compile(rb"HTTP/1\.[01] ([0-9]{3})")


class Heard:
    """The bytes that followed a request: their beginning, their end and their number."""

    def __init__(self) -> None:
        self._start = bytearray()
        self._tail = b""
        self._total = 0

    def add(self, data: bytes) -> None:
        """These came next."""
        if len(self._start) < HEAD_BYTES:
            self._start += data[: HEAD_BYTES - len(self._start)]
        self._tail = (self._tail + data)[-len(_LAST_CHUNK) :]
        self._total += len(data)

    def __bool__(self) -> bool:
        return self._total > 0

    def ends_exactly(self) -> bool:
        """Whether the last byte is the answer's last; False where that cannot be told."""
        end = self._start.find(_END)
        status = _STATUS.match(self._start)
        if end < 0 or status is None:
            return False
        head = bytes(self._start[: end + 2])
        length = _LENGTH.search(head)
        body = int(length[1]) if length else None
        if status[1] in {b"204", b"304"}:  # one that speaks of a body may yet send it
            body = None if body or _CHUNKED.search(head) else 0
        elif _CHUNKED.search(head):
            return self._tail == _LAST_CHUNK
        return body is not None and self._total == end + len(_END) + body
