"""Bytes to the one canonical text of a filing, with its parts, blocks and sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from string import ascii_letters
from typing import Literal, TypeAlias

from watcher.errors import BadInput, TooLarge, Unreadable
from watcher.model import SCANNED, Block, QualityFlag
from workers.events import Told
from workers.grammar.headings import is_capital_heading, is_chinese_heading, item_number
from workers.text import html, pdf, plain, sgml, xml
from workers.text.exhibits import index_titles, split_exhibits
from workers.text.model import NO_LEAVES, FilingText, Part, RawBlock, RawDocument, ReadDocument
from workers.text.sections import sections

MAX_BYTES = 200_000_000
MAX_CHARACTERS = 20_000_000
MAX_PARAGRAPH = 20_000
"""Characters; a longer paragraph is cut at a sentence, so that one costs no more than many."""
SEPARATOR = "\n\f\n"
BROKEN_OFF = (
    "SUBMISSION_TRUNCATED",
    "the submission ends before its last document does; fetch it again, its last figures may be cut",
)
NOTHING_TO_READ = "no readable text: a scan or a picture; read it by hand"

ReadPdf: TypeAlias = Callable[[bytes, str], ReadDocument]
"""What reads a PDF (its bytes, the label of its part): by its text, or by its pictures."""

_HTML = re.compile(rb"<(?:html|!doctype html|body|head|div|p|font|br|xhtml|td)\b", re.IGNORECASE)
_EXHIBIT = re.compile(r"EX-(\d+(?:\.[\w-]+)*)", re.IGNORECASE)
_PACKED = {b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff\xe0", b"GIF8", b"\xd0\xcf\x11\xe0"}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a")) + b"\x7f"
_NOT_HAN = re.compile(r"[^\u3400-\u9fff]+")
_NOT_LATIN = bytes(set(range(128)) - set(ascii_letters.encode()))


def text_of(
    body: bytes, told: Told, filename: str | None = None, *, read_pdf: ReadPdf = pdf.read
) -> FilingText:
    """The canonical text. Raises BadInput, Unreadable, ForbiddenMarkup or TooLarge with a
    message that names what is wrong.
    """
    name = filename or told.accession or "this document"
    if not body.strip():
        raise Unreadable(f"{name} is empty; fetch it again")
    if len(body) > MAX_BYTES:
        raise TooLarge(f"{name} has {len(body):,} bytes, more than {MAX_BYTES:,}; not read")
    if body[:2] in plain.WIDE:
        body = plain.decode(body).encode()
    header: Mapping[str, str] = {}
    raw: list[RawDocument] = []
    cut = False
    if sgml.is_submission(body):
        body = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        header, raw = sgml.header(body), list(sgml.documents(body))
        cut = sgml.breaks_off(body)
    read = list(_each(raw or [RawDocument(body=body, filename=filename)], read_pdf))
    if len(read) == 1 and read[0].label == "main" and not read[0].leaves:
        read = split_exhibits(read[0])
    if cut and read:
        read[0] = replace(read[0], flags=(*read[0].flags, BROKEN_OFF))
    return assemble(_titled(read), header)


def assemble(documents: Sequence[ReadDocument], header: Mapping[str, str]) -> FilingText:
    """Documents in order as one text; every offset is known from here on. Raises TooLarge."""
    parts: list[Part] = []
    blocks: list[Block] = []
    leaves = NO_LEAVES
    at = 0
    for document in documents:
        start = at + (len(SEPARATOR) if parts else 0)
        own = list(_placed(document.blocks, start))
        at = own[-1].end if own else start
        if at > MAX_CHARACTERS:
            raise TooLarge(f"more than {MAX_CHARACTERS:,} characters of text; not read")
        blocks += own
        if document.leaves and not leaves:
            leaves = replace(document.leaves, start=start) if start else document.leaves
        parts.append(_part(document, start, at))
    whole = SEPARATOR.join("\n".join(b.text for b in document.blocks) for document in documents)
    language = _language(whole)
    return FilingText(
        text=whole,
        parts=tuple(parts),
        blocks=tuple(blocks),
        sections=sections(blocks, parts),
        leaves=leaves,
        language=language,
        flags=tuple(QualityFlag(code=c, detail=d) for doc in documents for c, d in doc.flags),
        needs_review=None if language else _unread(documents),
        header=header,
    )


def _unread(documents: Sequence[ReadDocument]) -> str:
    """Why there is no text."""
    return (
        SCANNED if any(("NEEDS_REVIEW", SCANNED) in d.flags for d in documents) else NOTHING_TO_READ
    )


def _part(document: ReadDocument, start: int, end: int) -> Part:
    return Part(
        label=document.label, type=document.type, title=document.title, start=start, end=end
    )


def _each(documents: Sequence[RawDocument], read_pdf: ReadPdf) -> Iterator[ReadDocument]:
    """Every document read. One that cannot be read does not take the others with it: it is
    empty and flagged. Raises the first reason where none can be read.
    """
    reasons: list[BadInput] = []
    for number, document in enumerate(documents):
        try:
            yield _read(document, number, read_pdf)
        except BadInput as error:
            reasons.append(error)
            label = _label(document.type, number)
            flag = ("DOCUMENT_UNREAD", f"{document.filename or label}: {error}")
            yield ReadDocument(label=label, type=document.type, blocks=(), flags=(flag,))
    if len(reasons) == len(documents):
        raise reasons[0]


def _read(document: RawDocument, number: int, read_pdf: ReadPdf) -> ReadDocument:
    label = _label(document.type, number)
    found = _cut(_by_content(document.body, label, read_pdf))
    return replace(
        found, type=document.type, title=document.title, blocks=tuple(_headings(found.blocks))
    )


def _cut(document: ReadDocument) -> ReadDocument:
    """The document with its overlong paragraphs in pieces, and a flag that says so. A form is
    one block whatever its length.
    """
    longest = max((len(block.text) for block in document.blocks), default=0)
    if longest <= MAX_PARAGRAPH or document.leaves:
        return document
    blocks = tuple(piece for block in document.blocks for piece in _pieces(block))
    flag = ("PARAGRAPH_SPLIT", f"a paragraph of {longest:,} characters was read in pieces")
    return replace(document, blocks=blocks, flags=(*document.flags, flag))


def _pieces(block: RawBlock) -> Iterator[RawBlock]:
    """A block in pieces of bounded length that end with a sentence, else with a word."""
    text = block.text
    while len(text) > MAX_PARAGRAPH:
        ends = (text.rfind(mark, 1, MAX_PARAGRAPH) for mark in (". ", "。", "\t", " "))
        at = next((end + 1 for end in ends if end > MAX_PARAGRAPH // 2), MAX_PARAGRAPH)
        yield block._replace(text=text[:at])
        text = text[at:].lstrip(" ")
    if text:
        yield block._replace(text=text)


def _by_content(body: bytes, label: str, read_pdf: ReadPdf) -> ReadDocument:
    """The reader is chosen by what the bytes are, never by a name."""
    if b"%PDF-" in body[:1024]:
        return read_pdf(body, label)
    if _is_binary(body):
        raise BadInput("this is neither HTML, XML, PDF nor text; nothing in it can be read")
    if xml.is_form(body):
        return xml.read(body, label)
    if _HTML.search(body[:200_000]):
        return html.read(plain.decode(body), label)
    return plain.read(body, label)


def _is_binary(body: bytes) -> bool:
    """Whether these bytes were never letters: a known kind of file, or strewn with control codes.

    Of random or packed bytes one in ten is one, of every kind; a text has a few at most, left
    by its printer, or one kind that somebody put between its words.
    """
    start = body[:4000]
    others = start.translate(None, _CONTROLS)
    return (
        start[:64].lstrip()[:4] in _PACKED
        or b"\x00\x00\x00" in start[:1000]
        or (len(start) - len(others) > len(start) // 50 and len(set(start) & set(_CONTROLS)) > 3)
    )


def _label(kind: str | None, number: int) -> str:
    found = _EXHIBIT.match(kind or "")
    return (
        found.group(1)
        if found
        else ("main" if number == 0 else (kind or f"part {number + 1}").lower())
    )


def _headings(blocks: Iterable[RawBlock]) -> Iterator[RawBlock]:
    """Blocks with those raised to headings that only their wording shows."""
    for block in blocks:
        short = block.kind == "paragraph" and len(block.text) <= 260
        item = short and len(block.text) < 200 and item_number(block.text) is not None
        if short and (item or is_capital_heading(block.text) or is_chinese_heading(block.text)):
            yield block._replace(kind="heading")
        else:
            yield block


def _titled(documents: Sequence[ReadDocument]) -> list[ReadDocument]:
    """Exhibits with the titles that the exhibit index of the main document gives them."""
    titles = index_titles(documents[0].blocks) if documents else {}
    return [replace(d, title=titles.get(d.label, d.title)) for d in documents]


def _placed(raw: Iterable[RawBlock], at: int) -> Iterator[Block]:
    for block in raw:
        yield Block(
            kind=block.kind, text=block.text, start=at, end=at + len(block.text), page=block.page
        )
        at += len(block.text) + 1


def _language(text: str) -> Literal["en", "zh"] | None:
    """Chinese where at least a tenth of the letters are Han characters."""
    sample = text[:400_000]
    latin = len(sample.encode("ascii", "ignore").translate(None, _NOT_LATIN))
    han = 0 if sample.isascii() else len(_NOT_HAN.sub("", sample))
    if han + latin < 20:
        return None
    return "zh" if han * 5 >= latin else "en"
