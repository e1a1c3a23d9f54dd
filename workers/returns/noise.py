"""Traces of optical character recognition in a return: flagged, never corrected in silence."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise

from workers.returns.model import Noise, Span

_ADDRESSEE = "Hong Kong Exchanges and Clearing Limited"
_STRAY = re.compile(r"\d{1,3}(?:[. ]+\d{1,2}){0,4}")
_HEAD_ROW = re.compile(r"(?i)class of shares|(?:st)?ock code|increase\s*/\s*decrease")
_SIGNATURE = re.compile(r"/s/\s*(\S[^\n]{2,40}?)\s+Name:\s*(\S{1,30})\s+Title:\s*(\S{1,30})")


def noise(text: str, document_start: int, span: Span) -> tuple[Noise, ...]:
    """Stray cells and garbled words in the form, a torn signature and repeated lines before it."""
    cover = Span(start=0, end=max(document_start, span.start))
    found = [*_strays(text, span), *_garbled(text, span), *_signature(text, cover)]
    return (*found, *_repeated(text, cover))


def _lines(text: str, span: Span) -> list[tuple[int, str]]:
    at = span.start
    rows = []
    for line in text[span.start : span.end].split("\n"):
        rows.append((at, line))
        at += len(line) + 1
    return rows


def _strays(text: str, span: Span) -> list[Noise]:
    """Short numbers in the cells of head rows, which hold words and codes only."""
    seen: list[str] = []
    first: Span | None = None
    for at, line in _lines(text, span):
        if "\t" not in line or not _HEAD_ROW.search(line):
            continue
        offset = at
        for cell in line.split("\t"):
            trimmed = cell.strip()
            if (
                _STRAY.fullmatch(trimmed)
                and len(trimmed) < 12
                and not re.fullmatch(r"\d{5}|0", trimmed)
            ):
                seen.append(trimmed)
                first = first or Span(start=offset, end=offset + len(cell))
            offset += len(cell) + 1
    if not seen:
        return []
    listed = ", ".join(repr(s) for s in seen)
    return [Noise(code="OCR_STRAY_CELL", detail=f"cells {listed} carry no meaning", span=first)]


def _garbled(text: str, span: Span) -> list[Noise]:
    """Words of the form that are almost, but not quite, what every form prints."""
    words: list[str] = []
    first: Span | None = None
    for at, line in _lines(text, span):
        plain = " ".join(line.split())
        if 30 <= len(plain) <= 60 and plain[:2] == "To":
            body = re.sub(r"^To\s*[:.]\s*", "", plain)
            if body != _ADDRESSEE and SequenceMatcher(None, body, _ADDRESSEE).ratio() > 0.8:
                words.append(body)
                first = first or Span(start=at, end=at + len(line))
        elif "arks" in plain and re.fullmatch(r"(?!Re)\S{0,4} ?[Mm]arks\s*:", plain):
            words.append(plain[:20])
            first = first or Span(start=at, end=at + len(line))
    if not words:
        return []
    listed = ", ".join(repr(w) for w in words)
    return [Noise(code="OCR_GARBLED_TEXT", detail=f"garbled print: {listed}", span=first)]


def _signature(text: str, span: Span) -> list[Noise]:
    m = _SIGNATURE.search(text[span.start : span.end])
    if m is None or not m[1].startswith(m[2]) or m[1].split()[0] == m[2]:
        return []
    where = Span(start=span.start + m.start(2), end=span.start + m.end(3))
    detail = f"signature lines are cut: name {m[2]!r}, title {m[3]!r}; signed by {m[1]!r}"
    return [Noise(code="SIGNATURE_GARBLED", detail=detail, span=where)]


def _repeated(text: str, span: Span) -> list[Noise]:
    """A line that repeats the end of the line above it."""
    rows = _lines(text, span)
    found = []
    for (_, above), (at, line) in pairwise(rows):
        if len(line) >= 30 and len(above) > len(line) and above.rstrip().endswith(line.strip()):
            where = Span(start=at, end=at + len(line))
            found.append(Noise(code="DUPLICATE_LINE", detail="line printed twice", span=where))
    return found
