"""A filing in simplified characters is read in traditional ones and told as it is printed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from watcher.model import Block, Event, Evidence, Findings, QualityFlag, Suppressed, Value
from watcher.simplified import VARIANTS, is_simplified, may_be_simplified, traditional
from workers.events import Reading
from workers.text.model import FilingText
from workers.text.sections import sections

_KEYS = frozenset({"person_key", "latin_key"})
"""Fields that are compared and never shown: both scripts give the same."""


def in_traditional(reading: Reading) -> Reading:
    """The same filing with every simplified paragraph in traditional characters of one form; offsets
    stay.

    An overseas regulatory announcement has a cover in the one script and its body in the other.
    """
    text, title = reading.text, reading.told.title
    if not may_be_simplified(text.text):
        return reading
    blocks = tuple(map(_folded, text.blocks))
    whole: list[str] = []
    at = 0
    for block in blocks:
        whole += (text.text[at : block.start], block.text)
        at = block.end
    folded = replace(
        text,
        text="".join(whole) + text.text[at:],
        blocks=blocks,
        sections=sections(blocks, text.parts),
    )
    told = replace(reading.told, title=traditional(title)) if title else reading.told
    return replace(reading, told=told, text=folded)


def _folded(block: Block) -> Block:
    if is_simplified(block.text):
        return replace(block, text=traditional(block.text))
    return replace(block, text=block.text.translate(VARIANTS))


def as_printed(found: Findings, read: FilingText, printed: FilingText) -> Findings:
    """Findings from a text read in traditional characters, with the words that are printed."""
    words = _Words(read.text, printed.text)
    return replace(
        found,
        events=tuple(map(words.event, found.events)),
        suppressed=tuple(map(words.suppressed, found.suppressed)),
        flags=tuple(map(words.flag, found.flags)),
    )


class _Words:
    """The printed words of a document by those that were read."""

    def __init__(self, read: str, printed: str) -> None:
        self._read, self._printed = read, printed
        self._told: dict[str, str] = {}

    def event(self, event: Event) -> Event:
        fields = {name: self._value(name, value) for name, value in event.fields.items()}
        headline = event.headline
        for read, printed in self._told.items():
            headline = headline.replace(read, printed)
        return replace(
            event,
            fields=fields,
            headline=headline,
            evidence=tuple(map(self._evidence, event.evidence)),
            title_item=self._words(event.title_item) if event.title_item else None,
        )

    def suppressed(self, entry: Suppressed) -> Suppressed:
        return replace(entry, evidence=self._evidence(entry.evidence)) if entry.evidence else entry

    def flag(self, flag: QualityFlag) -> QualityFlag:
        return replace(flag, evidence=self._evidence(flag.evidence)) if flag.evidence else flag

    def _evidence(self, evidence: Evidence) -> Evidence:
        return replace(evidence, quote=self._printed[evidence.start : evidence.end])

    def _value(self, name: str, value: Value) -> Value:
        if isinstance(value, str):
            return value if name in _KEYS else self._words(value)
        if isinstance(value, Mapping):
            return {inner: self._value(inner, part) for inner, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._value(name, part) for part in value]
        return value

    def _words(self, words: str) -> str:
        """Words that stand in the document as they are printed there; others as they are."""
        at = -1 if words.isascii() else self._read.find(words)
        if at < 0:
            return words
        printed = self._printed[at : at + len(words)]
        if printed != words:
            self._told[words] = printed
        return printed
