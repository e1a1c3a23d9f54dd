"""Committees that a heading names for the text below it: ``Nomination Committee``, and then
``Ms. A has been appointed as the chairlady``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from watcher.model import Section
from workers.grammar.roles import committee_kind
from workers.people.direction import LEAVING
from workers.people.model import Statement, Touch
from workers.people.scene import Scene

_HEADS = re.compile(
    r"(?i)\W*(?:[(（]?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)）]\s*)?(?:(?!.*\b(?:board|directors?)\b)[\w ]{0,60}\bof\s+)?(?:the\s+)?(?P<name>[\w &,-]{3,50}?)\s+committee\W*"
)
_OF_THE_BOARD = re.compile(r"(?i)\bchair\w*\s+of\s+(?:the|its)\s+board\b|\bboard\s+chair")
_MEMBER = re.compile(r"(?i)\b(?:as|be)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?member\b")


def of_headed_committee(
    said: Sequence[Statement], scenes: Sequence[Scene], section: Section
) -> list[Statement]:
    """The statements, a bare chair or membership read as that of the committee in the heading."""
    found = _HEADS.fullmatch(section.heading[-1]) if section.heading else None
    kind = committee_kind(found["name"]) if found else None
    if kind is None:
        return list(said)
    texts = {s.sentence.start: s.text for s in scenes if not _OF_THE_BOARD.search(s.text)}
    return [
        replace(s, touches=_touches(s, kind, texts[s.start])) if s.start in texts else s
        for s in said
    ]


def _touches(s: Statement, kind: str, text: str) -> tuple[Touch, ...]:
    if not s.touches and s.news and _MEMBER.search(text):
        return (Touch("committee_member", "lost" if s.action in LEAVING else "gained", kind),)
    return tuple(
        replace(t, role="committee_chair", committee=kind) if t.role == "chairman_of_board" else t
        for t in s.touches
    )
