"""PDF to blocks by pypdfium2: pages in order, lines put together to paragraphs.

Handles lines printed four times over for bold, letter-spaced justified lines and
ligatures. A document without a text layer gives no blocks and a reason for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from watcher.errors import TooLarge, Unreadable
from workers.grammar.marks import one_line, plain_characters
from workers.grammar.wrap import is_capitals
from workers.text.model import RawBlock, ReadDocument

MAX_PAGES = 1500
MIN_CHARACTERS = 40

_SPACED = re.compile(r"(?:\b\S ){6,}\S\b")
_PAGE_MARK = re.compile(
    r"(?:-\s*)?(?:page\s+)?\d{1,4}(?:\s+of\s+\d{1,4}.*)?(?:\s*-)?|[–—-] ?\d{1,4} ?[–—-]",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?:[\d,.()%–-]+|HK\$|US\$|RMB|N/A|Nil)", re.IGNORECASE)
_ENDS = re.compile(r"[.;:!?。；：！？][\"”’)]?$")
_OPENS = re.compile(r"(?:\(?[0-9ivxIVXa-zA-Z]{1,4}[.)]|[•·▪●–-]|[“\"]\w[^”\"]{0,80}[”\"]\s)\s*\S")
_CJK = re.compile(r"[\u3400-\u9fff]")


def read(body: bytes, label: str = "main") -> ReadDocument:
    """The blocks of every page. Raises Unreadable for bytes that are no PDF, TooLarge
    beyond the page limit.
    """
    pages = list(_pages(body))
    blocks: list[RawBlock] = []
    for number, text in enumerate(pages, start=1):
        blocks += _blocks(text, number)
    return ReadDocument(label=label, blocks=tuple(blocks))


def _pages(body: bytes) -> Iterator[str]:
    import pypdfium2 as pdfium  # noqa: PLC0415 - 40 ms and a shared library that most filings never need

    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        raise Unreadable("this PDF does not open; fetch it again or read it by hand") from error
    try:
        if len(document) > MAX_PAGES:
            raise TooLarge(f"a PDF of {len(document)} pages, more than {MAX_PAGES}; not read")
        for index in range(len(document)):
            page = document[index]
            text_page = page.get_textpage()
            yield text_page.get_text_range()
            text_page.close()
            page.close()
    finally:
        document.close()


def _blocks(text: str, page: int) -> Iterator[RawBlock]:
    held: list[str] = []
    width = 0
    for line in _lines(text):
        if held and _breaks(held[-1], line, width):
            yield _block(held, page)
            held, width = [], 0
        held.append(line)
        width = max(width, len(line))
    if held:
        yield _block(held, page)


def _lines(text: str) -> Iterator[str]:
    """Cleaned lines, overprinted repetitions and page numbers left out."""
    before = None
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = one_line(_close_up(plain_characters(raw.replace("\ufffe", "-"))))
        if not line or line == before or _PAGE_MARK.fullmatch(line):
            continue
        before = line
        yield line


def _close_up(line: str) -> str:
    """``T h e  B o a r d`` back to words where a line is letter-spaced."""
    if not _SPACED.search(line):
        return line
    return _SPACED.sub(
        lambda m: m.group().replace(" ", ""), re.sub(r" {2,}", "\x01", line)
    ).replace("\x01", " ")


def _breaks(last: str, line: str, width: int) -> bool:
    """Whether a new block begins with this line."""
    if _is_row(last) or _is_row(line) or _OPENS.match(line):
        return True
    if is_capitals(last) != is_capitals(line):
        return True
    if is_capitals(line) and is_capitals(last):
        return last.endswith((";", "AND")) is False and _ENDS.search(last) is not None
    return bool(_ENDS.search(last)) or len(last) < 0.6 * width


def _is_row(line: str) -> bool:
    """A line whose second half is figures is a table row."""
    words = line.split(" ")
    figures = [w for w in words if _FIGURES.fullmatch(w)]
    return (
        len(figures) >= 2
        and len(figures) * 2 >= len(words) - 4
        and len(line) < 200
        and not _CJK.search(line[-1])
    )


def _block(lines: list[str], page: int) -> RawBlock:
    if len(lines) == 1 and _is_row(lines[0]):
        return RawBlock(kind="row", text=_as_row(lines[0]), page=page)
    text = lines[0]
    for line in lines[1:]:
        text += line if _CJK.match(text[-1]) and _CJK.match(line[0]) else f" {line}"
    return RawBlock(kind="paragraph", text=text, page=page)


def _as_row(line: str) -> str:
    words = line.split(" ")
    first = next((i for i, w in enumerate(words) if i and _FIGURES.fullmatch(w)), len(words))
    return "\t".join([" ".join(words[:first]), *words[first:]])
