"""Pages that are pictures, read by Tesseract (the ``ocr`` extra, off the hot path).

Every page without a text layer is rendered and recognised word by word; the words become
the same lines that ``workers.text.pdf`` makes of a text layer. The document says of itself
that it was recognised, so that no figure of it is taken without a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from watcher.errors import TooLarge, Unreadable
from workers.text import pdf
from workers.text.model import RECOGNISED, ReadDocument
from workers.text.pdf.lines import Line, clean, lines_of

UNSURE = "OCR_LOW_CONFIDENCE"
LANGUAGES = ("eng", "chi_tra", "chi_sim")
INSTALL = (
    "reading scans needs pip install '.[ocr]' in the checkout and Tesseract: apt-get install "
    "tesseract-ocr tesseract-ocr-chi-tra tesseract-ocr-chi-sim, or brew install tesseract-lang"
)
MAX_SCANS = 40
"""Pages recognised of one document: a return has ten, an announcement thirty."""
DOTS_PER_INCH = 300
MAX_PIXELS = 30_000_000
PAGE_SECONDS = 60
LEAST_SURE = 70.0
"""Percent below which the mean confidence of a page is a doubt."""
COLUMN = 1.6
"""Gap between two words, in heights of a line, from which they stand in different cells."""
_POINTS = 72.0


class Word(NamedTuple):
    """A recognised word: its line on the page, its box in points from the upper left, and how
    sure it is in percent.
    """

    line: tuple[int, ...]
    text: str
    left: float
    right: float
    bottom: float
    height: float
    sure: float


Recognise = Callable[[Any, float], Sequence[Word]]
"""A picture (PIL) and the points of one of its pixels -> its words in reading order."""


def read(body: bytes, label: str = "main", *, recognise: Recognise | None = None) -> ReadDocument:
    """The document with its pictures recognised. Raises Unreadable with the install line where
    Tesseract or the extra is not there, and TooLarge.
    """
    see = recognise or tesseract()
    pages: list[list[Line] | None] = []
    seen, unsure = 0, []
    for number, page in enumerate(pdf.opened(body), start=1):
        lines = None if page is None else lines_of(page.get_textpage())
        if lines == [] and pdf.is_picture(page):
            seen += 1
            if seen > MAX_SCANS:
                raise TooLarge(f"more than {MAX_SCANS} scanned pages; read them by hand")
            words = see(*_picture(page))
            lines = list(_lines(words, page.get_height()))
            if not words or sum(w.sure for w in words) / len(words) < LEAST_SURE:
                unsure.append(str(number))
        pages.append(lines)
    return pdf.document(pages, label, tuple(_flags(seen, unsure)))


def _flags(seen: int, unsure: Sequence[str]) -> Iterator[tuple[str, str]]:
    if seen:
        yield RECOGNISED, f"{seen} pages are pictures; their words and figures were recognised"
    if unsure:
        yield UNSURE, f"pages that were hard to recognise: {', '.join(unsure)}"


def _picture(page: Any) -> tuple[Any, float]:
    """The page as a grey picture, and the points of one pixel."""
    width, height = page.get_size()
    scale = DOTS_PER_INCH / _POINTS
    pixels = width * height * scale * scale
    if pixels > MAX_PIXELS:
        scale *= (MAX_PIXELS / pixels) ** 0.5
    return page.render(scale=scale, grayscale=True).to_pil(), 1 / scale


def _lines(words: Iterable[Word], height: float) -> Iterator[Line]:
    """The words of each line, wide gaps between its cells, as a text layer would have them."""
    for _, group in groupby(words, key=lambda w: w.line):
        row = sorted(group, key=lambda w: w.left)
        cells, cell = [], row[0].text
        for before, word in pairwise(row):
            if word.left - before.right > COLUMN * max(before.height, word.height):
                cells.append(cell)
                cell = word.text
            else:
                cell = f"{cell} {word.text}"
        kept = tuple(filter(None, map(clean, (*cells, cell))))
        if kept:
            base = height - max(w.bottom for w in row)
            yield Line(kept, row[0].left, row[-1].right, base, " ".join(kept))


def tesseract() -> Recognise:
    """Tesseract with the languages that are there. Raises Unreadable with the install line."""
    try:
        import pytesseract  # noqa: PLC0415 - the extra, which most machines lack

        known = set(pytesseract.get_languages())
    except (ImportError, OSError) as error:
        raise Unreadable(INSTALL) from error
    languages = "+".join(name for name in LANGUAGES if name in known)
    if not languages:
        raise Unreadable(INSTALL)

    def recognise(image: Any, points: float) -> Sequence[Word]:
        try:
            table = pytesseract.image_to_data(
                image, lang=languages, config="--psm 6", timeout=PAGE_SECONDS,
                output_type=pytesseract.Output.DICT,
            )  # fmt: skip
        except RuntimeError as error:  # its own errors and a time-out are RuntimeErrors
            raise Unreadable("Tesseract failed on a page of this scan; read it by hand") from error
        return list(_words(table, points))

    return recognise


def _words(table: dict[str, list[Any]], points: float) -> Iterator[Word]:
    """The rows of Tesseract's table that are words."""
    keys = ("block_num", "par_num", "line_num")
    for i, text in enumerate(table["text"]):
        sure = float(table["conf"][i])
        if not text.strip() or sure < 0:
            continue
        left, top, width, height = (
            float(table[k][i]) * points for k in ("left", "top", "width", "height")
        )
        yield Word(
            line=tuple(int(table[k][i]) for k in keys), text=text.strip(), left=left,
            right=left + width, bottom=top + height, height=height, sure=sure,
        )  # fmt: skip
