"""Paragraphs cut into sentences; every place maps back into the canonical text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from watcher.model import Block

_STOP = re.compile(
    r"[.!?;:。；！？\n](?:(?<=\n)\s*\n|(?<!\n)[”\"’)」』]?\s+(?=[A-Z“\"(「‘0-9\u3400-\u9fff])|(?<=[。；！？]))"
)
_NO_STOP = re.compile(
    r"(?:\b(?:Mr|Ms|Mrs|Mdm|Mmes|Dr|Ir|Prof|Hon|Rev|Messrs|Mses|Jr|Sr|St|No|Nos|Inc|Corp|Co|Ltd|L\.P|vs|Esq|cf|Gen|Adm|Ret|Sen|Vol|Art|Sec|approx|i\.e|e\.g|Ph\.D|M\.D"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.K|P\.R|[ap]\.m)|\b[A-Z](?:\.[A-Z])*|\(\w{1,4}\))\.$"
)
_NEXT_IS_SENTENCE = re.compile(
    r"\s*(?:On|In|The|He|She|Mr|Ms|Mrs|Dr|Effective|His|Her|As|Prior|There|Following|Pursuant|A|An|It|We|Since|At|This|Each|Additionally|Also)\b"
)
_MORE_OFFICES = re.compile(
    r"\s*(?:and\s+)?\((?:[ivx]{1,4}|[a-z]|\d)\)\s+(?:an?|the|one\s+of\s+the)\s+(?!(?:resignation|appointment|retirement|re-?designation|cessation|removal|change)s?\b)"
    r"(?:(?!(?:Mr|Ms|Mrs|Dr|has|have|was|were|will|who)\b)[^;.\s]+\s+){0,12}?(?:[Dd]irector|[Cc]hair\w*|[Oo]fficer|[Mm]ember|[Ss]ecretary|[Rr]epresentative|[Pp]resident|[Aa]gent)\b(?![^;.]{0,90}\b(?:has|have|was|were|will)\b)"
)
"""``resigned as (i) an executive director; (ii) the chief executive; and (iii) a member of …``."""
_MORE_PEOPLE = re.compile(
    r"\s*(?:and\s+)?\((?:[ivx]{1,4}|[a-z]|\d)\)\s+(?:M[rs]|Mrs|Miss|Dr|Prof)\b[^;]{3,160}(?:;|\bha(?:s|ve)\b)"
)
_TOLD = re.compile(
    r"\b(?:ha[sd]|have|was|were|will|shall|be|is|are|resign|appoint|retire|cease|elect|re-?design|remove|become)\w*\b"
)
"""``(i) Mr. A, the chairman; (ii) Ms. B, an executive Director; and (iii) Mr. C have resigned``."""
_HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_GAP = re.compile(
    rf"[ \n\t](?:(?<=[{_HAN}][ \n\t])[ \n\t]*(?=[{_HAN}0-9A-Za-z“”‘’])|(?<=[0-9“”‘’][ \n\t])[ \n\t]*(?=[{_HAN}]))"
)
LONGEST = 4000
"""Longer stretches without a stop are no prose; they are cut to bound the work."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with plain blanks; ``places[i]`` is where character i stands."""

    text: str
    places: tuple[int, ...] | int
    """Offsets per character, or the offset of the first when nothing was taken out."""

    def at(self, index: int) -> int:
        """The canonical offset of a character (of the end, for the length)."""
        if isinstance(self.places, int):
            return self.places + index
        return self.places[index] if index < len(self.places) else self.places[-1] + 1

    @property
    def start(self) -> int:
        """Where the sentence begins in the canonical text."""
        return self.at(0)

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.at(len(self.text))


def sentences(block: Block) -> list[Sentence]:
    """The sentences of a block. Blanks that a typesetter put between Chinese characters are closed."""
    return list(_sentences(block.text, block.start))


def plain(block: Block) -> str:
    """The text of a block in one line, without a typesetter's gaps."""
    return " ".join(s.text for s in sentences(block))


def _sentences(text: str, offset: int) -> Iterator[Sentence]:
    start = 0
    for stop in _STOP.finditer(text):
        at = stop.start() if text[stop.start()] == "\n" else stop.start() + 1
        if at <= start or _abbreviated(text, text[start:at], at):
            continue
        yield from _cut(text, start, at, offset)
        start = stop.end()
    yield from _cut(text, start, len(text), offset)


def _abbreviated(text: str, head: str, at: int) -> bool:
    if head.endswith(";"):
        told = _TOLD.search(head, max(head.rfind(") M"), 0))
        more = None if told else _MORE_PEOPLE.match(text, at)
        return (more or _MORE_OFFICES.match(text, at)) is not None
    if head.endswith(":"):
        return not head.endswith("following:")
    return bool(_NO_STOP.search(head[-12:])) and not (
        re.search(
            r"\b(?:Inc|Corp|Co|Ltd|Jr|Sr|N\.A|L\.P|U\.S|[ap]\.m|LLC|\b[A-Z]\.[A-Z])\.$", head[-12:]
        )
        and _NEXT_IS_SENTENCE.match(text, at)
    )


def _cut(text: str, start: int, end: int, offset: int) -> Iterator[Sentence]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    piece = piece.strip()[:LONGEST]
    if not piece:
        return
    base = offset + start + lead
    plain = piece.replace("\n", " ").replace("\t", " ")
    if plain.isascii() or not _GAP.search(plain):
        yield Sentence(plain, base)
        return
    kept: list[int] = []
    at = 0
    for gap in _GAP.finditer(plain):
        kept.extend(range(at, gap.start()))
        at = gap.end()
    kept.extend(range(at, len(plain)))
    yield Sentence("".join(plain[i] for i in kept), tuple(base + i for i in kept))
