"""Words of a printed line: broken at the margin, or set without the blank between them.

A justified line can lose a blank where the typesetter moved the words by their places only
(``hasresigned``, ``witheffect from``). Only pairs that make no English word are parted, and
only such as readers of announcements depend on.
"""

from __future__ import annotations

import re

import re2

BROKEN = "\ufffe"
"""What the library gives for a hyphen at the end of a line whose word goes on in the next."""
_COMPOUND = re.compile(
    r"(?i)non|re|co|vice|ex|self|sub|pre|post|semi|multi|anti|inter|intra|cross|mid|long|short|full|part|well|high"
    r"|low|wholly|newly|so|set|buy|sell|take|write|spin|carry|follow|on|off|up|over|under|joint|state|share|price|cash"
    r"|fixed|year|month|day|week|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|first|second|third|fourth|real|top|face|new|old|sino|anglo|open|closed|market"
)
"""First parts of words that are written with a hyphen wherever they stand."""
_BREAK = re.compile(rf"([A-Za-z]+){BROKEN}(?=[a-z])")
_SMALL = "has|have|had|was|were|been|be|is|are|will|shall|not|also|duly|of|to|in|by|on|for|from|with|and|that|at|as|an?|the|his|her|their"
_CHANGED = "resigned|appointed|elected|retired|re-?designated|ceased|tendered|stepped|removed|nominated|redesignated"
_OFFICES = "executive|non-executive|independent|director|directors|chairman|supervisor|supervisors|authorised|company|chief|joint|member|members"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_GLUED = re2.compile(
    rf"\b(?:({_SMALL})((?:{_CHANGED}|{_OFFICES}|effect|immediate|been|resignation|appointment|retirement)\b)"
    rf"|({_CHANGED}|resignation|appointment|serve|serves|served|acted|effective|effect)((?:as|from|by|to|with|of|on)\b)"
    r"|(of|to|in|by|on|for|from|with|and|that|at|as)(the\b)|(as|of)(an\b)"
    r"|(tendered|submitted)((?:his|her|their)\b)|(ceased|ceases|cease)(to\b)"
    r"|(director|chairman|member|secretary|officer|supervisor|committee)((?:of|and|with|to|has|in|from)\b)"
    r"|([Tt]he|of|to|that)((?:Board|Company|Directors?|Group|Chairman|Stock)\b)"
    rf"|(from|on|of|dated)(\d{{1,2}}\s(?:{_MONTHS})\b)|(\d{{1,2}})((?:{_MONTHS})\s?\d{{4}}\b)"
    r"|([A-Z][a-z]+)(and\s(?:Mr|Ms|Mrs|Miss|Dr|Prof)\b))"
)
"""The last of them: ``Mr. Lauand Ms. Chow``."""


def whole(raw: str) -> str:
    """A line with its broken words closed; a compound keeps its hyphen, as a name does."""
    if BROKEN not in raw:
        return raw
    closed = _BREAK.sub(lambda m: m[1] + ("-" if _COMPOUND.fullmatch(m[1]) else ""), raw)
    return closed.replace(BROKEN, "-")


def any_glued(text: str) -> bool:
    """Whether words may be set as one anywhere in a document: one pass for its thousand blocks."""
    return _GLUED.search(text) is not None


def parted(text: str) -> str:
    """A paragraph with blanks between words that were set as one."""
    return _GLUED.sub(_blank, text) if _GLUED.search(text) else text


def _blank(found: re.Match[str]) -> str:
    first, second = (part for part in found.groups() if part)
    return f"{first} {second}"
