"""The exhibits of a rendered 6-K, where no tag parts them.

The exchange disclaimer opens each exhibit, also in the middle of a line; a return form
opens with its own title. Labels and titles come from the exhibit index, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from workers.text.model import RawBlock, ReadDocument

_DISCLAIMER = re.compile(
    r"Hong Kong Exchanges and Clearing Limited(?:,? and| \(the “?Exchange”?\))? ?The Stock Exchange of Hong Kong Limited(?:[^.]{0,80}?) takes? no responsibilit"
    r"|香港交易及結算所有限公司及香港聯合交易所有限公司[^。]{0,40}不負責"
)
_FORM_TITLE = re.compile(
    r"(?:FF30\d|Monthly Return (?:for|of) Equity Issuer|Next Day Disclosure Return|股份發行人的證券變動月報表|翌日披露報表)",
    re.IGNORECASE,
)
_EXHIBIT_LINE = re.compile(r"(?:exhibit|ex-)\s*(\d{1,2}\.\d{1,2})\.?", re.IGNORECASE)
_INDEX_ROW = re.compile(
    r"\s*(?:exhibit\s+)?(\d{1,3}\.\d{1,2})[*†‡]*[\s:.–—-]+(\S.*)", re.IGNORECASE | re.DOTALL
)
_COVER = re.compile(r"form\s+6-k\b", re.IGNORECASE)
_SIGNATURES = re.compile(r"signatures?", re.IGNORECASE)
COVER_WITHIN = 60


def split_exhibits(document: ReadDocument) -> list[ReadDocument]:
    """The cover and its exhibits, or the document alone where none can be told."""
    blocks = document.blocks
    cover = any(_COVER.search(b.text) for b in blocks[:COVER_WITHIN])
    cuts = list(_cuts(blocks)) if cover else []
    if not cuts:
        return [document]
    labels = list(index_titles(blocks)) or []
    mid_line = any(at for _, at, _ in cuts)
    flags = [
        *document.flags,
        (
            "EXHIBIT_BOUNDARIES_IMPLICIT",
            f"no tag parts the exhibits; split at {len(cuts)} openings found in the text",
        ),
    ]
    if mid_line:
        flags.append(
            (
                "EXHIBIT_BOUNDARY_MID_LINE",
                "an exhibit begins in the middle of a line; split at the exchange disclaimer",
            )
        )
    pieces = _pieces(blocks, cuts)
    found = [replace(document, blocks=tuple(pieces[0]), flags=tuple(flags))]
    for number, piece in enumerate(pieces[1:]):
        named = cuts[number][2]
        label = named or (labels[number] if number < len(labels) else f"99.{number + 1}")
        found.append(ReadDocument(label=label, type=f"EX-{label}", blocks=tuple(piece)))
    return found


def index_titles(blocks: Iterable[RawBlock]) -> Mapping[str, str]:
    """Exhibit number -> title, from the rows of an exhibit index."""
    titles: dict[str, str] = {}
    for block in list(blocks)[:400]:
        row = _INDEX_ROW.fullmatch(block.text) if len(block.text) < 1000 else None
        if row:
            titles.setdefault(row.group(1), " ".join(row.group(2).split()))
    return titles


def _cuts(blocks: Sequence[RawBlock]) -> Iterable[tuple[int, int, str | None]]:
    """(block, offset in it, number printed there) where an exhibit begins."""
    signed = next((i for i, b in enumerate(blocks) if _SIGNATURES.fullmatch(b.text.strip())), None)
    before = -1
    for i, block in enumerate(blocks):
        found = _DISCLAIMER.search(block.text)
        line = _EXHIBIT_LINE.fullmatch(block.text.strip())
        form = _FORM_TITLE.match(block.text)
        behind_cover = signed is not None and i > signed
        if line and behind_cover:
            yield i, 0, line.group(1)
            before = i
        elif (found or (form and behind_cover)) and i - before > 3:
            yield i, found.start() if found else 0, None
            before = i
        elif form or found:
            before = before if i - before > 3 else i


def _pieces(
    blocks: Sequence[RawBlock], cuts: Sequence[tuple[int, int, str | None]]
) -> list[list[RawBlock]]:
    pieces: list[list[RawBlock]] = [[]]
    marks = {i: at for i, at, _ in cuts}
    for i, block in enumerate(blocks):
        if i not in marks:
            pieces[-1].append(block)
            continue
        head, tail = block.text[: marks[i]].rstrip(), block.text[marks[i] :]
        if head:
            pieces[-1].append(block._replace(text=head))
        pieces.append([block._replace(text=tail)])
    return pieces
