"""Mutations of bytes, for machines without a coverage-guided fuzzer. Pure, by a seeded random."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

WORDS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\xed\xa0\x80", b"\\ud800", "\u202e".encode(),
    "\u200b".encode(), "\ufeff".encode(), "İ".encode(), "㈠".encode(), "٣".encode(), "²".encode(),
    b"&#0;", b"&#xD800;", b"&nbsp", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<!--", b"]]>", b"<DOCUMENT>",
    b"</TEXT>", b"<table>", b"<td>", b"<tr>", b"<br>", b"null", b"NaN", b"1e999", b"-1", b"0", b"[]", b"{}",
    b"9" * 40, b"9" * 5000, b",", b"(", b")", b"\t", b"\r", b"\n\n", b"'", b'"', b"$", b"HK$", b"%",
    b"February 30, 2026", b"0000-00-00", b"99/99/9999", b"million", b"Item 5.02", b"Mr. ", b"\xe2\x80\x99",
)  # fmt: skip
"""What breaks parsers: odd characters, torn markup, numbers out of range."""


def mutated(random: Random, seeds: Sequence[bytes], longest: int) -> bytes:
    """A seed with one to eight changes, cut to ``longest`` bytes."""
    body = bytearray(random.choice(seeds)[:longest])
    for _ in range(random.choice((1, 1, 2, 3, 5, 8))):
        _change(random, body, seeds)
    return bytes(body[:longest])


def _change(random: Random, body: bytearray, seeds: Sequence[bytes]) -> None:
    at = random.randrange(len(body) + 1)
    end = min(len(body), at + random.choice((1, 1, 2, 4, 16, 64, 512)))
    match random.randrange(7):
        case 0:
            body[at:end] = bytes(byte ^ (1 << random.randrange(8)) for byte in body[at:end])
        case 1:
            del body[at:end]
        case 2:
            body[at:at] = random.choice(WORDS)
        case 3:
            body[at:end] = random.choice(WORDS)
        case 4:
            body[at:at] = bytes(body[at:end]) * random.choice((1, 2, 8, 40))
        case 5:
            other = random.choice(seeds)
            start = random.randrange(len(other) + 1)
            body[at:end] = other[start : start + random.choice((8, 64, 512))]
        case _:
            del body[at:]
