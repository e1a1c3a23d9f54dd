"""Texts about people, read by the three personnel event types, in short words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from watcher.issuers import Issuers
from watcher.model import Severity, Value
from workers.canonical import text_of
from workers.classify import classify, gate
from workers.events import Draft, EventType, Found, Told
from workers.events.board_change import EVENT as BOARD
from workers.events.committee_change import EVENT as COMMITTEE
from workers.events.officer_change import EVENT as OFFICER
from workers.facts import reading_of
from workers.script import in_traditional

TYPES: tuple[EventType, ...] = (BOARD, OFFICER, COMMITTEE)
ITEM_502 = "Item 5.02 Departure of Directors or Certain Officers; Election of Directors.\n\n"
SIGNS = {"gained": "+", "lost": "-", "continuing": "=", "implied_superseded": "~"}


@dataclass(frozen=True, slots=True)
class Read:
    """What the personnel types found in a text."""

    found: Mapping[str, Found]

    @property
    def drafts(self) -> list[Draft]:
        """All drafts, board changes first."""
        return [d for f in self.found.values() for d in f.drafts]

    @property
    def told(self) -> list[str]:
        """``board departure Chan Tai Man -executive_director 2025-06-30``, one line an event."""
        return [line(d) for d in self.drafts]

    @property
    def dropped(self) -> set[tuple[str, str]]:
        """Types and reason codes of what raised nothing."""
        return {(s.would_be_type, s.reason_code) for f in self.found.values() for s in f.suppressed}

    @property
    def flags(self) -> set[str]:
        """Codes of doubts."""
        return {flag.code for f in self.found.values() for flag in f.flags}

    def one(self, name: str, kind: str = "board_change") -> Draft:
        """The only draft of a type about a person."""
        (draft,) = [d for d in self.drafts if d.type == kind and person(d)["name"] == name]
        return draft


def read(text: str, on: str, *, told: Told | None = None) -> Read:
    """Read a text whose printed date is ``on``; simplified characters come out traditional."""
    told = told or Told()
    reading = reading_of(text_of(text.encode(), told, "text.txt"), told, Issuers())
    reading = in_traditional(replace(reading, document_date=date.fromisoformat(on)))
    labels = classify(reading, gate(TYPES))
    return Read(
        {
            t.name: t.extract(reading, tuple(x for x in labels if x.event_type == t.name))
            for t in TYPES
        }
    )


def person(draft: Draft) -> Mapping[str, Value]:
    """The person of a draft."""
    value = draft.fields["person"]
    assert isinstance(value, Mapping)
    return value


def roles(draft: Draft) -> list[str]:
    """``+executive_director``, ``-committee_chair:audit``."""
    entries = draft.fields["roles"]
    assert isinstance(entries, list)
    words = []
    for entry in entries:
        assert isinstance(entry, Mapping)
        seat = f":{entry['committee']}" if entry.get("committee") else ""
        words.append(f"{SIGNS[str(entry['change'])]}{entry['role']}{seat}")
    return words


def line(draft: Draft) -> str:
    """One event in one line; a continuing office is left out."""
    changed = [r for r in roles(draft) if r[0] in "+-"]
    day = draft.effective_date.isoformat() if draft.effective_date else "undated"
    kind = draft.type.removesuffix("_change")
    return " ".join([kind, str(draft.subtype), str(person(draft)["name"]), *changed, day])


def severity(draft: Draft) -> Severity:
    """The severity that an alert would have."""
    event_type = next(t for t in TYPES if t.name == draft.type)
    return draft.severity or event_type.grade(draft, {})
