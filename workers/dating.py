"""The date that a filing prints: of notice, of signature, of submission, or a dateline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import re2

from workers.grammar.dates import DateHit, DateOrder, find_dates, parse_date
from workers.grammar.worded import Worded
from workers.text.model import FilingText

_SIGNED = re2.compile(
    r"(?im)(?:^(?:[^\n]{0,40}\t)?dated?[ \t]*(?:of[ \t]+notice)?[ \t]*[:：]?|\bdated?:)[ \t]*([^\n]{6,60})"
)
_NOTICE = Worded(
    re2.compile(r"(?i)date\s+of\s+notice\s*[:：]?\s*(\d{1,2}/\d{1,2}/\d{4})"), "notice"
)
_SUBMITTED = Worded(
    re2.compile(r"(?i)(?:date\s+submitted|呈交日期)[ \t]*[:：]?[ \t]*([^\n]{6,40})"),
    "submitted",
    "呈交日期",
)
_REPORT = re2.compile(
    r"(?i)date\s+of\s+report\s*(?:\(date\s+of\s+(?:the\s+)?earliest\s+event\s+reported\)?)?\s*[:：]?\s*([^\n]{6,40})"
)
_PLACE = re2.compile(
    r"(?:^|[\s.])[A-Z][A-Za-z.’' ]{2,24}(?:,\s*(?:the\s+)?(?:PRC|P\.R\.C\.?|China|Hong Kong|People[’']s Republic of China))?,\s*$|(?:香港|澳門|中國|中国|上海|北京|深圳|[\p{Han}]{2,4}市)[\p{Han}]{0,8}[，,]?\s*$"
)
_NO_PLACE = re2.compile(
    r"(?i)(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|on|of|in|as at|ended|dated),?\s*$"
)
_BOARD_BELOW = re2.compile(
    r"(?i)\s(?:as (?:at|of|on) the date (?:of this|hereof)|於本(?:公告|公佈|通告)日期)"
)
DATELINE = 160
"""A dateline may be run into the signature above it, never into a longer paragraph."""


def document_date(text: FilingText, form: str | None) -> date | None:
    """The printed date, or None. Never the date of reception, never an event's date.

    SEC forms: the date of notice or signature, then the dateline of an exhibit, the date
    of report on the cover, the period in the header. HKEX: the date of submission of a
    return, the dateline of an announcement.
    """
    own = _own_field(text)
    if own is not None:
        return own
    main = _main(text)
    order: DateOrder = "mdy" if form else "dmy"
    signed = _signed(main, order)
    submitted = _matches(_SUBMITTED, text.text, "dmy")
    dateline = _datelines(text)
    report = _matches(_REPORT, main, order)
    period = text.header.get("period", "")
    stated = parse_date(f"{period[:4]}-{period[4:6]}-{period[6:]}")
    ways = (signed, dateline, submitted) if form else (submitted, dateline, signed)
    return next((day for way in (*ways, report) for day in way), stated)


def _main(text: FilingText) -> str:
    return text.text[: text.parts[0].end] if text.parts else ""


def _own_field(text: FilingText) -> date | None:
    """The date field of a structured form, or of its rendering."""
    printed = text.leaves.said.get("noticeDate") or text.leaves.said.get("signatureDate")
    if printed:
        return parse_date(printed, order="mdy")
    notice = _NOTICE.search(_main(text))
    return parse_date(notice.group(1), order="mdy") if notice else None


def _signed(main: str, order: DateOrder) -> Iterator[date]:
    """The dates behind ``Dated``, the last line first: few lines have the word."""
    for line in reversed(main.split("\n")):
        if "date" in line.lower():
            yield from _matches(_SIGNED, line, order)


def _matches(pattern: re2._Regexp, text: str, order: DateOrder) -> Iterator[date]:
    """The date with which each match's line begins, the last first."""
    for found in reversed([*pattern.finditer(text)]):
        first = next(iter(find_dates(found.group(1), order=order)), None)
        if first is not None and first.start <= 8:
            yield first.value


def _datelines(text: FilingText) -> Iterator[date]:
    """``Hong Kong, March 25, 2026`` and 香港，二零二六年三月二十五日, each alone or behind a name; the last first.

    The list of directors that stands below may be run into it.
    """
    for block in reversed(text.blocks):
        below = _BOARD_BELOW.search(block.text[: 2 * DATELINE])
        words = block.text[: below.start()] if below else block.text
        if block.kind == "row" or len(words) > DATELINE:
            continue
        hits = find_dates(words)
        if hits and _closes(words, hits[-1]):
            yield hits[-1].value


def _closes(words: str, hit: DateHit) -> bool:
    before = words[: hit.start]
    return (
        not words[hit.end :].strip(" .*。")
        and bool(_PLACE.search(before))
        and not _NO_PLACE.search(before)
    )
