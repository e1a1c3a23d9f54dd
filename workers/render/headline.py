"""The one line of an alert: the company with its codes, and what happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watcher.model import Event, Filing, Issuer
from workers.render.clean import clean, cut

HEADLINE_LIMIT = 260
WHAT_LIMIT = 180
_COMPANIES = {"issuer": 0, "subject": 1, "subject_company": 1, "filer": 2}
"""Roles that name the company the filing is about, the surest first."""


def alert_headline(filing: Filing, issuer: Issuer | None, events: Sequence[Event]) -> str:
    """``North Harbour (NHC / 9871) - chairman Ada Moor resigns``; loudest event first."""
    return cut(f"{company(filing, issuer)} - {what_happened(events)}", HEADLINE_LIMIT)


def what_happened(events: Sequence[Event], limit: int = WHAT_LIMIT) -> str:
    """The loudest event's headline, those of its own type while they fit, and how many more."""
    if not events:
        return "no event"
    first, *rest = events
    told = [_line(first)]
    for event in rest:
        longer = _joined([*told, _line(event)])
        if event.type == first.type and len(longer) + len(_more(len(rest))) <= limit:
            told.append(_line(event))
    text, more = _joined(told), _more(len(events) - len(told))
    if len(text) + len(more) > limit:
        text = _without_last_clause(text, limit)
    return text + more if len(text) + len(more) <= limit else cut(text, limit)


def _joined(lines: Sequence[str]) -> str:
    """Lines with ``;`` between them; a last clause that all share (``, effective ...``) once."""
    shared = "".join(lines[0].rpartition(", ")[1:])
    if shared and all(line.endswith(shared) for line in lines):
        lines = [*(line.removesuffix(shared) for line in lines[:-1]), lines[-1]]
    return "; ".join(lines)


def _without_last_clause(text: str, limit: int) -> str:
    """Too long: rather without ``, effective ...`` than without its verb."""
    shorter = text.rpartition(", ")[0]
    return shorter if shorter and len(text) > limit else text


def _more(count: int) -> str:
    return f"; {count} more" if count else ""


def company(filing: Filing, issuer: Issuer | None) -> str:
    """The company's name with its codes at both venues, as far as they are known."""
    codes = short_codes(filing, issuer, " / ")
    name = cut(clean(issuer.name) if issuer else named_by_venue(filing)[0], 80)
    return f"{name} ({codes})" if codes and codes != name else name


def short_codes(filing: Filing, issuer: Issuer | None, between: str = "/") -> str:
    """``KC/3896``: the first ticker and the first HKEX code without leading zeros."""
    tickers = issuer.tickers[:1] if issuer else ()
    codes = issuer.hkex_codes[:1] if issuer else filing.stock_codes[:1]
    return clean(between.join([*tickers, *(code.lstrip("0") for code in codes)]))


def named_by_venue(filing: Filing) -> tuple[str, str | None]:
    """The issuer as the feed calls it, with its CIK; a company by its role before a person."""
    parties = sorted(filing.parties, key=lambda party: _COMPANIES.get(party.role, 9))
    if parties:
        first = parties[0]
        known = first.cik if first.role in _COMPANIES and first.cik else ""
        return clean(first.name), known.zfill(10) if re.fullmatch(r"[0-9]{1,10}", known) else None
    return f"stock code {filing.stock_codes[0]}" if filing.stock_codes else "unknown issuer", None


def _line(event: Event) -> str:
    return clean(event.headline) or f"{event.type.replace('_', ' ')} {event.status}"
