"""Sections and signals to labels: which event types a section is worth reading for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from watcher.model import Label
from workers.events import EventType, Form, Heading, HeadlineCode, Item, Phrase, Reading, Signal
from workers.grammar.patterns import Patterns
from workers.text.model import Part
from workers.text.sections import item_of, title_items


@dataclass(frozen=True, slots=True)
class Gate:
    """All patterns of all types together, so that a section is read once, not fifty times."""

    types: tuple[EventType, ...]
    items: tuple[tuple[str, frozenset[str]], ...]
    told: Mapping[tuple[str, str], Sequence[tuple[int, str]]]
    """(form | headline | item, value) -> the types that it fires for, by their place."""
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
        told=_told(types),
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
    whole = _whole_filing(reading, signals)
    if reading.text.leaves:
        return tuple(
            Label(event_type=name, section=section, signals=tuple(names))
            for section in reading.text.sections
            for name, names in whole.items()
        )
    titles = {part.label: _title(reading, part) for part in reading.text.parts}
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


def _title(reading: Reading, part: Part) -> str:
    """The title of a document; an HK title with 、 in it stands in no heading."""
    items = (item.text for item in title_items(reading.text, part))
    return "\n".join((part.title or "", *items))


def _whole_filing(reading: Reading, signals: Gate) -> Mapping[str, list[str]]:
    """Signals that the form, the headline or the feed's items give to every section. The
    feed's items count only where the text has no item heading of its own.
    """
    told = [("form", reading.form)] if reading.form else []
    told += [("headline", code) for code in reading.told.headline_codes]
    if reading.told.items and not any(item_of(section) for section in reading.text.sections):
        told += [("item", item) for item in reading.told.items]
    hits = [
        (place, number, name)
        for number, key in enumerate(told)
        for place, name in signals.told.get(key, ())
    ]
    fired: dict[str, list[str]] = {}
    for _, number, name in sorted(hits):
        fired.setdefault(name, []).append(" ".join(told[number]))
    return fired


def _told(types: Iterable[EventType]) -> Mapping[tuple[str, str], Sequence[tuple[int, str]]]:
    """What a feed or a form can tell of a whole filing, in the order of types and signals."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    named = [(t.name, signal) for t in types for signal in t.signals]
    for place, (name, signal) in enumerate(named):
        for key in _keys(signal):
            found.setdefault(key, []).append((place, name))
    return found


def _keys(signal: Signal) -> list[tuple[str, str]]:
    if isinstance(signal, Form):
        return [("form", name) for name in signal.names]
    if isinstance(signal, HeadlineCode):
        return [("headline", code) for code in signal.codes]
    return [("item", number) for number in signal.numbers] if isinstance(signal, Item) else []
