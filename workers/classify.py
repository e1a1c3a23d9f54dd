"""Sections and signals to labels: which event types a section is worth reading for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import re2

from watcher.model import Label, Section
from workers.events import EventType, Form, Heading, HeadlineCode, Item, Phrase, Reading, Signal
from workers.text.sections import item_of


@dataclass(frozen=True, slots=True)
class Gate:
    """All patterns of all types as two sets, so that a section is read twice, not fifty times."""

    types: tuple[EventType, ...]
    items: tuple[tuple[str, frozenset[str]], ...]
    phrases: re2.Set | None
    phrase_of: tuple[tuple[str, str], ...]
    headings: re2.Set | None
    heading_of: tuple[tuple[str, str], ...]


def gate(types: Sequence[EventType]) -> Gate:
    """The signals of these types, compiled."""
    phrases = [(t.name, s.pattern) for t in types for s in t.signals if isinstance(s, Phrase)]
    headings = [(t.name, s.pattern) for t in types for s in t.signals if isinstance(s, Heading)]
    return Gate(
        types=tuple(types),
        items=tuple(
            (t.name, frozenset(s.numbers)) for t in types for s in t.signals if isinstance(s, Item)
        ),
        phrases=_set(p for _, p in phrases),
        phrase_of=tuple(phrases),
        headings=_set(p for _, p in headings),
        heading_of=tuple(headings),
    )


def classify(reading: Reading, signals: Gate) -> tuple[Label, ...]:
    """A label for each event type and section in which a signal fired, in document order. In
    a structured form the form alone decides: its cells are no prose.
    """
    found: list[Label] = []
    whole = _whole_filing(reading, signals.types)
    if reading.text.leaves:
        return tuple(
            Label(event_type=name, section=section, signals=tuple(names))
            for section in reading.text.sections
            for name, names in whole.items()
        )
    titles = {part.label: part.title or "" for part in reading.text.parts}
    for section in reading.text.sections:
        fired: dict[str, list[str]] = {name: list(names) for name, names in whole.items()}
        number = item_of(section)
        for name, numbers in signals.items if number else ():
            if number in numbers:
                fired.setdefault(name, []).append(f"item {number}")
        for name, pattern in _hits(signals.phrases, signals.phrase_of, _text(reading, section)):
            fired.setdefault(name, []).append(f"phrase {pattern}")
        named = "\n".join((*section.heading, titles.get(section.document, "")))
        for name, pattern in _hits(signals.headings, signals.heading_of, named):
            fired.setdefault(name, []).append(f"heading {pattern}")
        found += [
            Label(event_type=name, section=section, signals=tuple(names))
            for name, names in fired.items()
        ]
    return tuple(found)


def _whole_filing(reading: Reading, types: Iterable[EventType]) -> Mapping[str, list[str]]:
    """Signals that the form, the headline or the feed's items give to every section. The
    feed's items count only where the text has no item heading of its own.
    """
    fired: dict[str, list[str]] = {}
    headed = any(item_of(section) for section in reading.text.sections)
    for event_type in types:
        for signal in event_type.signals:
            for words in _filing_signal(reading, signal, headed=headed):
                fired.setdefault(event_type.name, []).append(words)
    return fired


def _filing_signal(reading: Reading, signal: Signal, *, headed: bool) -> Iterator[str]:
    if isinstance(signal, Item) and not headed:
        yield from (f"item {item}" for item in reading.told.items if item in signal.numbers)
    if isinstance(signal, Form) and reading.form in signal.names:
        yield f"form {reading.form}"
    if isinstance(signal, HeadlineCode):
        yield from (
            f"headline {code}" for code in reading.told.headline_codes if code in signal.codes
        )


def _text(reading: Reading, section: Section) -> str:
    return reading.text.text[section.start : section.end]


def _set(patterns: Iterable[str]) -> re2.Set | None:
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = 256 << 20
    group = re2.Set.SearchSet(options)
    number = -1
    for pattern in patterns:
        number = group.Add(pattern)
    if number < 0:
        return None
    group.Compile()
    return group


def _hits(
    group: re2.Set | None, names: Sequence[tuple[str, str]], text: str
) -> Iterator[tuple[str, str]]:
    if group is not None and text:
        yield from (names[i] for i in sorted(group.Match(text) or ()))
