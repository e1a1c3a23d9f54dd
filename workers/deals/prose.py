"""Sentences of running text that match a pattern, and why a sentence is no news.

Headings, definitions, safe-harbour text and the standing paragraphs of results are not
read: they name events without telling them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import re2

from watcher.model import Block, Evidence, Label, Section, Suppressed
from workers.grammar.dates import DateHit, find_dates
from workers.grammar.sentences import sentence_around
from workers.text.model import FilingText

RECENT_DAYS = 45
"""What happened longer before the document is history (domain 3.1, HISTORICAL_RECAP)."""

_DEAD_ZONE = re2.compile(
    r"(?i)^\W*(?:definitions?|glossary|interpretation|forward[- ]looking|safe harbou?r|risk factors|cautionary|釋義|释义|前瞻)"
)
_POINTER = re.compile(
    r"(?i)\bas\s+(?:previously\s+)?(?:disclosed|reported|announced|described)\s+(?:in|on|by)|\bpreviously\s+(?:announced|reported|disclosed|authori[sz]ed|declared|approved)|(?:refer|reference\s+is\s+made)\s+to\s+(?:the|our|its)\b[^.]{0,80}?\b(?:announcements?|circulars?|current\s+report)|茲提述|誠如[^。]{0,40}公[告佈佈]所披露|請?參閱[^。]{0,60}公[告佈]"
)
_NEGATED = re.compile(
    r"(?i)\b(?:did|does|do|has|have|had|was|were|will|would|shall|should|is|are|may|can)\s+not\b|\bneither\b|\bno\s+(?:\w+\s+){0,3}(?:shares|securities|dividends?|distributions?|agreement|assurance|obligation)\b|\bcannot\b|並無|并无|概無|概无|未有|沒有|没有|並不|不會"
)
_PERIOD = re.compile(
    r"(?i)\b(?:during|for|in)\s+the\s+(?:(?:first|second|third|fourth|current|past|last|reporting|financial|fiscal|three|six|nine|twelve|same|prior|most)\b|(?:year|quarter|period|month)s?\b)|\bduring\s+(?:fiscal|20\d\d)|\b(?:year|quarter|period|months)\s+ended\b|\bin\s+(?:fiscal|20\d\d)\b|\bsince\s+(?:the\s+inception|inception|\w+\s+20\d\d)|期間|年度|期內|年內|截至[^。]{0,14}止"
)
_MONTH_YEAR = re.compile(
    r"(?i)\b(?:in|since)\s+(January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+of)?,?\s+((?:19|20)\d\d)\b"
)


class Pattern(Protocol):
    """A compiled pattern of re2."""

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """The matches in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, where it stands in the canonical text, and the paragraph around it."""

    text: str
    start: int
    end: int
    block: Block
    section: Section

    def evidence(self, filing: FilingText) -> Evidence:
        """The sentence as evidence."""
        return filing.evidence(self.start, self.end)


def sentences(
    labels: Iterable[Label], pattern: Pattern, *, headings: bool = False
) -> Iterator[Sentence]:
    """Each sentence that matches, once, in document order; of ``headings`` where asked."""
    last = -1
    for section in (label.section for label in labels):
        if any(_DEAD_ZONE.search(words) for words in section.heading):
            continue
        for block in section.blocks:
            if block.kind == "heading" and not headings:
                continue
            for found in pattern.finditer(block.text):
                a, b = sentence_around(block.text, found.start(), found.end())
                start = block.start + a
                if start > last and block.start + found.start() >= last:
                    last = block.start + b
                    yield Sentence(
                        text=block.text[a:b], start=start, end=last, block=block, section=section
                    )


def stale(sentence: str, document: date | None) -> tuple[str, str] | None:
    """Why a sentence tells nothing new (reason code, words), or None."""
    if _POINTER.search(sentence):
        return "PREVIOUSLY_DISCLOSED", "the text points to an earlier report of it"
    days = [h.value for h in dates(sentence)]
    for month, year in _MONTH_YEAR.findall(sentence):
        days += [h.value for h in find_dates(f"28 {month} {year}")]
    if days and document and all((document - day).days > RECENT_DAYS for day in days):
        why = f"every date named is more than {RECENT_DAYS} days before the document"
        return "HISTORICAL_RECAP", why
    return None


def of_a_period(sentence: str) -> bool:
    """Whether a sentence sums up a year, a quarter or another period."""
    return bool(_PERIOD.search(sentence))


def negated(sentence: str) -> bool:
    """Whether a sentence says that something is not, or gives no assurance that it is."""
    return bool(_NEGATED.search(sentence))


def dates(sentence: str) -> list[DateHit]:
    """The full dates of a sentence; figures with slashes as Hong Kong writes them."""
    return find_dates(sentence, order="dmy")


def recent_day(sentence: str, document: date | None) -> date | None:
    """The last date at or up to ``RECENT_DAYS`` before the document."""
    if document is None:
        return None
    days = [h.value for h in dates(sentence)]
    near = [d for d in days if 0 <= (document - d).days <= RECENT_DAYS]
    return max(near) if near else None


def dropped(kind: str, code: str, place: Evidence | None, why: str) -> Suppressed:
    """A cue that was seen and raises no event."""
    return Suppressed(would_be_type=kind, reason_code=code, evidence=place, why=why)
