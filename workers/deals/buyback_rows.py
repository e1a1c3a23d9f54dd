"""Buy-backs as numbered lines or a small table: ``Total number of shares acquired: 125,900``.

So Japanese issuers report a month's purchases, and what the board resolved, to the Tokyo
Stock Exchange and on Form 6-K (Companies Act of Japan, articles 155, 156 and 165).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from watcher.model import Block
from workers.deals.buyback import Buyback
from workers.grammar.worded import Worded

TITLE = Worded(
    re.compile(
        r"(?i)\b(?:notice|announce\w*|status|situation|completion|results?|determination)\b[^.;]{0,120}?\b(?:acquisition|re-?purchase|purchase|buy-?\s?back)s?\s+of\s+(?:(?:its|the|our|own|treasury|common)\s+){0,3}(?:shares|stock)\b"
    ),
    "shares",
    "stock",
)
TITLE_WITHIN, LONGEST_TITLE, ROWS_WITHIN = 45, 300, 40
_VERB = r"(?:acquired|re-?purchased|purchased|bought\s+back)"
_GAP = r"[^\d\n]{0,90}?"
_SHARES = re.compile(
    rf"(?i)\bnumber\s+of\s+shares\s+(?P<planned>(?:to\s+be|that\s+(?:may|can)\s+be)\s+)?{_VERB}{_GAP}(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{4,}}|\d{{1,4}}(?:\.\d+)?\s*million)"
)
_AMOUNT = re.compile(
    rf"(?i)\b(?:amount|cost|value|price)\s*(?:of\s+(?:[a-z]+\s+){{0,2}}?(?:shares\s+)?(?:to\s+be\s+)?(?:acquisitions?|acquired|re-?purchases?d?|purchases?d?))?{_GAP}(?:(?:JPY|¥|￥)\s?(?P<n>\d[\d,]*(?:\.\d+)?)|(?P<m>\d[\d,]*(?:\.\d+)?)(?P<times>\s*(?:million|billion))?\s*yen)"
)
_TIMES = {"million": 10**6, "billion": 10**9}


@dataclass(frozen=True, slots=True)
class _Row:
    """What a line says: a count or an amount, and whether it is still to be bought."""

    shares: int | None
    yen: Decimal | None
    planned: bool
    span: tuple[int, int]


def read(blocks: Sequence[Block], document: date | None) -> Buyback | None:
    """The purchases that an announcement under such a title reports first, else its resolution."""
    at = next((i for i, b in enumerate(blocks[:TITLE_WITHIN]) if _is_title(b)), None)
    if at is None:
        return None
    rows = [row for b in islice(blocks, at + 1, at + ROWS_WITHIN) if (row := _row(b))]
    bought = next((i for i, r in enumerate(rows) if r.shares and not r.planned), None)
    first = (
        bought if bought is not None else next((i for i, r in enumerate(rows) if r.shares), None)
    )
    if first is None:
        return None
    counted, priced = rows[first], next((r for r in rows[first:] if r.yen is not None), None)
    return Buyback(
        subtype="programme" if counted.planned else "on_market",
        status="announced" if counted.planned else "completed",
        spans=tuple(r.span for r in (counted, priced) if r),
        shares=counted.shares,
        is_maximum=counted.planned,
        total=priced.yen if priced else None,
        currency="JPY" if priced else None,
        day=document,
        confidence=Decimal("0.9"),
    )


def _is_title(block: Block) -> bool:
    return len(block.text) <= LONGEST_TITLE and TITLE.search(block.text) is not None


def _row(block: Block) -> _Row | None:
    if len(block.text) > LONGEST_TITLE:
        return None
    shares, amount = _SHARES.search(block.text), _AMOUNT.search(block.text)
    if shares:
        words = shares["n"].lower().replace(",", "")
        number = Decimal(words.split("million")[0].strip()) * (10**6 if "million" in words else 1)
        return _Row(int(number), None, bool(shares["planned"]), (block.start, block.end))
    if amount:
        times = _TIMES.get((amount["times"] or "").strip().lower(), 1)
        yen = Decimal((amount["n"] or amount["m"]).replace(",", "")) * times
        return _Row(None, yen, planned=False, span=(block.start, block.end))
    return None
