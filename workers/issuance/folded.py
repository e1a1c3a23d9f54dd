"""A stretch of text made easy to match, with the way back to the canonical offsets.

Chinese typesetting leaves blanks between characters (``本 公 司``) and around figures;
they are taken out. Quotes, full-width digits and tabs become their plain forms.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_HAN = "\u3400-\u9fff，。；：、（）「」『』％"
_CHINESE = re.compile(f"[{_HAN}]")
_GAP = re.compile(rf" (?:(?<=[{_HAN}] ) *| *(?=[{_HAN}]))|\n(?<=[{_HAN}]\n)(?=[{_HAN}])")
"""It begins with what is left out, so that the search stops at blanks and nowhere else."""
_PLAIN = str.maketrans(
    "\u2018\u2019\u201c\u201d\xa0\t" + "０１２３４５６７８９％",
    "''\"\"  " + "0123456789%",
)
_FOLDS = {chr(odd): chr(plain) for odd, plain in _PLAIN.items()}
_ODD = re.compile(f"[{''.join(map(re.escape, _FOLDS))}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` to match in; ``breaks`` says how much was left out before each position."""

    text: str
    start: int
    breaks: tuple[int, ...]
    gone: tuple[int, ...]

    def offset(self, at: int) -> int:
        """The canonical offset of a position in ``text``."""
        i = bisect_right(self.breaks, at) - 1
        return self.start + at + (self.gone[i] if i >= 0 else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The canonical span of a non-empty match."""
        return self.offset(start), self.offset(end - 1) + 1


def _plain(found: re.Match[str]) -> str:
    return _FOLDS[found.group()]


def fold(text: str, start: int, end: int) -> Folded:
    """The folded form of ``text[start:end]``."""
    source = text[start:end]
    if source.isascii():
        return Folded(source.replace("\t", " "), start, (), ())
    source = _ODD.sub(_plain, source)
    if not _CHINESE.search(source):
        return Folded(source, start, (), ())
    pieces: list[str] = []
    breaks: list[int] = []
    gone: list[int] = []
    at = length = removed = 0
    for gap in _GAP.finditer(source):
        piece = source[at : gap.start()]
        pieces.append(piece)
        length += len(piece)
        removed += gap.end() - gap.start()
        breaks.append(length)
        gone.append(removed)
        at = gap.end()
    pieces.append(source[at:])
    return Folded("".join(pieces), start, tuple(breaks), tuple(gone))
