"""The printed lines of a PDF page, with their cells and where they stand.

Handles lines printed several times over for bold, letter-spaced justified lines and
ligatures.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from workers.grammar.marks import plain_characters
from workers.text.pdf.words import whole

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
    r" (?<=[\u3001-\u303f\u3400-\u9fff\uff00-\uffef] )(?=[\u3001-\u303f\u3400-\u9fff\uff00-\uffef])"
)


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

    def cells(self, raw: str, words: Sequence[str], at: int) -> Iterator[str]:
        """The words of a line, parted where one stands far from the word before; ``at`` is the
        number of the line's first character on its page.
        """
        ask, page = self._ask, self._page
        place_left, place_right, base, top = self._places
        left, right = self._box[:2]
        begin = raw.find(words[0])
        end = begin + len(words[0])
        for word in words[1:]:
            ask(page, at + end - 1, place_left, place_right, base, top)
            edge = right.value
            start = raw.find(word, end)
            ask(page, at + start, place_left, place_right, base, top)
            if left.value - edge > CELL_GAP:
                yield raw[begin:end]
                begin = start
            end = start + len(word)
        yield raw[begin:end]


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
    kept = [line for line in printed if not _is_proof_mark(line.text)]
    return [line for line in kept if not _is_page_mark(line, kept)]


def _overprinted(before: Line, line: Line) -> bool:
    """Whether a line repeats the one before it in its very place, as bold print does."""
    near = abs(before.base - line.base) < 3 and abs(before.left - line.left) < 3
    return near and before.text == line.text


def _is_proof_mark(text: str) -> bool:
    return "proof" in text.lower() and _PROOF_MARK.fullmatch(text) is not None


def _is_page_mark(line: Line, printed: Sequence[Line]) -> bool:
    """Whether a line is a page number: above or below all other lines of its page, and no
    higher than a document may have pages, so that the year of a wrapped date stays.
    """
    first = line.text[0]
    found = _PAGE_MARK.fullmatch(line.text) if first.isdecimal() or first in "pP–—-" else None
    if found is None or int(found.group("a") or found.group("b")) > MAX_PAGES:
        return False
    others = [other.base for other in printed if other is not line]
    return not others or line.base <= min(others) or line.base >= max(others)


def _line(raw: str, at: int, boxes: _Boxes) -> Line | None:
    """The line that begins with the character ``at`` of its page; wide gaps part its cells."""
    words = raw.split()
    if not words:
        return None
    kept = tuple(filter(None, map(clean, boxes.cells(raw, words, at))))
    left, _, base = boxes.of(at + raw.find(words[0]))
    _, right, last = boxes.of(at + len(raw.rstrip()) - 1)
    return Line(kept, left, right, min(base, last), " ".join(kept)) if kept else None


def _unplaced(raw: str, number: int) -> Line | None:
    """A line of a page whose characters cannot be placed."""
    text = clean(raw)
    return Line((text,), 0.0, 0.0, -UNPLACED_GAP * number, text) if text else None


def clean(raw: str) -> str:
    """Plain characters; ``T h e  B o a r d`` and 先 生 closed up again."""
    ascii_only = raw.isascii()
    line = plain_characters(raw if ascii_only else whole(raw))
    words = line.split()
    if len(words) >= 6 and list(map(len, words)).count(1) >= 0.8 * len(words):
        words = [part.replace(" ", "") for part in re.split(r" {2,}", line.strip())]
    line = " ".join(words)
    return line if ascii_only or " " not in line else _HAN_GAP.sub("", line)
