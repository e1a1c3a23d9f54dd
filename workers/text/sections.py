"""Blocks under one heading path, and the items that an HK title announces."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import re2

from watcher.model import Block, Section
from workers.grammar.headings import item_number, level
from workers.grammar.wrap import is_capitals
from workers.text.model import FilingText, Part

_ENUMERATOR = re2.compile(
    r"(?:^|[\s;；])(?:[(（](?:[IVX]{1,5}|[ivx]{1,5}|\d{1,2}|[A-Ha-h]|[一二三四五六七八九十]{1,3})|\d{1,2})[)）]\s*"
)
_SPELLED = re2.compile(
    r"(?i)(?:\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|thousand)|[一二兩三四五六七八九十百千])\s*$"
)
"""Before ``(1)``: the figure repeats a spelled number (ONE (1) RIGHTS SHARE)."""
_MASTHEAD = re2.compile(
    r"(?i)stock\s+(?:short\s+name|code)|incorporated\s+in|股份代號|股份代码|股票代號|註冊成立|注册成立|ticker|limited liability"
)
_DISCLAIMER = re2.compile(r"(?i)take\s+no\s+responsibility|不負責|概不負責")
_GENERIC = re2.compile(
    r"(?i)(?:announcement|notice|circular|公告|通告|通函|inside information announcement|voluntary announcement)s?|自願性?公[告佈布]"
)
_NAME = re2.compile(
    r"(?i).*\b(?:limited|ltd\.?|corporation|corp\.?|inc\.?|holdings|company|plc)\*?|.*(?:有限公司|集團|控股)\*?"
)
_ANNOUNCES = re2.compile(
    r"(?i)\b(?:transactions?|acquisition|disposal|subscription|placing|issue|offers?|agreement|supplemental|proposed|completion|termination|lapse|formation|provision|appointment|resignation|relation\s+to|interests?\s+in|update\s+on|petition)\b|收購|出售|認購|配售|發行|交易|有關|關於|建議|完成|終止|委任|辭任|要約"
)
"""Words of a title that ends in a company's name; a name alone has none of them."""
_TRAILING = re2.compile(r"(?i)[\s;；,，]*(?:\band|以?及)?[\s;；,，]*$")
_RETURN = re2.compile(
    r"(?i)^(?:FF30\d|monthly return (?:for|of) equity issuer|next day disclosure return)|月報表|翌日披露報表"
)
_HAN = re2.compile(r"\p{Han}")
_ADDRESS = re2.compile(r"(?i)https?:|www\.|^(?:website|網址|網站)")
_BRACKETED = re2.compile(r"[(（][^)）]*[)）]")
_ALONE = re2.compile(r"(?i)and|及")
_OPEN_END = re2.compile(r"(?i)(?:\b(?:and|of|the|to|for|in|on|by|with)|[;；,，、及與和之的])$")
TITLE_WITHIN = 40
MASTHEAD_LINES = 2
"""Lines of a masthead stand this close to each other; a later match is running text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleItem:
    """One event that a title enumerates: its words in one line, and where they stand."""

    text: str
    start: int
    end: int


def sections(blocks: Sequence[Block], parts: Sequence[Part]) -> tuple[Section, ...]:
    """Every block in one section; a heading, an 8-K item or a new document opens one."""
    found: list[Section] = []
    for part in parts:
        found += _sections_of(_within(blocks, part), part.label)
    return tuple(found)


def _within(blocks: Sequence[Block], part: Part) -> Sequence[Block]:
    """The blocks of a part; blocks are in order."""
    first = bisect_left(blocks, part.start, key=lambda b: b.start)
    return blocks[first : bisect_left(blocks, part.end, lo=first, key=lambda b: b.start)]


def item_of(section: Section) -> str | None:
    """The 8-K item a section stands under: ``5.02``, or ``5`` before August 2004."""
    return next((number for number in map(item_number, section.heading) if number), None)


class _Held:
    """A filing's text by identity: what is found in it is kept while it is being read."""

    __slots__ = ("text",)

    def __init__(self, text: FilingText) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.text is self.text

    def __hash__(self) -> int:
        return id(self.text)


def title_items(text: FilingText, part: Part) -> tuple[TitleItem, ...]:
    """What the title of an HK announcement enumerates, ``(1) …; AND (2) …``, or titles parted
    by an AND alone on its line; one item for a plain title, none where there is no HK title, as in a structured form.
    Every event type asks, so the answers for a filing are found once.
    """
    return () if text.leaves else _titles(_Held(text)).get(part.start, ())


@lru_cache(maxsize=1)
def _titles(held: _Held) -> Mapping[int, tuple[TitleItem, ...]]:
    """What the titles of a filing announce, by the places of their parts."""
    return {part.start: _title_items(held.text, part) for part in held.text.parts}


def _title_items(text: FilingText, part: Part) -> tuple[TitleItem, ...]:
    blocks = _within(text.blocks, part)[: TITLE_WITHIN + 1]
    head = text.text[blocks[0].start : blocks[-1].end] if blocks else ""
    announces = _MASTHEAD.search(head) or _DISCLAIMER.search(head)
    title = _title_blocks(blocks) if announces else []
    if not title or any(_RETURN.search(b.text) for b in blocks[:8]):
        return ()
    whole = text.text[title[0].start : title[-1].end]
    first = next(_enumerators(whole), None)
    if first and first.start() < 4:
        return tuple(_enumerated(text.text, title))
    if first:
        return (TitleItem(text=" ".join(whole.split()), start=title[0].start, end=title[-1].end),)
    return tuple(_parted_by_and(title))


def _sections_of(blocks: Sequence[Block], label: str) -> Iterator[Section]:
    path: list[tuple[int, str]] = []
    held: list[Block] = []
    for block in blocks:
        number = item_number(block.text[:80]) if block.kind != "row" else None
        if block.kind == "heading" or number:
            if held:
                yield Section(document=label, heading=tuple(t for _, t in path), blocks=tuple(held))
                held = []
            words = block.text if block.kind == "heading" else f"Item {number}"
            rank = level(words)
            path = [(r, t) for r, t in path if r < rank]
            path.append((rank, words))
        held.append(block)
    if held:
        yield Section(document=label, heading=tuple(t for _, t in path), blocks=tuple(held))


def _title_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The title: the first run of headings behind the masthead."""
    head = [i for i, b in enumerate(blocks) if len(b.text) < 160 and _MASTHEAD.search(b.text)]
    notice = [i for i, b in enumerate(blocks) if not head and _DISCLAIMER.search(b.text)]
    if not head and not notice:
        return []
    first = 0
    for at in head or notice[-1:]:
        if first and at > first + MASTHEAD_LINES:
            break
        first = at + 1
    title: list[Block] = []
    for block in blocks[first:]:
        if _ADDRESS.search(block.text):
            continue
        if _is_title_like(block):
            if _is_name(block.text):
                continue
            if title and _ends(title, block):
                break
            title.append(block)
        elif title or len(block.text) > 200:
            break
    named = [b for b in title if not _GENERIC.fullmatch(b.text)]
    return named or title


def _is_name(text: str) -> bool:
    """The issuer's name in the masthead; ``ACQUISITION OF NORTHERN QUAY LIMITED`` is a title."""
    if not _NAME.fullmatch(text) or _ANNOUNCES.search(text):
        return False
    return next(_enumerators(text), None) is None


def _is_title_like(block: Block) -> bool:
    """Capitals, or Chinese without a full stop; never a web address."""
    if block.kind == "row" or len(block.text) > 600 or _BRACKETED.fullmatch(block.text):
        return False
    if is_capitals(block.text):
        return True
    clause = len(block.text) < 160 and "。" not in block.text and not block.text.isascii()
    return clause and len(_HAN.findall(block.text)) * 2 > len(block.text)


def _ends(title: Sequence[Block], block: Block) -> bool:
    """Whether a heading behind the title is already the first section's."""
    last = title[-1].text.rstrip()
    if _ALONE.fullmatch(block.text) or _ALONE.fullmatch(last) or _GENERIC.fullmatch(last):
        return False
    return not (_ENUMERATOR.match(block.text) or _OPEN_END.search(last))


def _enumerated(canonical: str, title: Sequence[Block]) -> Iterator[TitleItem]:
    start, end = title[0].start, title[-1].end
    whole = canonical[start:end]
    opens = [
        m.start() + (0 if whole[m.start()] in "(（0123456789" else 1) for m in _enumerators(whole)
    ]
    for at, until in zip(opens, [*opens[1:], len(whole)], strict=True):
        words = whole[at : _trimmed(whole, at, until)]
        yield TitleItem(text=" ".join(words.split()), start=start + at, end=start + at + len(words))


def _enumerators(whole: str) -> Iterator[re2._Match]:
    """The marks that open an item; a figure behind the same number in words opens none."""
    for found in _ENUMERATOR.finditer(whole):
        if not _SPELLED.search(whole[max(0, found.start() - 12) : found.start()]):
            yield found


def _trimmed(whole: str, at: int, until: int) -> int:
    """The end of an item without its trailing ``; AND``."""
    words = whole[at:until]
    found = _TRAILING.search(words)
    return at + (found.start() if found else len(words))


def _parted_by_and(title: Sequence[Block]) -> Iterator[TitleItem]:
    run: list[Block] = []
    for block in [*title, None]:
        if block is None or _ALONE.fullmatch(block.text):
            if run:
                yield TitleItem(
                    text=" ".join(b.text for b in run), start=run[0].start, end=run[-1].end
                )
            run = []
        else:
            run.append(block)
