"""The printed lines of a PDF page, with their cells and where they stand.

Handles lines printed several times over for bold, letter-spaced justified lines and
ligatures.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from workers.grammar.marks import plain_characters

MAX_PAGES = 1500
CELL_GAP = 14.0
"""Points between two words from which they stand in different table columns."""
UNPLACED_GAP = 5.0
"""Points between the lines of a page whose characters cannot be placed: only their order is
known, so that none counts as an overprint and only the first and last as page numbers.
"""

_PAGE_MARK = re.compile(
    r"(?:page\s+)?(?P<a>\d{1,4})(?:\s+of\s+\d{1,4}(?:\s+v\s*\d[\d.]*)?)?|[–—-] ?(?P<b>\d{1,4}) ?[–—-]",
    re.IGNORECASE,
)
_PROOF_MARK = re.compile(
    r"(?:(?:\d{1,2}\s?(?:st|nd|rd|th)|first|second|third|final|draft)\s?proof|proof\s?\d{1,2})\b[\s\d/:.,()-]{0,30}(?:[ap]m)?",
    re.IGNORECASE,
)
"""A line that the printer left: ``1 s t P r o o f``, ``2nd Proof 18/3/2026 10:22 PM``."""
_HAN_GAP = re.compile(
    r"(?<=[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]) (?=[\u3001-\u303f\u3400-\u9fff\uff00-\uffef])"
)
_WORD = re.compile(r"\S+")


class Line(NamedTuple):
    """A printed line: its cells, where it stands in points from the lower left, and its
    cells with blanks between them.
    """

    cells: tuple[str, ...]
    left: float
    right: float
    base: float
    text: str


class _Boxes:
    """Where the characters of a page stand. The function of the library is called with what it
    takes, made beforehand: converting the arguments costs twice what the answer does, and there
    are two calls for every word.
    """

    def __init__(self, page: Any) -> None:
        from pypdfium2 import raw  # noqa: PLC0415 - see ``_pages``

        place = ctypes.cast(raw.FPDFText_GetCharBox, ctypes.c_void_p).value
        self._ask = ctypes.PYFUNCTYPE(None)(place or 0)
        self._page = ctypes.cast(page.raw, ctypes.c_void_p)
        self._box = tuple(ctypes.c_double() for _ in range(4))
        self._places = tuple(map(ctypes.byref, self._box))

    def of(self, index: int) -> tuple[float, float, float]:
        """(left, right, base) of a character."""
        self._ask(self._page, index, *self._places)
        left, right, base, _ = self._box
        return left.value, right.value, base.value

    def columns(self, words: Sequence[tuple[int, int]], at: int) -> Iterator[int]:
        """The numbers of the words that stand far from the word before; ``at`` is the number of
        the line's first character on its page.
        """
        ask, page, places = self._ask, self._page, self._places
        left, right = self._box[:2]
        for number in range(1, len(words)):
            ask(page, at + words[number - 1][1] - 1, *places)
            edge = right.value
            ask(page, at + words[number][0], *places)
            if left.value - edge > CELL_GAP:
                yield number


def lines_of(page: Any) -> list[Line]:
    """Lines in the order of the file; overprinted repetitions and page numbers left out."""
    text = page.get_text_range()
    boxes = _Boxes(page) if page.count_chars() == len(text) else None
    at = 0
    printed: list[Line] = []
    for number, raw in enumerate(text.split("\n")):
        line = _line(raw, at, boxes) if boxes else _unplaced(raw, number)
        at += len(raw) + 1
        if line is not None and not (printed and _overprinted(printed[-1], line)):
            printed.append(line)
    kept = [line for line in printed if not _PROOF_MARK.fullmatch(line.text)]
    return [line for line in kept if not _is_page_mark(line, kept)]


def _overprinted(before: Line, line: Line) -> bool:
    """Whether a line repeats the one before it in its very place, as bold print does."""
    near = abs(before.base - line.base) < 3 and abs(before.left - line.left) < 3
    return near and before.text == line.text


def _is_page_mark(line: Line, printed: Sequence[Line]) -> bool:
    """Whether a line is a page number: above or below all other lines of its page, and no
    higher than a document may have pages, so that the year of a wrapped date stays.
    """
    found = _PAGE_MARK.fullmatch(line.text)
    if found is None or int(found.group("a") or found.group("b")) > MAX_PAGES:
        return False
    others = [other.base for other in printed if other is not line]
    return not others or line.base <= min(others) or line.base >= max(others)


def _line(raw: str, at: int, boxes: _Boxes) -> Line | None:
    """The line that begins with the character ``at`` of its page; wide gaps part its cells."""
    words = [found.span() for found in _WORD.finditer(raw)]
    if not words:
        return None
    opens = [0, *boxes.columns(words, at), len(words)]
    cells = (clean(raw[words[a][0] : words[b - 1][1]]) for a, b in pairwise(opens))
    kept = tuple(filter(None, cells))
    left, _, base = boxes.of(at + words[0][0])
    _, right, last = boxes.of(at + words[-1][1] - 1)
    return Line(kept, left, right, min(base, last), " ".join(kept)) if kept else None


def _unplaced(raw: str, number: int) -> Line | None:
    """A line of a page whose characters cannot be placed."""
    text = clean(raw)
    return Line((text,), 0.0, 0.0, -UNPLACED_GAP * number, text) if text else None


def clean(raw: str) -> str:
    """Plain characters; ``T h e  B o a r d`` and 先 生 closed up again."""
    line = plain_characters(raw.replace("\ufffe", "-"))
    words = line.split()
    if len(words) >= 6 and list(map(len, words)).count(1) >= 0.8 * len(words):
        words = [part.replace(" ", "") for part in re.split(r" {2,}", line.strip())]
    line = " ".join(words)
    return line if line.isascii() else _HAN_GAP.sub("", line)
