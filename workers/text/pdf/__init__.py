"""PDF to blocks by pypdfium2: lines put together to paragraphs by their place on the page.

A page that is a picture without text is flagged; a document of such pages gives no blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from watcher.errors import TooLarge, Unreadable
from watcher.model import SCANNED
from workers.grammar.headings import is_title_heading
from workers.grammar.wrap import is_capitals
from workers.text.model import RawBlock, ReadDocument
from workers.text.pdf.lines import MAX_PAGES, Line, lines_of
from workers.text.pdf.words import any_glued, parted

PICTURE = 0.3
"""Part of a page from which a picture without text may be a scan."""
LOOSE = 1.75
"""Lines of a body stand this much further apart than those of the small print above it."""
SHORT = 12
"""Pages of a document that has no cover."""

_STOPS = tuple(".;:!?。；：！？")
_CLOSING = '"”’)）」'
_OPENS = re.compile(
    r"(?:\([0-9a-zA-Z]{1,4}\)|\d{1,2}\.(?=\s)|[IVX]{1,5}\.(?=\s)|[•·▪●]|（[一二三四五六七八九十\d]{1,3}）)\s*\S"
)
_BRACKETED = re.compile(r"[(（].*[)）]\*?")
_CONNECTS = re.compile(r"\b(?:AND|OF|THE|TO|FOR|IN|ON|BY|WITH|A|AN)$|,$")
_HAN_CONNECTS = re.compile(r"(?<=.)[、及與和之的有]$")
_ALONE = re.compile(r"AND|及", re.IGNORECASE)
_CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_is_capitals = lru_cache(maxsize=64)(is_capitals)
"""A line is compared with those around it, each way."""


def read(body: bytes, label: str = "main") -> ReadDocument:
    """The blocks of every page; a page that does not load, or is a picture, is flagged. Raises
    Unreadable for bytes that do not open as a PDF, TooLarge beyond the page limit.
    """
    pages: list[list[Line] | None] = []
    pictures: list[int] = []
    for number, page in enumerate(opened(body), start=1):
        pages.append(_lines(page))
        if pages[-1] == [] and is_picture(page):
            pictures.append(number)
    return document(pages, label, tuple(_picture_flags(pictures, len(pages))))


def document(
    pages: Sequence[list[Line] | None], label: str, flags: tuple[tuple[str, str], ...] = ()
) -> ReadDocument:
    """The lines of pages (None: does not load) as paragraphs, rows and headings."""
    lost = [str(number) for number, lines in enumerate(pages, start=1) if lines is None]
    if len(lost) == len(pages):
        raise Unreadable("no page of this PDF can be loaded; fetch it again or read it by hand")
    if lost:
        flags = (*flags, ("PAGE_UNREADABLE", f"pages that do not load: {', '.join(lost)}"))
    read_pages = [lines or [] for lines in pages]
    leading = _leading(read_pages)
    blocks: list[RawBlock] = []
    for number, lines in enumerate(read_pages, start=1):
        for block in _blocks(lines, leading, number):
            if blocks and blocks[-1].page == number - 1 and _runs_on(blocks[-1], block):
                blocks[-1] = blocks[-1]._replace(text=_joined(blocks[-1].text, block.text))
            else:
                blocks.append(block)
    if any_glued("\n".join(block.text for block in blocks)):
        blocks = [block._replace(text=parted(block.text)) for block in blocks]
    return ReadDocument(label=label, blocks=tuple(blocks), flags=flags)


def opened(body: bytes) -> Iterator[Any]:
    """Each page of a PDF, None for one that does not load; closed when the next is asked for."""
    import pypdfium2 as pdfium  # noqa: PLC0415 - a shared library that most filings never need

    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        raise Unreadable("this PDF does not open; fetch it again or read it by hand") from error
    try:
        if len(document) > MAX_PAGES:
            raise TooLarge(f"a PDF of {len(document)} pages, more than {MAX_PAGES}; not read")
        for index in range(len(document)):
            try:
                page = document[index]
            except pdfium.PdfiumError:
                yield None
                continue
            yield page
            page.close()
    finally:
        document.close()


def _lines(page: Any) -> list[Line] | None:
    """The lines of a page, None for one that does not load."""
    import pypdfium2 as pdfium  # noqa: PLC0415 - as in ``opened``

    if page is None:
        return None
    try:
        text = page.get_textpage()
    except pdfium.PdfiumError:
        return None
    found = lines_of(text)
    text.close()
    return found


def is_picture(page: Any) -> bool:
    """Whether a picture covers a good part of a page."""
    from pypdfium2 import raw  # noqa: PLC0415 - as in ``opened``

    width, height = page.get_size()
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) >= PICTURE * width * height:
            return True
    return False


def _picture_flags(pictures: Sequence[int], pages: int) -> Iterator[tuple[str, str]]:
    """Which pages are pictures, and that a person must look where they may hold the news: a
    third of all, or the first one of a short document (a report has a picture for its cover).
    """
    if not pictures:
        return
    yield "PAGE_SCANNED", f"pages that are pictures without text: {', '.join(map(str, pictures))}"
    if len(pictures) * 3 >= pages or (pictures[0] == 1 and pages <= SHORT):
        yield "NEEDS_REVIEW", SCANNED


def _leading(pages: Sequence[Sequence[Line]]) -> float:
    """The usual distance of lines within a paragraph: the smallest frequent one. In a short
    announcement the gaps between paragraphs outnumber those within, so that a distance below
    full lines that stop in the middle of a sentence speaks against a much larger one.
    """
    gaps: Counter[int] = Counter()
    wrapped: Counter[int] = Counter()
    for lines in pages:
        margin = max((line.right for line in lines), default=0.0)
        left = min((line.left for line in lines), default=0.0)
        for above, below in pairwise(lines):
            gap = round(above.base - below.base)
            if 6 <= gap <= 40:
                gaps[gap] += 1
                wrapped[gap] += _wraps(above, below, left, margin)
    if not gaps:
        return 0.0
    usual = _smallest_frequent(gaps, 3)
    within = _smallest_frequent(wrapped, 1) if wrapped.total() else usual
    return within if _is_apart(usual, within) else usual


def _smallest_frequent(gaps: Counter[int], part: int) -> float:
    """The smallest gap that counts at least the given part of the most frequent one."""
    most = max(gaps.values())
    return float(min(gap for gap, count in gaps.items() if count * part >= most))


def _wraps(above: Line, below: Line, left: float, margin: float) -> bool:
    """Whether a full line of running text goes on in the next one."""
    if above.right <= left + 0.85 * (margin - left) or len(above.cells) > 1 or len(below.cells) > 1:
        return False
    opens = _ends(above.text) or _OPENS.match(below.text)
    return not opens and not _is_capitals(above.text)


def _is_apart(gap: float, leading: float) -> bool:
    """Whether a distance of lines is one of paragraphs."""
    return gap > leading * 1.35 + 1


def _blocks(lines: Sequence[Line], leading: float, page: int) -> Iterator[RawBlock]:
    margin = max((line.right for line in lines), default=0.0)
    left = min((line.left for line in lines), default=0.0)
    held: list[Line] = []
    for line in lines:
        if len(held) == 1 and _label_goes_on(held[0], line):
            held = [_with_label(held[0].text, line)]
            continue
        if held and _breaks(held, line, leading, left, margin):
            yield _block(held, page, centred=_is_centred(held[0], left, margin))
            held = []
        held.append(line)
    if held:
        yield _block(held, page, centred=_is_centred(held[0], left, margin))


def _breaks(held: Sequence[Line], line: Line, leading: float, left: float, margin: float) -> bool:
    """Whether a new block begins with this line."""
    last = held[-1]
    if len(last.cells) > 1 or len(line.cells) > 1 or _OPENS.match(line.text):
        return not (len(held) == 1 and _hangs(last, line))
    gap = last.base - line.base
    if leading and 0 < gap < leading * 2.3 and _unfinished(last, line, left, margin):
        return False
    loose = leading and 0 < gap < leading * LOOSE and not is_capitals(line.text)
    if loose and not _CJK.search(last.text) and _wraps(last, line, left, margin):
        return False
    apart = _is_apart(gap, leading) or gap < -leading if leading else False
    if apart or _is_capitals(last.text) != _is_capitals(line.text):
        return True
    if _is_centred(last, left, margin) and _is_centred(line, left, margin):
        return not _title_goes_on(last.text, line.text)
    return _ends(last.text) and last.right < left + 0.8 * (margin - left)


def _ends(text: str) -> bool:
    """Whether a line ends a sentence, brackets and quotes behind it left aside."""
    return text.rstrip(_CLOSING).endswith(_STOPS)


def _unfinished(last: Line, line: Line, left: float, margin: float) -> bool:
    """Whether a line stops in the middle of a phrase that the next one takes up."""
    if _is_centred(last, left, margin) and _HAN_CONNECTS.search(last.text):
        return len(last.text) < 60
    if _is_capitals(last.text) and _is_capitals(line.text):
        more = _CONNECTS.search(last.text) or _had_no_room(last, line, margin - left)
        return bool(more) and not _ALONE.fullmatch(last.text)
    full = last.right > left + 0.93 * (margin - left)
    return full and line.text[0].islower() and not _ends(last.text)


def _had_no_room(last: Line, line: Line, width: float) -> bool:
    """Whether a line of capitals ended because the next word did not fit into the column."""
    taken = last.right - last.left
    word = len(line.text.split(maxsplit=1)[0]) + 1
    return taken > 0.7 * width and taken + word * taken / len(last.text) > width


def _label_goes_on(above: Line, line: Line) -> bool:
    """Whether the label of a table row began on the line above."""
    if len(above.cells) > 1 or len(line.cells) < 2 or _ends(above.text):
        return False
    return line.cells[0][0].islower() and abs(above.left - line.left) < 4 and len(above.text) < 80


def _with_label(label: str, line: Line) -> Line:
    cells = (f"{label} {line.cells[0]}", *line.cells[1:])
    return line._replace(cells=cells, text=" ".join(cells))


def _hangs(first: Line, line: Line) -> bool:
    """Whether a line goes on in the second column of a marker such as ``(a)`` or ``1.``."""
    return _is_marked(first) and len(line.cells) == 1 and line.left > first.left + 8


def _is_marked(line: Line) -> bool:
    """Whether the first of two cells is the marker of a paragraph, not the cell of a table."""
    return len(line.cells) == 2 and bool(_OPENS.match(f"{line.cells[0]} x"))


def _is_centred(line: Line, left: float, margin: float) -> bool:
    width = margin - left
    return width > 0 and line.left - left > 0.03 * width and margin - line.right > 0.03 * width


def _title_goes_on(last: str, line: str) -> bool:
    """Whether two centred lines are one title: both capitals or both Chinese, unbracketed."""
    if _ALONE.fullmatch(last) or _ALONE.fullmatch(line):
        return False
    if _BRACKETED.fullmatch(last) or _BRACKETED.fullmatch(line) or last.endswith("有限公司"):
        return False
    return _is_capitals(last) or (
        bool(_CJK.match(last)) and bool(_CJK.match(line)) and len(last) > 6
    )


def _block(lines: Sequence[Line], page: int, *, centred: bool) -> RawBlock:
    if len(lines[0].cells) > 1 and not _is_marked(lines[0]):
        return RawBlock(kind="row", text="\t".join(lines[0].cells), page=page)
    text = lines[0].text
    for line in lines[1:]:
        text = _joined(text, line.text)
    heading = len(lines) == 1 and not centred and is_title_heading(text)
    return RawBlock(kind="heading" if heading else "paragraph", text=text, page=page)


def _joined(text: str, more: str) -> str:
    """Two lines of a paragraph: with a blank between them, except in Chinese."""
    chinese = not text[-1].isascii() and _CJK.match(text[-1]) and _CJK.match(more[0])
    return f"{text}{more}" if chinese else f"{text} {more}"


def _runs_on(last: RawBlock, block: RawBlock) -> bool:
    """Whether a paragraph goes on over the turn of a page."""
    if last.kind != "paragraph" or block.kind != "paragraph" or _ends(last.text):
        return False
    if len(last.text) < 60 or _is_capitals(block.text) or _OPENS.match(block.text):
        return False
    return block.text[0].islower() or (len(last.text) > 120 and len(block.text) > 40)
