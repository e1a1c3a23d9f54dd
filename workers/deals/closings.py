"""A merger that closed, told by what followed: the exchange was notified, shares were converted.

Form 8-K of a company that was bought tells its merger under several items (2.01, 3.01, 3.03,
5.01), each pointing to an introductory note. The sentence that proves it is often only ``in
connection with the completion of the Merger, the Company notified Nasdaq …``, ``each share
was converted into the right to receive …``, ``Merger Sub merged with and into the Company``
or, under Item 5.01, ``a change in control of the Company occurred``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import re2

from watcher.model import Label
from workers.deals import deal, prose
from workers.grammar.worded import Worded
from workers.text.sections import item_of

_DEAL = r"(?:Mergers?|Acquisition|Arrangement|Business\s+Combination|Transactions?|Offer)\b"
_CLOSING = r"(?:completion|consummation|closing|effectiveness)\s+(?:of\s+)?the\s+" + _DEAL
_EXCHANGE = r"notified\s+(?:[Tt]he\s+)?(?:Nasdaq|NASDAQ|NYSE|New\s+York\s+Stock\s+Exchange)"
_NOTIFIED = Worded(
    re2.compile(
        rf"{_CLOSING}[^;]{{0,200}}?\b{_EXCHANGE}|\b{_EXCHANGE}[^;]{{0,160}}?(?:{_CLOSING}|\b{_DEAL}\s+(?:had\s+been|was)\s+(?:completed|consummated|effective))"
    ),
    "notified",
)
"""The registrant's own shares leave an exchange because the deal closed: it is the target."""
_CONVERTED = Worded(
    re2.compile(
        r"(?i)\beach\s+(?:\w+\s+){0,4}?shares?\b[^.;]{0,80}?\b(?:the\s+Company|Company|us)\b.{0,700}?\b(?:was|were)\s+(?:(?:automatically|cancell?ed|extinguished|and)\s+)*converted\s+(?:automatically\s+)?into\s+the\s+right\s+to\s+receive\b"
    ),
    "converted",
)
_MERGED = Worded(re2.compile(r"(?i)\bmerged\s+with\s+and\s+into\b"), "merged")
_INTO_US = re2.compile(
    r"(?i)\bmerged\s+with\s+and\s+into\s+the\s+(?:company|registrant|corporation|bank)(?:[^’'\w]|$)"
)
"""Something was merged into the registrant, which its new owner holds."""
_CONTROL = Worded(
    re2.compile(
        r"(?i)\bchange\s+(?:in|of)\s+control\b[^;]{0,120}?\b(?:occurred|took\s+place)\b|\b(?:resulted\s+in|constituted|effected)\s+a\s+change\s+(?:in|of)\s+control\b"
    ),
    "control",
)
_BY_MERGER = re2.compile(
    r"(?i)\bmerger\b|\boffer\b|wholly[- ]owned|\bbusiness\s+combination\b|\barrangement\b"
)
_PERHAPS = re2.compile(r"(?i)\b(?:if|(?-i:may)|might|could|would|will|shall|not|to be)\b")
_ITEMS = frozenset({"2.01", "3.01", "3.03", "5.01"})
_CUES = (
    (_NOTIFIED, _ITEMS),
    (_CONVERTED, _ITEMS),
    (_MERGED, _ITEMS),
    (_CONTROL, frozenset({"5.01"})),
)


def read(labels: Iterable[Label], document: date | None, issuer: str | None) -> Iterator[deal.Deal]:
    """The closing, once, with the registrant as its target."""
    told = list(labels)
    for cue, items in _CUES:
        for sentence in prose.sentences(told, cue):
            text = deal.as_company(sentence.text, issuer)
            if item_of(sentence.section) not in items or not _is_new(text, document):
                continue
            if cue is _MERGED and not _INTO_US.search(text):
                continue
            if cue in (_MERGED, _CONTROL) and _PERHAPS.search(text):
                continue
            merged = cue is not _CONTROL or _BY_MERGER.search(sentence.block.text)
            yield deal.Deal(
                subtype="merger" if merged else "acquisition",
                status="completed",
                spans=((sentence.start, sentence.end),),
                target=issuer,
                percent=deal.percent_in(text) if cue is _CONTROL else None,
                completed=prose.recent_day(sentence.text, document)
                or prose.recent_day(sentence.block.text, document),
                issuer_is_target=True,
                confidence=Decimal("0.85"),
            )
            return


def _is_new(text: str, document: date | None) -> bool:
    """Of late, or without a day: the item itself is about what has just happened."""
    return not prose.dates(text) or prose.recent_day(text, document) is not None
