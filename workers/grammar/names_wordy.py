"""Names whose words are words of other things as well: ``Ada May``, ``June Moor``, ``Cy Law``.

Without an honorific their shape says nothing, so they count only where a person acts or is
acted on: ``Ada May notified``, ``appointed June Moor``. ``Street`` stands in every address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workers.grammar.name_words import NOT_NAMES

_SURNAMES = ("Banks", "Bond", "Law", "Major", "March", "May", "North", "Page", "Prior", "West", "York", "Young")  # fmt: skip
_MONTHS = ("April", "June", "May", "August")
_NOT_GIVEN = NOT_NAMES | {"Early", "Last", "Late", "Mid", "Next", "Through"}
_WORD = "[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+"
_NAME = re.compile(
    rf"\b(?:(?P<given>{_WORD})(?: [A-Z]\.)? (?:{'|'.join(_SURNAMES)})|(?P<month>{'|'.join(_MONTHS)})(?: [A-Z]\.)? (?P<family>{_WORD}))\b"
)
_ACTS = re.compile(
    r",? (?:notified|informed|advised|resigned|retired|stepped|tendered|delivered|submitted|ceased|joined|accepted)\b"
    r"| (?:has|had|was|will) (?:been |be )?(?:resign|retire|appoint|elect|promot|nam|step|tender|notif|inform|serve|join)"
    r"|, (?:aged? )?\d\d[,.]|, (?:the|our|its) (?:Company|Chief|President|current|former|Senior|Executive)"
)
_IS_MADE = re.compile(
    r"\b(?:appointed|elected|named|promoted|appointment of|election of|resignation of|retirement of|departure of) $"
)
_A_DAY = re.compile(r"(?i)\b(?:in|on|since|until|by|of|dated|late|early|mid) $")
"""``in April Moor``: a month, unless somebody is appointed by these words."""


def wordy_names(text: str) -> Iterator[tuple[int, int]]:
    """Where such names stand in one sentence."""
    if not any(word in text for word in (*_SURNAMES, *_MONTHS)):
        return
    for m in _NAME.finditer(text):
        made = _IS_MADE.search(text[max(0, m.start() - 24) : m.start()])
        dated = m["month"] and not made and _A_DAY.search(text[max(0, m.start() - 8) : m.start()])
        common = (m["given"] or m["family"]) in _NOT_GIVEN
        if not common and not dated and (made or _ACTS.match(text, m.end())):
            yield m.span()
