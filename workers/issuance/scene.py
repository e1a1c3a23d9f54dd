"""What is read of one Hong Kong document: its title, its body, and the way back to its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import re2

from workers.grammar.wrap import is_capitals
from workers.issuance.folded import Folded
from workers.issuance.kinds import KINDS, OPTION_ENDED, PERIODIC_TITLE, STABILISED, found_in

LEAD = 9000
"""The deal and its terms stand within this many characters of the title."""
_MASTHEAD = re2.compile(
    r"(?i)\(\s*stock\s+codes?\s*:?[^)]{0,60}\)|（?股份代號[:：][^）\n]{0,30}）?|stock\s+code\s*:\s*\d+"
)
_HISTORY = re2.compile(
    r"(?i)\n[^\n]{0,60}(?:fund[\s-]*raising\s+(?:activities|exercises?)[^\n]{0,60}past\s+(?:12|twelve)|equity\s+fund\s+raising\s+activit|過去十二個月|過往十二個月|前十二個月)"
)
EXISTING_SOLD = re2.compile(
    r"(?i)(?:vendor|seller)s?\b[^.]{0,260}?(?:agreed?|agrees)\s+to\s+(?:sell|place)|existing\s+Shares[^.]{0,200}?top-?up|(?:賣方)[^。]{0,120}?同意[^。]{0,40}?(?:出售|配售)"
)
_TOP_UP = re2.compile(
    r"(?i)top-?up|(?:vendor|seller)\b[^.]{0,120}?(?:agree[sd]?\s+to\s+)?subscribe|allot(?:ted)?\s+and\s+issued?\b[^.]{0,80}?\bto\s+the\s+(?:Vendor|Seller)|先舊後新|補足|(?:賣方)[^。]{0,60}?認購|向賣方配發及?發行"
)
_TARGET = re2.compile(
    r"(?i)\btarget\b|entire\s+issued\s+share|目標公司|目標集團|待售股份|全部已發行股本"
)


_WORD = re2.compile(r"\b[A-Z]+\b")
_SMALL = re2.compile(
    r"A|AN|AND|AT|BASIS|BETWEEN|BY|EACH|EVERY|FOR|FROM|HELD|IN|ISSUED?|LEAST|LESS|MAXIMUM|MINIMUM|MORE|MOST|NOT?|NUMBER|OF|ON|OR|PER|PRICE|THAN|THE|TO|TOTAL|UP|WITH"
)
_KEPT = re2.compile(r"HKD?|USD?|RMB|EUR|[HB]|II|III|IV")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is read of one document: the title and the body behind the masthead (folded)."""

    title: str
    body: str
    at: int
    folded: Folded
    document_date: date | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Canonical span of a body match."""
        return self.folded.span(self.at + start, self.at + end)


def scene(folded: Folded, told: str | None, items: str, document_date: date | None) -> Scene:
    """The title (told by the venue, or the title items and the lines around the stock code)
    and the body behind the masthead, without the story of earlier fund raising.
    """
    mark = _MASTHEAD.search(folded.text[:9000])
    at = mark.end() if mark else 0
    body = _face_in_words(folded.text[at:])
    history = _HISTORY.search(body)
    around = folded.text[at : at + 160]
    return Scene(
        title=told or (items if _speaks(items) else f"{items}\n{around}"),
        body=body[: history.start() if history else len(body)],
        at=at,
        folded=folded,
        document_date=document_date,
    )


def _face_in_words(body: str) -> str:
    """The body with the capital lines of its title as running text, letter for letter: a title
    states number and price (``1,035,000 RIGHTS SHARES AT HK$0.16 PER RIGHTS SHARE``).
    """
    at = 0
    for line in body[:1500].split("\n")[:-1]:
        if len(line) > 60 and not is_capitals(line):
            break
        at += len(line) + 1
    lines = (
        _WORD.sub(_as_spoken, line) if is_capitals(line) else line for line in body[:at].split("\n")
    )
    return "\n".join(lines) + body[at:]


def _as_spoken(found: re2._Match) -> str:
    word = str(found.group())
    if _KEPT.fullmatch(word):
        return word
    return word.lower() if _SMALL.fullmatch(word) else word.capitalize()


def _speaks(title: str) -> bool:
    """Whether a title names something that decides how the document is read."""
    known = (STABILISED, PERIODIC_TITLE, OPTION_ENDED)
    return any(p.search(title) for p in known) or any(found_in(k.title, title) for k in KINDS)


def is_top_up(text: str) -> bool:
    """Whether a holder sells existing shares and subscribes for as many new ones. A vendor who
    sells a company to the issuer and is paid in shares does not.
    """
    own = any(
        _TARGET.search(text[m.start() : m.end() + 100]) is None
        for m in EXISTING_SOLD.finditer(text)
    )
    return own and _TOP_UP.search(text) is not None
