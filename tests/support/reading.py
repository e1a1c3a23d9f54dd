"""Texts, readings and a small event type for tests of the reading street."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from watcher.issuers import Issuers
from watcher.model import Label, Severity
from workers.canonical import assemble
from workers.events import Draft, EventType, Found, Phrase, Reading, Signal, Told
from workers.facts import reading_of
from workers.text.model import FilingText, RawBlock, ReadDocument

Extract = Callable[[Reading, tuple[Label, ...]], Found]


def a_text(*texts: str, label: str = "main") -> FilingText:
    """A canonical text with one block a string; capitals and items are headings."""
    blocks = tuple(
        RawBlock(
            kind="heading"
            if t.isupper() or t.startswith("Item ")
            else "row"
            if "\t" in t
            else "paragraph",
            text=t,
        )
        for t in texts
    )
    return assemble([ReadDocument(label=label, blocks=blocks)], {})


def a_reading(*texts: str, told: Told | None = None, issuers: Issuers | None = None) -> Reading:
    """What extractors get for such a text."""
    return reading_of(a_text(*texts), told or Told(), issuers or Issuers())


def a_draft(reading: Reading, quote: str, **changes: Any) -> Draft:
    """A draft that rests on a quote of the reading."""
    found = reading.text.find(quote)
    assert found is not None
    values: dict[str, Any] = {
        "type": "placing",
        "subtype": "done",
        "status": "completed",
        "confidence": Decimal("0.9"),
        "fields": {"units": 5},
        "evidence": (found,),
    }
    return Draft(**values | changes)


def a_type(
    extract: Extract,
    *,
    name: str = "placing",
    signals: Sequence[Signal] = (Phrase(pattern=r"placing"),),
) -> EventType:
    """An event type around one function; its identity is the subtype."""
    return EventType(
        name=name,
        subtypes=("done",),
        signals=tuple(signals),
        extract=extract,
        identity=lambda draft: draft.subtype or "",
        headline=lambda draft: f"{draft.type} {draft.subtype}",
        grade=lambda _draft, limits: Severity.HIGH if limits.get("loud") else Severity.LOW,
    )
