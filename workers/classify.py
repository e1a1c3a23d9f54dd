"""Sections and signals to labels: which event types a section is worth reading for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from watcher.model import Label
from workers.events import EventType, Form, Heading, HeadlineCode, Item, Phrase, Reading, Signal
from workers.grammar.patterns import Patterns
from workers.text.sections import item_of


@dataclass(frozen=True, slots=True)
class Gate:
    """All patterns of all types together, so that a section is read once, not fifty times."""

    types: tuple[EventType, ...]
    items: tuple[tuple[str, frozenset[str]], ...]
    phrases: Patterns
    phrase_of: tuple[tuple[str, str], ...]
    headings: Patterns
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
        phrases=Patterns([p for _, p in phrases]),
        phrase_of=tuple(phrases),
        headings=Patterns([p for _, p in headings]),
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
    named = [
        "\n".join((*section.heading, titles.get(section.document, "")))
        for section in reading.text.sections
    ]
    likely = signals.headings.possible("\n".join(named))
    for section, name_of_section in zip(reading.text.sections, named, strict=True):
        fired: dict[str, list[str]] = {name: list(names) for name, names in whole.items()}
        number = item_of(section)
        for name, numbers in signals.items if number else ():
            if number in numbers:
                fired.setdefault(name, []).append(f"item {number}")
        for i in signals.phrases.hits(reading.text.text[section.start : section.end]):
            name, pattern = signals.phrase_of[i]
            fired.setdefault(name, []).append(f"phrase {pattern}")
        for i in signals.headings.hits_among(likely, name_of_section):
            name, pattern = signals.heading_of[i]
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
