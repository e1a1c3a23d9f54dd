"""The rows of section I of a next day disclosure return: what changed, and by how much.

A row prints the number with the percent of the existing shares; a decrease is negative or
in brackets. The older forms print a cancellation without a sign: the sums decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, Literal

import re2

from workers.returns import labels
from workers.returns.cells import joined_count
from workers.returns.dates import day
from workers.returns.model import ReturnIssue, Span

_ROW = re.compile(r"(?m)(?:^|\s)\d{1,2}\)\.\s")
_CHANGE = re2.compile(
    r"(?P<n>[-–]?\(?\d{1,3}(?:,\d{3})+\)?|[-–]?\d{3,12})\s*(?:(?:[A-Z][a-z]*\s+){0,3}[Ss]hares?|股)?\s+(?:<\s*|[Ll]ess than\s+)?(?P<pct>\d{1,4}(?:\.\d+)?)?\s*%(?P<tail>[^\n]{0,90})"
)
_MONEY = re2.compile(
    r"(HKD|HK\$|RMB|CNY|USD|US\$|港元|港幣|人民幣)\s*([\d,]*\.?\d+)|([\d,]*\.?\d+)\s*(港元|美元)"
)
_REPURCHASE = re.compile(r"(?i)repurchase|buy-?back|redemption|redeemed|cancel|購回|回購|註銷|贖回")
_PENDING = re.compile(r"(?i)not\s+(?:yet\s+)?(?:been\s+)?cancelled|尚未註銷|未註銷|未被註銷")
_REGROUPED = re.compile(
    r"(?i)sub-?division|share\s+split|consolidation|capital\s+(?:re-?organi[sz]ation|reduction)|full\s+circulation"
    r"|conversion\s+of\s+[^.\n]{0,60}(?:unlisted|domestic|class\s+[AB])\b[^.\n]{0,40}shares?\s+into"
    r"|拆細|合併|股本重組|股本削減|全流通|(?:內資股|非上市股份)[^。\n]{0,20}轉換"
)
_NOTE = re.compile(r"\((?:Notes?\s*[\d\s,and]+)\)|[（(]註[\s\d、及]+[)）]")
_TORN = re.compile(r"(?<![\w.])[\d,]{1,14}[ \t]+\Z")

Kind = Literal["issue", "decrease", "pending", "unsigned", "regrouped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row. ``readings`` are the numbers that it may state, the printed one first: a torn
    number has a second one.
    """

    kind: Kind
    issue: ReturnIssue
    readings: tuple[int, ...]
    torn: tuple[str, str] | None = None


def rows_of(text: str, span: Span, closing_date: date | None) -> list[Change]:
    """Every row with a number within section I of one class, in order."""
    body = text[span.start : span.end]
    marks = [m.start() for m in _ROW.finditer(body)] or [0]
    found = []
    for a, b in zip(marks, [*marks[1:], len(body)], strict=True):
        last = a
        for m in _CHANGE.finditer(body[a:b]):
            row = Span(start=span.start + last, end=span.start + a + m.end())
            printed = " ".join(_NOTE.sub("", body[last : a + m.start()]).split())
            change = _change(text, row, printed, m, body[last : a + m.start()])
            last = a + m.end()
            if change is not None:
                dated = change.issue.changed_on or closing_date
                found.append(replace(change, issue=replace(change.issue, changed_on=dated)))
    return found


def settled(
    rows: list[Change], opening: int | None, closing: int | None
) -> tuple[tuple[ReturnIssue, ...], tuple[ReturnIssue, ...], int]:
    """Issues, rows that only regroup shares, and the shares that went: by the reading of torn
    and unsigned numbers with which opening plus changes is closing, else as printed.
    """
    choices = [_effects(row) for row in rows]
    printed = [options[0] for options in choices]
    best = printed
    if opening is not None and closing is not None:
        moved = closing - opening
        few = choices if len(choices) <= 8 else [options[:1] for options in choices]
        best = next(
            (list(c) for c in product(*few) if sum(effect for effect, _ in c) == moved), printed
        )
    issues, regrouped, decrease = [], [], 0
    for row, (effect, issue) in zip(rows, best, strict=True):
        if row.kind == "issue":
            issues.append(issue)
        elif row.kind == "regrouped" and effect > 0:
            regrouped.append(issue)
        decrease -= min(effect, 0)
    return tuple(issues), tuple(regrouped), decrease


def _effects(row: Change) -> list[tuple[int, ReturnIssue]]:
    """What a row may add to the balance, with the row as it is read then."""
    found = []
    for n in row.readings:
        joined = row.torn if n != row.readings[0] else None
        issue = replace(row.issue, shares=abs(n), repaired_from=joined)
        if row.kind == "unsigned":
            found += [(-n, issue), (0, issue)]
        else:
            found.append((0 if row.kind == "pending" else n, issue))
    return found


def _change(text: str, row: Span, printed: str, m: Any, before: str) -> Change | None:
    """One row, or None where its number is a year or nothing."""
    shares = int(re.sub(r"[^\d]", "", m["n"]))
    year = "," not in m["n"] and 1900 < shares < 2100
    negative = m["n"][0] in "-–("
    torn = _TORN.search(before)
    fragments = (torn[0].strip(), m["n"]) if torn and not negative else None
    whole = joined_count(*fragments) if fragments else None
    if not (shares or whole) or year or (m["pct"] is None and "," not in m["n"]):
        return None
    sign = -1 if negative else 1
    doubt = fragments is not None and (whole is not None or "," in fragments[0])
    return Change(
        kind=_kind(printed, negative=negative),
        issue=replace(_issue(text, row, printed, m), doubtful=doubt),
        readings=tuple(sign * n for n in (shares, whole) if n is not None),
        torn=fragments if whole is not None else None,
    )


def _kind(printed: str, *, negative: bool) -> Kind:
    if _REGROUPED.search(printed):
        return "regrouped"
    if negative:
        return "decrease"
    if _PENDING.search(printed):
        return "pending"
    return "unsigned" if _REPURCHASE.search(printed) else "issue"


def _issue(text: str, row: Span, printed: str, m: Any) -> ReturnIssue:
    money = [(g[0] or g[3], g[1] or g[2]) for g in (x.groups() for x in _MONEY.finditer(m["tail"]))]
    amounts = [
        (labels.currency(unit or ""), Decimal(number.replace(",", ""))) for unit, number in money
    ]
    raw = text[row.start : row.end]
    start = row.start + len(raw) - len(raw.lstrip())
    return ReturnIssue(
        description=re.sub(r"^\d{1,2}\)\.\s*", "", printed),
        shares=int(re.sub(r"[^\d]", "", m["n"])),
        percent=Decimal(m["pct"]) if m["pct"] else None,
        price=amounts[0][1] if amounts else None,
        currency=amounts[0][0] if amounts else None,
        last_close=amounts[1][1] if len(amounts) > 1 else None,
        changed_on=_changed_on(printed),
        span=Span(start=start, end=start + len(raw.strip())),
    )


def _changed_on(printed: str) -> date | None:
    """``Date of changes D``, else the last date of the description."""
    m = re.search(r"Date of changes|變動日期", printed)
    if m is not None:
        return day(printed[m.end() : m.end() + 40])
    on = re.search(r"\b(?:on|於)\s*([^()]{8,40})$", printed)
    return day(on[1]) if on else day(printed[-40:])
