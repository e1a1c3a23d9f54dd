"""Plain text: typewriter texts of old filings, and renderings with one paragraph a line."""

from __future__ import annotations

import re

import re2

from watcher.model import BlockKind
from workers.grammar.headings import is_title_heading
from workers.grammar.marks import has_markup, one_line, plain_characters, without_markup
from workers.grammar.wrap import is_capitals, is_wrapped, paragraphs
from workers.text.model import RawBlock, ReadDocument

_TAGS = re.compile(r"</?(?:PAGE|TABLE|CAPTION|S|C|FN|F\d+|TEXT|DOCUMENT)>", re.IGNORECASE)
_ENCODED = re2.compile(r"(?ms)^begin \d{3} [^\n]*\n.*?^end$")
WIDE = (b"\xff\xfe", b"\xfe\xff")
"""The marks with which UTF-16 begins."""
_RULE = re.compile(r"[\s|:_=*-]*")


def read(body: bytes, label: str = "main") -> ReadDocument:
    """The lines as paragraphs and rows; tabs part cells."""
    raw = decode(body)
    text = without_markup(
        _TAGS.sub(
            " ", plain_characters(_ENCODED.sub("", raw.replace("\r\n", "\n").replace("\r", "\n")))
        )
    )
    lines = text.replace("\f", "\n\n").split("\n")
    found = _wrapped(lines) if is_wrapped(lines) else _by_line(lines)
    flags = (
        (("MARKUP_LEFT", "markup of a rendering was left in the text and taken out"),)
        if has_markup(raw)
        else ()
    )
    return ReadDocument(label=label, blocks=tuple(found), flags=flags)


def decode(body: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else Windows-1252 as EDGAR has it."""
    if body[:2] in WIDE:
        return body.decode("utf-16", errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def _wrapped(lines: list[str]) -> list[RawBlock]:
    return [
        RawBlock(kind="row" if row else "paragraph", text=text if row else one_line(text))
        for text, row in paragraphs(lines)
    ]


def _by_line(lines: list[str]) -> list[RawBlock]:
    """One block a line; capitals that run over several lines are one heading."""
    blocks: list[RawBlock] = []
    for number, line in enumerate(lines):
        text = one_line(line)
        if _RULE.fullmatch(line):
            continue
        if "\t" in line.strip():
            cells = "\t".join(one_line(cell) for cell in line.split("\t"))
            blocks.append(RawBlock(kind="row", text=cells.rstrip("\t")))
        elif number and lines[number - 1].strip() and blocks and _goes_on(blocks[-1], text):
            blocks[-1] = blocks[-1]._replace(text=f"{blocks[-1].text} {text}")
        else:
            alone = not any(
                near.strip()
                for near in (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])
            )
            kind: BlockKind = "heading" if alone and is_title_heading(text) else "paragraph"
            blocks.append(RawBlock(kind=kind, text=text))
    return blocks


def _goes_on(last: RawBlock, text: str) -> bool:
    return last.kind != "row" and is_capitals(last.text) and is_capitals(text)
