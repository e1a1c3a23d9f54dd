"""Where a notice stands in a filing, and its sentences: news apart from what is only retold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import re2

from watcher.model import Evidence, Suppressed
from workers.events import Draft, Found, Reading
from workers.governance.passages import Passage, Pattern, announced, items, led, whole
from workers.issuance.sentences import sentences

LONGEST = 1500
"""Characters of a sentence that are read; a longer one is a table or a list."""

_RECAP = re2.compile(
    r"(?i)\breference is (?:also |further )?made to|\brefers? to (?:the|its|our) (?:company[’']s )?(?:announcements?|circulars?)|"
    r"\bas (?:was )?(?:previously|earlier|already) (?:disclosed|announced|reported)|\bas (?:disclosed|announced|reported|stated|set out) in (?:the|its|our)\b|"
    r"\b(?:announcement|circular|report)s? (?:of the company )?dated\b[^.]{0,120}in relation to|茲提述|兹提述|謹此提述|謹提述|誠如[^。]{0,60}(?:公告|公佈|通函)|(?:先前|早前)(?:披露|公佈|公告)"
)
_SUPPOSED = re2.compile(
    r"(?i)^\W*(?:if|in the event|should|unless|there (?:is|can be) no (?:assurance|guarantee)|no assurance|倘|如果|概不保證|無法保證)\b|forward[- ]looking statements?|前瞻性陳述"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence and the offset of its first character in the canonical text."""

    text: str
    start: int

    def evidence(self, reading: Reading) -> Evidence:
        """The sentence as a quote."""
        return reading.text.evidence(self.start, self.start + len(self.text))

    @property
    def is_retold(self) -> bool:
        """Whether the sentence points to an earlier filing that told it."""
        return bool(_RECAP.search(self.text))


def noticed(
    reading: Reading,
    title: Pattern,
    *,
    numbers: Iterable[str] = (),
    codes: Iterable[str] = (),
    lead: Pattern | None = None,
) -> list[Passage]:
    """The passages that give a notice: Form 8-K items of these numbers, else titles that
    match, else the releases whose ``lead`` tells it as news, else the whole filing where the
    venue's headline has one of these codes. Numbers without a dot are the items before
    August 2004; on other forms they mean something else.
    """
    is_8k = (reading.form or "").startswith("8-K")
    found = list(items(reading, frozenset(n for n in numbers if is_8k or "." in n)))
    if not found:
        found = list(announced(reading, title))
    if not found and lead is not None:
        found = [p for p in led(reading, lead) if not _RECAP.search(p.title)]
    if not found and set(codes) & set(reading.told.headline_codes):
        found = [p for p in (whole(reading),) if p is not None]
    return found


def statements(passage: Passage) -> Iterator[Statement]:
    """The sentences of a passage in order, headings and suppositions left out."""
    for block in (b for b in passage.blocks if b.kind != "heading"):
        for start, end in sentences(block.text):
            text = block.text[start : min(end, start + LONGEST)]
            if not _SUPPOSED.search(text):
                yield Statement(text=text, start=block.start + start)


def saying(passage: Passage, *patterns: Pattern) -> list[Statement]:
    """The sentences in which every pattern is found; news before what is retold."""
    found = [s for s in statements(passage) if all(p.search(s.text) for p in patterns)]
    return sorted(found, key=lambda s: s.is_retold)


def proof(reading: Reading, passage: Passage, said: Sequence[Statement]) -> tuple[Evidence, ...]:
    """The sentences that prove an event, then the title or item over them."""
    quotes = [s.evidence(reading) for s in said]
    if passage.end > passage.start:
        quotes.append(reading.text.evidence(passage.start, passage.end))
    return tuple(dict.fromkeys(quotes))


def exhibit(passage: Passage) -> str | None:
    """The label of the exhibit, None for the main document."""
    return None if passage.part.label == "main" else passage.part.label


def dropped(
    reading: Reading, passage: Passage, said: Sequence[Statement], reason: str, why: str
) -> Suppressed:
    """A notice that raises nothing, at the sentence that says so, else at its title.

    ``reason`` is ``<type>:<reason code>``: the event that it could be taken for, and why not.
    """
    event_type, _, code = reason.partition(":")
    at = said[0].evidence(reading) if said else reading.text.evidence(passage.start, passage.end)
    return Suppressed(would_be_type=event_type, reason_code=code, evidence=at, why=why)


def unproven(
    reading: Reading,
    passage: Passage,
    event_type: str,
    why: str,
    said: Sequence[Statement] = (),
) -> Suppressed:
    """A notice of which no sentence proves an event: INSUFFICIENT_EVIDENCE."""
    return dropped(reading, passage, said, f"{event_type}:INSUFFICIENT_EVIDENCE", why)


def sorted_out(answers: Iterable[Draft | Suppressed]) -> Found:
    """Drafts and dropped notices of an extractor, each in its place."""
    given = list(answers)
    return Found(
        drafts=tuple(a for a in given if isinstance(a, Draft)),
        suppressed=tuple(a for a in given if isinstance(a, Suppressed)),
    )


def clause(text: str, pattern: re.Pattern[str], longest: int = 240) -> str | None:
    """What stands behind a pattern up to the end of the clause, in one line; None without it."""
    found = pattern.search(text)
    if not found:
        return None
    words = re.split(r"[.;。；](?:\s|$)", text[found.end() : found.end() + longest], maxsplit=1)[0]
    return " ".join(words.split()).strip(" ,:：，、。.") or None
