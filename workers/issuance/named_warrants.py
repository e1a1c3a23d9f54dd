"""Warrants named in an English sentence: by the shares under them, or by their own number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workers.grammar.worded import Worded
from workers.issuance.named import ADJECTIVES, LIMIT, NUMBER, Named, qualifier_of
from workers.issuance.quantities import count
from workers.issuance.standing import (
    BEFORE_NOW,
    GIVEN_BACK,
    ISSUED_THEN,
    NOT_ISSUED,
    OF_BEFORE,
    OLD_WARRANTS,
    RECEIVED,
)

_WARRANTS = Worded(
    re.compile(
        rf"(?i)(?:warrants?|investment\s+options?)\s+(?:\([^)]{{0,60}}\)\s*)?(?:to\s+(?:the\s+)?(?:[A-Z][\w.&,]*\s+){{1,5}})?(?:to\s+purchase|exercisable\s+for|to\s+acquire|covering|for)\s+{LIMIT}{NUMBER}\s+{ADJECTIVES}(?P<what>shares|ADSs|ordinary\s+shares)"
    ),
    "warrant",
    "investment",
)
_SERIES = re.compile(
    r"\b((?:Series|Class)\s+[A-Z](?:-\d)?)\s+(?:[Cc]ommon\s+(?:[Ss]tock\s+)?)?(?:[Pp]urchase\s+)?$"
)
"""Before warrants of which several series are issued at once."""
_COUNTED_WARRANTS = Worded(
    re.compile(
        rf"(?i){LIMIT}{NUMBER}\s+(?:(?:[\w-]+|Series\s+\w+)\s+){{0,4}}?(?P<what>warrants)\b(?!\s+to\s+(?:purchase|acquire)\s+(?:up\s+to\s+)?(?:an\s+aggregate\s+of\s+)?[\d,]{{3}})"
    ),
    "warrants",
)
"""``10,000,000 seven-year Warrants``: the number stands before them, not behind."""
_IN_A_PRICE = re.compile(
    r"(?i)\$\s?\d[\d,.]*\s+per\s+(?:[\w-]+\s+){0,3}?shares?,\s+(?:[\d,]+\s+(?:[\w-]+\s+){1,3}?warrants?\s+and\s+)?$"
)
"""``$1,000 per Preferred Share,`` 5,000 Warrants: what one price buys together."""
_UNDER_WARRANTS = re.compile(
    r"(?i)\bwarrants?\b(?P<words>(?:[^.;$]|\$\s?\d[\d,]*(?:\.\d+)?(?![.,]?\d)){0,120}?)\b(?:to\s+(?:purchase|acquire)|exercisable\s+for)\s+(?:an\s+aggregate\s+of\s+)?$"
)


def warrants(sentence: str) -> Iterator[Named]:
    """``warrants to purchase up to 500,000 shares``: as many warrants as shares."""
    for m in _WARRANTS.finditer(sentence):
        units = count(m["n"])
        if units:
            then = ISSUED_THEN.match(sentence, m.end()) is not None
            series = _SERIES.search(sentence[max(0, m.start() - 60) : m.start()])
            what = f"{series[1]} warrants" if series else "warrants"
            yield _warrant(m.start(), m.end(), units, m["q"], earlier=then, what=what)


def _warrant(
    start: int,
    end: int,
    units: int,
    limit: str | None,
    *,
    earlier: bool = False,
    what: str = "warrants",
) -> Named:
    qualifier = qualifier_of(limit)
    return Named(
        "warrants", "warrant", what, start, end, units, qualifier=qualifier, earlier=earlier
    )


def counted_warrants(sentence: str) -> Iterator[Named]:
    """``5,000,000 private placement warrants``; old ones and those given back are none."""
    if OF_BEFORE.search(sentence):
        return
    for m in _COUNTED_WARRANTS.finditer(sentence):
        units = count(m["n"])
        before = sentence[max(0, m.start() - 220) : m.start()]
        words = sentence[m.end("n") : m.start("what")]
        plain = m["n"].isdigit() and len(m["n"]) < 5
        if (
            not units
            or units < 1000
            or plain
            or (NOT_ISSUED.search(before[-46:]) and not RECEIVED.search(before))
        ):
            continue
        if GIVEN_BACK.match(sentence, m.end()) or _IN_A_PRICE.search(before):
            continue
        if OLD_WARRANTS.search(before) or re.search(r"(?i)\bshares\b|existing", words):
            continue
        yield _warrant(m.start(), m.end(), units, m["q"])


def under_warrants(sentence: str, m: re.Match[str], units: int) -> Named | None:
    """Warrants whose shares stand behind some words: ``new warrants, or …, to purchase 500 shares``."""
    at = max(0, m.start() - 120)
    told = _UNDER_WARRANTS.search(sentence[at : m.start()])
    if told is None:
        return None
    earlier = BEFORE_NOW.search(told["words"]) is not None
    return _warrant(at + told.start(), m.end(), units, m["q"], earlier=earlier)
