"""Resignations that take effect as their letter is delivered: on the day the company received it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from workers.people.model import Statement, When
from workers.people.scene import Scene

_ON_DELIVERY = re.compile(
    r"(?i)\b(?:effect|effective)\s+(?:up)?on\s+(?:(?:the|its|such)\s+)?(?:Board[’']s\s+)?(?:delivery|receipt)\b"
    r"|\b(?:effect|effective)\s+(?:from|on|as\s+of|when)\s+[^.;]{0,70}\b(?:delivered|received|delivery|receipt)\b"
)
_RECEIVED = re.compile(r"(?i)\breceived\b[^;]{0,120}\b(?:letter|resignation|notice)\b")
NEAR = 3
"""Sentences between the receipt of a letter, the resignation and the words on its effect."""
DECIDED = 2
"""The strength of a day that the text ties to the change without calling it effective."""


def with_delivery(said: Sequence[Statement], scenes: Sequence[Scene]) -> list[Statement]:
    """The statements, an undated resignation with the day on which its letter was received where
    the text says that it takes effect on delivery.
    """
    effects = {i: m for i, s in enumerate(scenes) if (m := _ON_DELIVERY.search(s.text))}
    if not effects:
        return list(said)
    place = {scene.sentence.start: i for i, scene in enumerate(scenes)}
    return [_dated(s, place[s.start], effects, scenes) if s.start in place else s for s in said]


def _dated(
    s: Statement, at: int, effects: dict[int, re.Match[str]], scenes: Sequence[Scene]
) -> Statement:
    waits = s.when is None or s.when.date is None
    leaves = s.action == "resignation" and all(t.change == "lost" for t in s.touches)
    words = next(
        (m for i, m in effects.items() if 0 <= i - at <= NEAR and _means(s, scenes[i])), None
    )
    if not (waits and leaves and s.drop is None) or words is None:
        return s
    near = scenes[max(0, at - NEAR) : at + NEAR]
    days = {day for scene in near if _means(s, scene) for day in _receipts(scene)}
    return replace(s, when=When(days.pop(), words.group(), DECIDED)) if len(days) == 1 else s


def _means(s: Statement, scene: Scene) -> bool:
    """Whether a sentence names the person, or nobody."""
    return not scene.spots or any(p.person.key == s.person.key for p in scene.spots)


def _receipts(scene: Scene) -> list[date]:
    if not _RECEIVED.search(scene.text):
        return []
    return [d.when.date for d in scene.dates if d.kind == "on" and d.when.date]
