"""The cells of a printed row: figures, nils, percentages and words, as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from watcher.model import Block
from workers.results.calendar import tokens

CellKind = Literal["figure", "nil", "word"]
LONGEST_ROW = 400

_CURRENCY = r"(?:RMB|HK\$|US\$|NT\$|S\$|A\$|HKD|USD|CNY|HK|人民幣|港幣|美元|[$€£¥])"
_UNIT = r"(?:(?:HK\s|US\s)?cents?|million|billion|百萬|千萬|億|萬|港仙|仙|分|元)"
_FIGURE = re.compile(
    rf"(?P<neg>[-–—−]\s?)?(?P<open>[(（]\s?)?(?:{_CURRENCY}\s?)?(?P<neg2>[-–—−(（]\s?)?(?:{_CURRENCY}\s?)?"
    r"(?P<digits>\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    rf"\s?(?P<unit>{_UNIT})?\s?(?P<pct>%|％)?\s?(?P<close>[)）])?\s?(?P<pct2>%|％)?",
    re.IGNORECASE,
)
_NIL = re.compile(r"[-–—−_]+|nil|無", re.IGNORECASE)
_ABSENT = re.compile(r"n/?\.?a\.?|n/?\.?m\.?|不適用|無意義|\*+", re.IGNORECASE)
_SCALE = {
    "cent": Decimal("0.01"), "cents": Decimal("0.01"), "港仙": Decimal("0.01"), "仙": Decimal("0.01"),
    "分": Decimal("0.01"), "million": Decimal(10**6), "billion": Decimal(10**9), "百萬": Decimal(10**6),
    "千萬": Decimal(10**7), "億": Decimal(10**8), "萬": Decimal(10**4),
}  # fmt: skip
_TRAIL = re.compile(
    rf"(?:(?<=\s)|(?<=[)）:：]))(?:{_FIGURE.pattern.replace('?P<', '?P<t_')}|[-–—−_]|n/a|nil|不適用|無)(?=\s|$)",
    re.IGNORECASE,
)
_MAY_TRAIL = re.compile(r"[\d)）%％–—−_l無用仙aAslLn元百萬億-]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. ``value`` is exact as printed, brackets and minus as a negative; a nil is
    0, an ``N/A`` None. ``scale`` is a unit printed in the cell itself (cents, million).
    ``column`` counts the tabs before the cell.
    """

    text: str
    start: int
    end: int
    column: int
    kind: CellKind
    value: Decimal | None = None
    percent: bool = False
    bracketed: bool = False
    scale: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A printed line: its words in front, and the cells behind them."""

    label: str
    cells: tuple[Cell, ...]
    start: int
    end: int
    text: str
    page: int | None = None

    @property
    def figures(self) -> tuple[Cell, ...]:
        """The cells that hold a figure, a nil or an ``N/A``."""
        return tuple(c for c in self.cells if c.kind != "word")


def row_of(block: Block) -> Row:
    """A block as a row; a block of running text is a row without cells."""
    spans = _tabbed(block.text) if "\t" in block.text else _trailing(block.text)
    cells = [_cell(block.text[a:b], block.start + a, i) for i, (a, b) in enumerate(spans)]
    first = next((i for i, c in enumerate(cells) if c.kind != "word"), len(cells))
    label = " ".join(c.text for c in cells[:first] if c.text)
    kept = tuple(c for c in cells[first:] if c.text)
    return Row(
        label=label, cells=kept, start=block.start, end=block.end, text=block.text, page=block.page
    )


def number(text: str) -> Decimal | None:
    """The value of a cell's text on its own, or None."""
    return _cell(text, 0, 0).value


def _tabbed(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for piece in text.split("\t"):
        left = len(piece) - len(piece.lstrip())
        spans.append((at + left, at + max(len(piece.rstrip()), left)))
        at += len(piece) + 1
    return spans


def _trailing(text: str) -> list[tuple[int, int]]:
    """The words, then the run of figures that ends a line of a table without tabs."""
    if len(text) > LONGEST_ROW or not _MAY_TRAIL.search(text):
        return [(0, len(text))]
    run: list[tuple[int, int]] = []
    end = len(text.rstrip())
    bare = _without_times(text)
    for found in reversed(list(_TRAIL.finditer(bare))):
        if text[found.end() : end].strip():
            break
        run.insert(0, found.span())
        end = found.start()
    if not run or (len(run) == 1 and len(text) > 120):
        return [(0, len(text))]
    return [(0, len(text[: run[0][0]].rstrip())), *run]


def _without_times(text: str) -> str:
    """The text with its dates and years blotted out: ``31 December 2009`` is no figure."""
    for token in tokens(text):
        text = text[: token.start] + "\x00" * (token.end - token.start) + text[token.end :]
    return text


def _cell(text: str, start: int, column: int) -> Cell:
    bare = text.strip()
    place = {"text": bare, "start": start, "end": start + len(text), "column": column}
    if _NIL.fullmatch(bare):
        return Cell(kind="nil", value=Decimal(0), **place)  # type: ignore[arg-type]
    if _ABSENT.fullmatch(bare):
        return Cell(kind="nil", **place)  # type: ignore[arg-type]
    found = _FIGURE.fullmatch(bare)
    if not found:
        return Cell(kind="word", **place)  # type: ignore[arg-type]
    bracketed = bool(found["open"] or (found["neg2"] or "").strip() in {"(", "（"}) and bool(
        found["close"]
    )
    value = Decimal(found["digits"].replace(",", "").replace(" ", ""))
    minus = bracketed or bool(found["neg"]) or (found["neg2"] or "").strip() in {"-", "–", "—", "−"}
    unit = (found["unit"] or "").lower().removeprefix("hk").removeprefix("us").strip()
    return Cell(
        kind="figure",
        value=-value if minus and value else value,
        percent=bool(found["pct"] or found["pct2"]),
        bracketed=minus,
        scale=_SCALE.get(unit),
        **place,  # type: ignore[arg-type]
    )
