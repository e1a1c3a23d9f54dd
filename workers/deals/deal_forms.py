"""Offers and mergers that an EDGAR form proves by being filed: Schedules TO-T, 14D-9, 13E-3.

Schedule TO-T begins an offer by another party (Rule 14d-1); Schedule 14D-9 is the answer of
the company that is bid for (Rule 14e-2); Schedule 13E-3 tells that it is to go private.
Communications (425) and merger proxies (DEFM14A) are about a deal that a Form 8-K told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import re2

from workers.deals import amounts
from workers.deals.deal import Deal
from workers.events import Reading
from workers.grammar.sentences import sentence_around

OFFERS = ("SC TO-T", "SC TO-T/A", "SC 14D9", "SC 14D9/A", "SC 13E3", "SC 13E3/A")
RETOLD = ("425", "DEFM14A", "PREM14A", "DEFM14C", "PREM14C")
FORMS = (*OFFERS, *RETOLD)
COVER = 12_000
"""Characters of a cover page with its names and boxes."""
TERMS = 60_000
"""Characters within which price and result stand, before the exhibits."""

_SUBJECT = re2.compile(
    r"(?i)([^\n]{2,160})\n[\s_-]*\(\s*names?\s+of\s+(?:the\s+)?(?:subject\s+company|issuer)"
)
_BIDDER = re2.compile(
    r"(?i)([^\n]{2,600})\n[\s_-]*\(\s*names?\s+of\s+(?:filing\s+persons?|offerors?|persons?\s*\(?s?\)?\s+filing)"
)
_PRICED = re2.compile(
    r"(?i)\b(?:at\s+a(?:n\s+offer|\s+purchase)?\s+price\s+(?:of|equal\s+to)|for|offer\s+price\s+(?:of|to))\s+(?:US)?\$\s?\d[\d,]*(?:\.\d+)?[^.]{0,12}?\s*(?:net\s+)?(?:\(?[^().]{0,40}\)?\s*)?per\s+(?:[Ss]hare|[Uu]nit|ADS)"
)
_FINAL = re2.compile(
    r"(?i)final\s+amendment\s+reporting\s+the\s+results\s+of\s+the\s+tender\s+offer\s*[:.]?\s*[\[(]?\s*(?:x|☒|þ|ý)"
)
_TAKEN = re2.compile(
    r"(?i)(?:has\s+|have\s+)?accept(?:ed|ing)\s+for\s+(?:payment|purchase)|all\s+conditions\s+to\s+the\s+offer\s+(?:have\s+been|were)\s+satisfied"
)
_LAPSED = re2.compile(
    r"(?i)offer\s+(?:has\s+|was\s+)?(?:been\s+)?(?:terminated|withdrawn)|expired\s+without\s+(?:any\s+|the\s+)?(?:acceptance|purchase)|terminat\w+\s+the\s+offer"
)
_RAISED = re2.compile(
    r"(?i)(?:increas\w+|rais\w+|reduc\w+|amend\w+)\b[^.\n]{0,60}\b(?:offer|purchase)\s+price\b[^.\n]{0,80}\$\s?\d"
)
_ADVICE = re2.compile(
    r"(?i)recommend\w*\s+(?:unanimously\s+)?that\s+(?:the\s+)?(?:company[’']?s?\s+)?(?:stock|share|unit)?holders?[^.\n]{0,60}?\b(?P<no>reject|not\s+tender)|recommend\w*[^.\n]{0,120}?\b(?P<yes>accept|tender\s+(?:all\s+of\s+)?their)|(?P<none>express\w*\s+no\s+opinion|remain\w*\s+neutral|unable\s+to\s+take\s+a\s+position)"
)
_CHANGED_ADVICE = re2.compile(r"(?i)chang\w+\s+(?:its|the\s+board[’']s)\s+recommendation")
_DEAL = re2.compile(
    r"(?i)agreement\s+and\s+plan\s+of\s+merger|merger\s+agreement|business\s+combination|proposed\s+(?:merger|transaction|acquisition)"
)
_MERGER = re2.compile(r"(?i)agreement\s+and\s+plan\s+of\s+merger|merger\s+agreement|\bmerger\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a form about a deal raises no event."""

    code: str
    span: tuple[int, int]
    why: str


def read(reading: Reading) -> Iterator[Deal | Refused]:
    """The offer or merger that the form proves, or why it proves none."""
    form = reading.form or ""
    if form in RETOLD:
        yield from _retold(reading, f"A {form} is about a deal that was told before.")
    elif form in OFFERS:
        status = _status(reading, form)
        if status is None:
            yield from _retold(reading, "An amendment without a new price, result or advice.")
        else:
            yield from _offer(reading, form, status)


def _status(reading: Reading, form: str) -> str | None:
    """The stage that the form tells; None for an amendment that changes no term."""
    text = reading.text.text[:TERMS]
    if form == "SC 13E3":
        return "proposed"
    if not form.endswith("/A"):
        return "announced"
    if form == "SC TO-T/A":
        if _LAPSED.search(text):
            return "terminated"
        if _FINAL.search(text[:COVER]) and _TAKEN.search(text):
            return "completed"
        return "corrected" if _RAISED.search(text) else None
    return "corrected" if form == "SC 14D9/A" and _CHANGED_ADVICE.search(text) else None


def _offer(reading: Reading, form: str, status: str) -> Iterator[Deal | Refused]:
    body = reading.text.text
    subject = _SUBJECT.search(body[:COVER])
    if subject is None:
        why = (
            f"The cover of this {form} names no subject company that can be read; read it by hand."
        )
        yield Refused(code="INSUFFICIENT_EVIDENCE", span=_opening(body), why=why)
        return
    bidder = _BIDDER.search(body[:COVER]) if form.startswith("SC TO-T") else None
    priced = _PRICED.search(body[:TERMS])
    each = amounts.price_each(priced.group(), hong_kong=False) if priced else None
    advice = _ADVICE.search(body[:TERMS]) if form.startswith("SC 14D9") else None
    ended = {"completed": _TAKEN, "terminated": _LAPSED, "corrected": _RAISED}.get(status)
    told = ended.search(body[:TERMS]) if ended else None
    quoted = (subject, bidder, priced if each else None, advice, told)
    merger = form.startswith("SC 13E3") and _MERGER.search(body[:TERMS])
    yield Deal(
        subtype="terminated" if status == "terminated" else "merger" if merger else "offer",
        status=status,
        spans=tuple((m.start(), m.end()) for m in quoted if m),
        target=" ".join(subject.group(1).split()),
        counterparties=(" ".join(bidder.group(1).split()),) if bidder else (),
        per_share=each.amount if each else None,
        currency=each.currency if each else None,
        issuer_is_target=True,
        recommendation=_advice(advice.groupdict()) if advice else None,
        confidence=Decimal("0.95"),
    )


def _advice(said: dict[str, str | None]) -> str:
    """``reject``, ``accept`` or ``none``, as the target's board advises its holders."""
    if said.get("no"):
        return "reject"
    return "accept" if said.get("yes") else "none"


def _retold(reading: Reading, why: str) -> Iterator[Refused]:
    body = reading.text.text
    found = _DEAL.search(body[:TERMS]) or _SUBJECT.search(body[:COVER])
    span = sentence_around(body, found.start(), found.end()) if found else _opening(body)
    yield Refused(code="PREVIOUSLY_DISCLOSED", span=span, why=why)


def _opening(body: str) -> tuple[int, int]:
    end = body.find("\n")
    return 0, min(len(body) if end < 0 else end, 300)
