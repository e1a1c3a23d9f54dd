"""Writes ``docs/events.md`` from the event modules: ``python -m tests.support.events_page``."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from pathlib import Path

from watcher.model import STATUSES
from watcher.settings import config_dir
from workers.events import EventType, Form, Heading, HeadlineCode, Item, Phrase, Signal
from workers.read import load_types

TARGET = Path(__file__).parents[2] / "docs/events.md"

HEAD = """# Event types

Made from the modules in `workers/events` and the thresholds in `config/events.toml` by
`python -m tests.support.events_page`; a test holds this page against them. What else an event
holds is described by its JSON Schema, `docs/schema/event.json`; which of its fields a condition may ask, by
`watcher/subscriptions/facts.py`. Its status is one of
{statuses}.
"""


def _signals(signals: tuple[Signal, ...]) -> Iterator[str]:
    for signal in signals:
        match signal:
            case Form(names=names):
                yield f"form {', '.join(names)}"
            case Item(numbers=numbers):
                yield f"8-K item {', '.join(numbers)}"
            case HeadlineCode(codes=codes):
                yield f"HKEX headline {', '.join(codes)}"
            case Heading():
                yield "headings"
            case Phrase():
                yield "phrases in the text"


def _section(event_type: EventType, thresholds: dict[str, str]) -> str:
    doc = (
        event_type.doc
        or (inspect.getdoc(inspect.getmodule(event_type.extract)) or "").split("\n\n")[0]
    )
    lines = [f"## `{event_type.name}`", "", " ".join(doc.split()), ""]
    signals = dict.fromkeys(_signals(event_type.signals)) or ["comparing filings with one another"]
    if event_type.subtypes:
        lines.append(f"- subtypes: {_quoted(event_type.subtypes)}")
    lines.append(f"- looked for by: {'; '.join(signals)}")
    if thresholds:
        lines.append(f"- thresholds: {', '.join(f'{k} {v}' for k, v in thresholds.items())}")
    return "\n".join([*lines, f"- rules version: {event_type.version}", ""])


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def page() -> str:
    """The whole page."""
    types, thresholds = load_types(config_dir() / "events.toml")
    made = [_section(t, {k: str(v) for k, v in thresholds[t.name].items()}) for t in types]
    return "\n".join([HEAD.format(statuses=_quoted(STATUSES)), *made])


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
