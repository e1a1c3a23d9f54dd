"""Nouns of change (``the resignation of Mr. A``): when they tell news and when they only refer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.grammar import cue_context as words
from workers.grammar.cues import Cue
from workers.people.scene import Spot

_SUBORDINATE = re.compile(
    r"(?i)\b(?:following|upon|after|since|due\s+to|result\s+of|connection\s+with|view\s+of|by|regarding|relating\s+to|relation\s+to"
    r"|respect\s+of|prior\s+to|until|for|on|with|light\s+of|from(?!\s+(?:the|its|our)\s+(?:\w+\s+)?board\b[^,;]{0,40}?\band\s+the\s+$))\s+(?:the\s+|[\w.’' ]{0,40})$"
)
_RESOLUTION = re.compile(r"(?i)\bresolutions?\b[^.;]{0,80}$")
_PASSED = re.compile(
    r"(?i)[^.;]{0,120}?\b(?:was|were|been)\s+(?:(?!not\b)\w+\s+)?(?:passed|approved|carried)\b"
)
"""``the resolution in respect of the appointment of X was passed``: the meeting appoints."""
_POINTS_BACK = re.compile(
    r"(?i)\b(?:references?\s+(?:is|are)\s+(?:hereby\s+)?made|further|with\s+reference|refers?|referred)\s+to\b[^;]{0,200}?\bannouncements?\b[^;]{0,160}?"
    r"\b(?:in\s+relation\s+to|regarding|concerning|relating\s+to|in\s+respect\s+of|about)\b(?:(?!announc|pleased|inform)[^;]){0,160}$"
)
"""``Further to the announcement dated D in relation to the appointment of A with effect from D``."""
_VACANCY = re.compile(r"(?i)\bvacanc(?:y|ies)\b[^.;]{0,60}$")
"""``to fill the vacancy left by the resignation of A with effect from D``: D is B's day."""
_ON_A_DAY = re.compile(r",?\s+on\s+[A-Z][a-z]+\s+\d")
"""``following the death of Mr. A on May 4``: told in passing, and news all the same."""
_COORDINATED = re.compile(r"(?i)(?:,|;|\band)\s+(?:\(\w{1,3}\)\s+)?(?:the\s+)?$")


def makes_news(text: str, cue: Cue, people: Sequence[Spot]) -> bool:
    """A noun makes news when an announcing verb governs it, or when it takes effect."""
    behind = max(cue.end, people[-1].end)
    if cue.action == "death" and _ON_A_DAY.match(text, behind):
        return True
    vacated = _VACANCY.search(text[max(0, cue.start - 90) : cue.start])
    if vacated or _POINTS_BACK.search(text[: cue.start]):
        return False
    if words.TAKES_EFFECT.match(text, cue.end) or words.TAKES_EFFECT.match(text, behind):
        return True
    before = text[max(0, cue.start - 90) : cue.start]
    if _RESOLUTION.search(before) and _PASSED.match(text, behind):
        return True
    if _SUBORDINATE.search(before):
        return False
    if _COORDINATED.search(before):
        before = text[: cue.start]
    return bool(
        words.ANNOUNCING.search(before)
        or re.search(
            r"(?i)\b(?:including|received|accepted|(?:meeting|[AES]GM|assembly|today)\s+(?:also\s+)?(?:saw|marks?|marked))\s+(?:the\s+)?$|:\s*$",
            before,
        )
    )
