"""Which document of a filing announces results, and for which period.

A title decides: of a Hong Kong announcement, of a press release, of an annual report with
its statements, or Item 2.02 of Form 8-K (Item 12 before August 2004). A recap inside
another document announces nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import re2

from watcher.model import Block, Section
from workers.events import Reading
from workers.grammar.worded import Worded
from workers.results.period import Period, find_period
from workers.text.model import Part
from workers.text.sections import item_of, title_items

TITLE_WITHIN = 45
LEAD_WITHIN = 12
"""Blocks within which a press release says in a sentence what it announces."""
LEAD_WORDS = 8
"""Words at most between ``its`` and ``results`` in it."""
PERIOD_WITHIN = 120
LONGEST_TITLE = 420
LONGEST_COVER = 1200
REPORT_CHARACTERS = 60_000

_KIND = r"(?:annual|interim|final|quarterly|half[- ]year(?:ly)?|full[- ]year|year[- ]end|financial|earnings|operating|(?:first|second|third|fourth|1st|2nd|3rd|4th|Q[1-4]|H[12])[- ](?:fiscal )?(?:quarter(?:ly)?|half|[0-9]{4})?|six[- ]months?|nine[- ]months?|fiscal(?: year)?(?: 20\d\d)?|20\d\d)"
TITLE = (
    rf"\b{_KIND}(?:[\s,]+[\w’'&/,-]+){{0,9}}?[\s,]+results\b"
    r"|\b(?:first|third|1st|3rd|Q[13])[- ]quarter(?:ly)? report\b|第[一三]季度?報告"
    r"|\bresults (?:announcement )?(?:for|of) the (?:[\w-]+ ){0,6}(?:year|quarter|half|months?|period)(?: period)?\b"
    r"|\b(?:reports|announces) (?:[\w’'&/,-]+ ){0,8}(?:quarter|half|year)(?: [\w’'&/,-]+){0,6} (?:results|earnings|revenues?|net (?:income|loss))"
    r"|(?:全年|中期|末期|年度|季度|半年度?|第[一二三四]季度?|[一二三三四]?個月|財務|經審核|未經審核|綜合)\p{Han}{0,10}(?:業績|业绩)"
)  # fmt: skip
_TITLE = re2.compile(f"(?i){TITLE}")
_SENTENCE = Worded(
    re2.compile(
        r"(?i)(?:audited|unaudited)[\w ]{0,40}? results of [^.]{0,300}? for the [^.]{0,60}?(?:ended|ending) [^.]{0,60}?(?:as follows|follows:)"
    ),
    "results",
)
_LEAD = Worded(
    re2.compile(
        r"(?i)\b(?:today,? (?:announced|reported|released|published)|(?:announced|reported|released|published) today|announces|reports|releases|publishes) (?:its|the|our) ([^.;]*?)\b(?:results|earnings)\b[^.;]* (?:for|of) (?:the|its) [^.;]*\b(?:ended|ending)\b"
    ),
    "results",
    "earnings",
)
_FIGURED = Worded(
    re2.compile(
        r"(?i)\b(?:revenues?|net (?:income|loss|profit)|profit|sales)\b[^.;]*?(?:[$€£¥]|RMB|\b(?:EUR|USD|HKD|CNY|SGD|NT))\s?[0-9]"
    ),
    "revenue",
    "net income",
    "net loss",
    "profit",
    "sales",
)
_NOT_RESULTS = re2.compile(
    r"(?i)board meeting|\bdates?\b (?:of|for|and)|delay|postpone|poll results|voting results|\b(?:meeting|AGM|EGM) (?:voting )?results|results of the (?:\w+ ){0,4}(?:meeting|offer|placing|rights|poll|extraordinary|annual general)|following (?:voting )?results|broker non-votes|nominees|profit warning|profit alert|positive profit|allotment|rights issue|open offer|closing of|"
    r"\bto (?:report|announce|release|host|hold|publish|issue)\b|will (?:report|announce|release|host|hold)|schedul|reminder|clarification|supplement|notice of|further announcement|preliminary proxy|trial results|drilling|"
    r"董事會(?:會議|召開)|會議日期|延遲|延期|押後|投票結果|表決結果|盈利警告|盈利預[警告]|正面盈利|配發結果|分配結果|澄清|補充|更新|通函|說明會|推介|預告|快報"
)
_BESIDE = re2.compile(
    r"(?i)conference call|webcast|presentation|update on|expected|guidance|scientific|clinical"
)
_REPORTS = re2.compile(
    r"(?i)\b(?:reports?|reported|announces?|announced|releases?|posts?|delivers?|publishes)\b.{0,120}?\b(?:quarter\w*|half|year|annual|interim|fiscal|financial|Q[1-4]|20\d\d)\b.{0,60}?\b(?:results|earnings)\b"
)
_RUNNING = re2.compile(
    r"[.。;；]\W*$|^\W*\(?[ivx\d]{1,4}[.)]|(?i)\b(?:we|our|considers?|shall|which|was|were|has|have)\b|「|，.*，"
)
_REPORT = re2.compile(
    r"(?i)^\W*(?:\d{4}(?:/\d{2,4})?\W+)?(?:annual|interim|half[- ]year(?:ly)?) report(?:\W+\d{4}(?:/\d{2,4})?)?\W*$|^\W*(?:[二〇零○一二三四五六七八九\d]{4}年?)?(?:年報|年度報告|中期報告|中報)(?:\W*\d{4})?\W*$"
)
_WITH_YEAR = re2.compile(
    r"(?i)(?:fourth|4th|Q4)[- ](?:fiscal )?(?:quarter)?[\w ,’']{0,20}(?:and|&) (?:the )?(?:full|fiscal|year|annual|20\d\d)"
)
_STATEMENT = re2.compile(
    r"(?i)statements? of (?:consolidated )?(?:profit or loss|comprehensive (?:income|loss)|operations|income)|income statements?|綜合(?:損益|收益|全面收益)表|利潤表"
)
_ANNOUNCED = re2.compile(r"(?i)results|earnings|financial (?:information|performance)|revenue")
_QUOTED = Worded(
    re2.compile(r"(?i)(?:titled|entitled|headed|regarding)[:,]? [“\"]([^”\"]{10,300})[”\"]"),
    "titled",
    "headed",
    "regarding",
)
_INDEX = Worded(
    re2.compile(r"^\W*(?:Exhibit |EX-)?99(?:\.\d+)?\W+(?:Press release\W+)?(.{10,300}?)\W*$"),
    "99",
)
_RELEASED = Worded(
    re2.compile(
        r"(?i)(?:issued|released|published) (?:a|its|an) (?:press|news|earnings) release[^.]{0,80}?(?:announcing|reporting|regarding|relating to|disclosing|setting forth|containing)[^.]{0,100}?(?:financial|operating|quarter\w*|annual|earnings|fiscal)[^.]{0,60}?\b(?:results|earnings)\b"
    ),
    "release",
)
_ITEMS = frozenset({"2.02", "12"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A document that announces results. ``start``/``end`` are the title's span."""

    part: Part
    blocks: tuple[Block, ...]
    start: int
    end: int
    title: str
    title_item: str | None
    period: Period | None


def announcements(reading: Reading) -> tuple[Announcement, ...]:
    """One for each document whose title announces results, or the Item 2.02 that does."""
    found = [a for part in _parts(reading) for a in [_of_part(reading, part)] if a]
    if not found:
        found = [a for a in (_of_item(reading), _of_cover(reading)) if a][:1]
    return tuple(found)


def _parts(reading: Reading) -> Sequence[Part]:
    """Documents that may announce: the exhibits, or all there is."""
    parts = reading.text.parts
    is_cover = reading.form in {"6-K", "6-K/A", "8-K", "8-K/A"} and len(parts) > 1
    return parts[1:] if is_cover else parts


def _of_part(reading: Reading, part: Part) -> Announcement | None:
    blocks = tuple(b for b in reading.text.blocks if part.start <= b.start < part.end)
    for item in title_items(reading.text, part):
        if _is_title(item.text):
            return _announcement(part, blocks, item.start, item.end, item.text)
    for block in blocks[:TITLE_WITHIN]:
        if _may_be_title(block) and _is_title(block.text):
            found = _announcement(part, blocks, block.start, block.end, None)
            return found if found.period or _has_statement(blocks) or _tells(blocks) else None
        if _SENTENCE.search(block.text[:1500]):
            return _announcement(part, blocks, block.start, block.end, None)
    return _released(part, blocks) or _report(part, blocks)


def _may_be_title(block: Block) -> bool:
    """A heading, or a line that is no sentence and no item of a list."""
    if block.kind == "row" or len(block.text) > LONGEST_TITLE:
        return False
    return block.kind == "heading" or not _RUNNING.search(block.text)


def _is_title(text: str) -> bool:
    """Whether a line announces results and nothing about when or how they come.

    ``Reports Second Quarter Results and Raises Guidance`` does; ``Guidance`` alone does not.
    """
    if not _TITLE.search(text) or _NOT_RESULTS.search(text) or text.rstrip().endswith(";"):
        return False
    return not _BESIDE.search(text) or bool(_REPORTS.search(text))


def _announcement(
    part: Part, blocks: tuple[Block, ...], start: int, end: int, item: str | None
) -> Announcement:
    near = [b for b in blocks if b.start <= start < b.end or b.start >= start][:PERIOD_WITHIN]
    texts = [item or "", *(b.text[:2000] for b in near)]
    title = item or next(b.text for b in blocks if b.start == start)
    period = find_period(texts)
    return Announcement(
        part=part,
        blocks=blocks,
        start=start,
        end=end,
        title=title,
        title_item=item,
        period=replace(period, months=12) if period and _WITH_YEAR.search(title) else period,
    )


def _released(part: Part, blocks: tuple[Block, ...]) -> Announcement | None:
    """A press release under another title (``Revenue Up 12%``) whose lead announces the results."""
    for block in blocks[:LEAD_WITHIN]:
        lead = _LEAD.search(block.text[:1500]) if block.kind != "row" else None
        if lead and len(lead[1].split()) <= LEAD_WORDS and not _NOT_RESULTS.search(lead[0]):
            found = _announcement(part, blocks, block.start, block.end, None)
            return found if found.period else None
    return None


def _tells(blocks: Sequence[Block]) -> bool:
    """Whether running text at the beginning tells revenue or profit as an amount of money."""
    return any(b.kind == "paragraph" and _FIGURED.search(b.text[:1500]) for b in blocks[:30])


def _report(part: Part, blocks: tuple[Block, ...]) -> Announcement | None:
    """An annual or interim report is the results in full; its title stands on a first page."""
    if part.end - part.start < REPORT_CHARACTERS:
        return None
    cover = next((b for b in blocks[:TITLE_WITHIN] if _REPORT.search(b.text)), None)
    return (
        _announcement(part, blocks, cover.start, cover.end, None)
        if cover and _has_statement(blocks)
        else None
    )


def _has_statement(blocks: Sequence[Block]) -> bool:
    return any(len(b.text) < 200 and _STATEMENT.search(b.text) for b in blocks)


def _of_item(reading: Reading) -> Announcement | None:
    """Item 2.02 announces by itself; its figures come from the first EX-99 where there is one."""
    for section in reading.text.sections:
        if item_of(section) in _ITEMS:
            told = next((b for b in _body(section) if _ANNOUNCED.search(b.text)), None)
            if told is not None:
                return _told(reading, told, [b.text for b in section.blocks])
    return None


def _of_cover(reading: Reading) -> Announcement | None:
    """A cover that names the press release it carries: by its title in the exhibit index or
    in quotes, or as the release of results that it is. The exhibit may be missing.
    """
    if (reading.form or "").removesuffix("/A") not in {"6-K", "8-K"}:
        return None
    main = reading.text.parts[0]
    for block in reading.text.blocks:
        if block.start >= main.end:
            break
        title = _cover_title(block.text[:LONGEST_COVER])
        if title:
            return _told(reading, block, [title, block.text[:LONGEST_COVER]])
    return None


def _cover_title(text: str) -> str | None:
    for pattern in (_QUOTED, _INDEX):
        for found in pattern.finditer(text):
            if _is_title(found.group(1)):
                return str(found.group(1))
    return text if _RELEASED.search(text) and not _NOT_RESULTS.search(text) else None


def _body(section: Section) -> Iterator[Block]:
    yield from (b for b in section.blocks if b.kind != "heading" and len(b.text) > 60)


def _told(reading: Reading, told: Block, texts: Sequence[str]) -> Announcement:
    """Words of the cover as the announcement; figures from the first EX-99, if it is there."""
    text = reading.text
    exhibit = next((p for p in text.parts if p.label.startswith("99")), None)
    part = exhibit or text.part_at(told.start)
    blocks = tuple(b for b in text.blocks if part.start <= b.start < part.end)
    period = find_period(texts)
    if period is None and exhibit is not None:
        period = find_period([b.text[:2000] for b in blocks[:PERIOD_WITHIN]])
    return Announcement(
        part=part,
        blocks=blocks if exhibit else (),
        start=told.start,
        end=min(told.end, told.start + LONGEST_TITLE),
        title=told.text[:LONGEST_TITLE],
        title_item=None,
        period=period,
    )
