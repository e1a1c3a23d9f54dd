"""A parsed filing against what it should say: events, fields, suppressed entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

Row = Mapping[str, Any]

HEAD = ("subtype", "status", "severity", "event_date", "effective_date")


@dataclass(slots=True)
class Share:
    """How many of how many."""

    right: int = 0
    of: int = 0

    def count(self, *, hit: bool) -> bool:
        """One more, right or not."""
        self.right += hit
        self.of += 1
        return hit

    @property
    def rate(self) -> Decimal:
        """Between 0 and 1; an empty share is whole."""
        return Decimal(self.right) / self.of if self.of else Decimal(1)


@dataclass(slots=True)
class Score:
    """The three levels of a comparison, and what was missed, in words."""

    events: Share = field(default_factory=Share)
    fields: Share = field(default_factory=Share)
    suppressed: Share = field(default_factory=Share)
    surplus: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


def compare(expected: Row, row: Row) -> Score:
    """How far a line of ``watcher parse`` says what is expected."""
    score = Score()
    found = list(row.get("events") or [])
    left = list(found)
    for want in expected["events"]:
        got = _best(want, left)
        if got is not None:
            left.remove(got)
        _event(score, want, got or {})
    score.surplus += [f"{e['type']}: {e['headline']}" for e in left if e["severity"] != "info"]
    _suppressed(score, expected["suppressed"], row.get("suppressed") or [])
    return score


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every leaf of nested fields with its path; numbers as decimals, words folded."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from leaves(item, (*path, str(key)))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, (*path, str(number)))
    else:
        yield path, norm(value)


def norm(value: Any) -> Any:
    """A figure as a decimal, words without case and white space."""
    if value is None or isinstance(value, bool):
        return value
    try:
        return Decimal(str(value).replace(",", "")).normalize()
    except InvalidOperation:
        return re.sub(r"\s+", "", str(value)).lower()


def subject(event: Row) -> tuple[str, str | None]:
    """The type and the person of an event."""
    person = (event.get("fields") or {}).get("person") or {}
    tokens = sorted(re.findall(r"[a-z]+", (person.get("name") or "").lower()))
    return event["type"], person.get("person_key") or "+".join(tokens) or None


def _best(want: Row, found: Sequence[Row]) -> Row | None:
    alike = [e for e in found if subject(e) == subject(want)]
    return max(
        alike, key=lambda e: sum(norm(e.get(k)) == norm(want.get(k)) for k in HEAD), default=None
    )


def _event(score: Score, want: Row, got: Row) -> None:
    wrong = (
        [k for k in HEAD if k in want and norm(got.get(k)) != norm(want[k])] if got else ["missing"]
    )
    if not score.events.count(hit=not wrong):
        score.misses.append(f"event {want['id']} {want['type']}: {', '.join(wrong)}")
    have = dict(leaves(got.get("fields") or {}))
    for path, value in leaves(want.get("fields") or {}):
        if not score.fields.count(hit=have.get(path, "absent") == value):
            score.misses.append(
                f"{want['id']}.{'.'.join(path)}: {have.get(path, 'absent')!r}, expected {value!r}"
            )
    derived = {d["name"]: norm(d["value"]) for d in got.get("derived") or []}
    for item in want.get("derived") or []:
        if not score.fields.count(hit=derived.get(item["name"], "absent") == norm(item["value"])):
            score.misses.append(
                f"{want['id']} derived {item['name']}: {derived.get(item['name'])!r}"
            )


def _suppressed(score: Score, wanted: Sequence[Row], found: Sequence[Row]) -> None:
    have = Counter(_code(entry) for entry in found)
    for code, count in Counter(_code(entry) for entry in wanted).items():
        for number in range(count):
            if not score.suppressed.count(hit=number < have[code]):
                score.misses.append(f"suppressed {code[0]} {code[1]}: {have[code]} of {count}")


def _code(entry: Row) -> tuple[str, str]:
    return entry["would_be_type"].split("/")[0], entry["reason_code"]
