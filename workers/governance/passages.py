"""The passage of a filing that a title item, a heading or an 8-K item announces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

import re2

from watcher.model import Block, Section
from workers.events import Reading
from workers.issuance.sentences import sentences
from workers.text.model import Part
from workers.text.sections import item_of, title_items

TITLE_WITHIN = 45
LONGEST_TITLE = 500
LEAD_WITHIN = 6
"""Paragraphs within which a press release says what it is about."""
LONGEST_LEAD = 1_500
COVER_WITHIN = 60
OPENING_LINES, LONGEST_LINE = 10, 220
_END = re2.compile(
    r"(?i)^\W*(?:notice of (?:the )?(?:annual|extraordinary|special)|appendix|definitions?\W*$|form of proxy|by order of the board|as at the date of this (?:announcement|circular),? (?:the )?(?:board|executive|directors)|釋義\W*$|股東(?:[週周]年|特別)?大會通告|承董事會命|於本公告日期)"
)


_OUTCOME = re2.compile(r"(?i)poll results|results of the|投票結果|表決結果")
_COVER = re2.compile(
    r"(?i)\bform\s+40-F\b|\brule\s+12g3-2\(b\)|\bregulation\s+S-T\s+rule\s+101|^\W*82-"
)
"""The boxes on the cover of Form 6-K; what stands behind the last of them is the report."""
_RELEASES = frozenset({"6-K", "8-K"})


class Pattern(Protocol):
    """A compiled pattern of re or re2."""

    def search(self, text: str) -> object | None:
        """The first match, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Blocks under one announcement. ``start``/``end`` span its title; ``title_item`` is set
    where the title is one of an HK announcement, ``item`` where it is one of Form 8-K.
    """

    part: Part
    blocks: tuple[Block, ...]
    start: int
    end: int
    title: str
    title_item: str | None = None
    item: str | None = None

    @property
    def text(self) -> str:
        """The words of the passage, a line a block."""
        return "\n".join(b.text for b in self.blocks)

    @property
    def body(self) -> str:
        """The words without headings."""
        return "\n".join(b.text for b in self.blocks if b.kind != "heading")

    def span(self, at: int, until: int) -> tuple[int, int]:
        """Offsets in the canonical text of a span of ``text``; cut at the end of its block."""
        for block in self.blocks:
            if at <= len(block.text):
                return block.start + at, block.start + min(until, len(block.text))
            at, until = at - len(block.text) - 1, until - len(block.text) - 1
        return self.start, self.end


def announced(reading: Reading, pattern: Pattern) -> Iterator[Passage]:
    """A passage for each title item, or heading near the top of a document, that matches."""
    for part in _parts(reading):
        blocks = _reported(reading, part)
        items = title_items(reading.text, part)
        for item in items:
            if pattern.search(item.text):
                alone = len(items) == 1
                body = _body(reading, part, blocks, item.end, pattern, alone=alone)
                yield Passage(
                    part=part,
                    blocks=body,
                    start=item.start,
                    end=item.end,
                    title=item.text,
                    title_item=item.text,
                )
        matched = any(pattern.search(item.text) for item in items)
        if not matched and not any(_OUTCOME.search(item.text) for item in items):
            yield from _headed(reading, part, blocks, pattern)


def led(reading: Reading, pattern: Pattern) -> Iterator[Passage]:
    """A passage for each release, under whatever title, whose first paragraphs match: of
    Form 6-K and of the exhibits 99 of Form 8-K. Its title is the sentence that tells it.
    """
    if (reading.form or "").removesuffix("/A") not in _RELEASES:
        return
    for part in _parts(reading):
        blocks = _reported(reading, part)
        opening = [i for i, b in enumerate(blocks) if b.kind == "paragraph"][:LEAD_WITHIN]
        for i in opening:
            told = next(_telling(blocks[i].text[:LONGEST_LEAD], pattern), None)
            if told is not None:
                start, end = (blocks[i].start + at for at in told)
                yield Passage(
                    part=part,
                    blocks=blocks[i:],
                    start=start,
                    end=end,
                    title=reading.text.text[start:end],
                )
                break


def _telling(text: str, pattern: Pattern) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph that match."""
    return (span for span in sentences(text) if pattern.search(text[slice(*span)]))


def whole(reading: Reading) -> Passage | None:
    """A filing without a title, where the venue's headline says what it is about."""
    blocks = reading.text.blocks
    if not blocks:
        return None
    first = blocks[0]
    return Passage(
        part=reading.text.parts[0],
        blocks=blocks,
        start=first.start,
        end=first.end,
        title=first.text,
    )


def items(reading: Reading, numbers: frozenset[str]) -> Iterator[Passage]:
    """The 8-K items of these numbers, each with all its sections."""
    found: dict[str, list[Section]] = {}
    for section in reading.text.sections:
        number = item_of(section)
        if number in numbers:
            found.setdefault(number, []).append(section)
    for number, sections in found.items():
        blocks = tuple(b for s in sections for b in s.blocks)
        part = reading.text.part_at(blocks[0].start)
        yield Passage(
            part=part,
            blocks=blocks,
            start=blocks[0].start,
            end=blocks[0].end,
            title=blocks[0].text,
            item=number,
        )


def _parts(reading: Reading) -> Sequence[Part]:
    """Documents that announce by a title: of EDGAR envelopes the exhibits 99 only, for a
    plan or a certificate attached as an exhibit is no announcement.
    """
    parts = reading.text.parts
    form = (reading.form or "").removesuffix("/A")
    if form == "8-K" or (form == "6-K" and len(parts) > 1):
        return [p for p in parts if p.label.startswith("99")]
    return parts


def _reported(reading: Reading, part: Part) -> tuple[Block, ...]:
    """The blocks of a document; of a Form 6-K that carries its report itself those behind
    the cover, which is longer than the way to most titles.
    """
    blocks = tuple(b for b in reading.text.blocks if part.start <= b.start < part.end)
    if part.label != "main" or (reading.form or "").removesuffix("/A") != "6-K":
        return blocks
    boxes = [i for i, b in enumerate(blocks[:COVER_WITHIN]) if _COVER.search(b.text[:400])]
    return blocks[boxes[-1] + 1 :] if boxes else blocks


def _headed(
    reading: Reading, part: Part, blocks: tuple[Block, ...], pattern: Pattern
) -> Iterator[Passage]:
    headings = (b for b in blocks[:TITLE_WITHIN] if b.kind == "heading")
    lines = _opening_lines(blocks) if part.label.startswith("99") else iter(())
    candidates = (b for b in chain(headings, lines) if len(b.text) <= LONGEST_TITLE)
    title = next((b for b in candidates if pattern.search(b.text)), None)
    if title is not None:
        body = _body(reading, part, blocks, title.end, pattern, alone=True)
        yield Passage(part=part, blocks=body, start=title.start, end=title.end, title=title.text)


def _opening_lines(blocks: Sequence[Block]) -> Iterator[Block]:
    """The lines above the first paragraph of a release, which a rendering in plain text leaves
    without a mark.
    """
    for block in blocks[:OPENING_LINES]:
        if len(block.text) > LONGEST_LINE or (len(block.text) > 80 and block.text.endswith(".")):
            return
        yield block


def _body(
    reading: Reading,
    part: Part,
    blocks: Sequence[Block],
    after: int,
    pattern: Pattern,
    *,
    alone: bool,
) -> tuple[Block, ...]:
    """The sections that repeat the title as their heading, else all that follows it."""
    if not alone:
        own = [
            s
            for s in reading.text.sections
            if s.document == part.label
            and part.start <= s.start < part.end
            and s.start >= after
            and any(pattern.search(h) for h in s.heading)
        ]
        if own:
            return tuple(b for s in own for b in s.blocks)
    body: list[Block] = []
    for block in blocks:
        if block.start < after:
            continue
        if body and _END.search(block.text[:200]):
            break
        body.append(block)
    return tuple(body)
