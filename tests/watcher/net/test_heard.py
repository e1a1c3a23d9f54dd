"""A connection is used again only where an answer ended with the last byte that came."""

from __future__ import annotations

import pytest

from watcher.net.heard import HEAD_BYTES, Heard

OK = b"HTTP/1.1 200 OK\r\n"


def heard(answer: bytes, piece: int) -> Heard:
    found = Heard()
    for start in range(0, len(answer), piece):
        found.add(answer[start : start + piece])
    return found


EXACT = [
    OK + b"Content-Length: 2\r\n\r\nhi",
    OK + b"content-length:0\r\n\r\n",
    OK + b"a: b\r\nCONTENT-LENGTH: \t3 \r\nc: d\r\n\r\n\r\n\r",
    b"HTTP/1.1 204 No Content\r\n\r\n",
    b"HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n",
    OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
    OK + b"transfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    OK + b"Content-Length: 200000\r\n\r\n" + b"x" * 200_000,
]


@pytest.mark.parametrize("piece", [1, 7, HEAD_BYTES])
@pytest.mark.parametrize("answer", EXACT, ids=range(len(EXACT)))
def test_an_answer_ends_with_its_last_byte_and_with_no_other(answer: bytes, piece: int) -> None:
    assert heard(answer, piece).ends_exactly()
    assert not heard(answer[:-1], piece).ends_exactly()
    assert not heard(answer + b"x", piece).ends_exactly()
    assert not heard(answer + OK + b"Content-Length: 0\r\n\r\n", piece).ends_exactly()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        OK,
        OK + b"\r\n",
        OK + b"X-Content-Length: 2\r\n\r\nhi",
        OK + b"Content-Length: -2\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"220 mail.example ESMTP\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
        b"x" * (2 * HEAD_BYTES),
    ],
)
def test_what_cannot_be_told_is_no_end(answer: bytes) -> None:
    assert not heard(answer, 4096).ends_exactly()
