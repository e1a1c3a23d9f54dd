"""Lists whose lead announces and whose entries are nouns.

``The Board announces: I. the resignation of Mr. A as …; II. the appointment of Mr. B as …`` and,
on a line of its own, ``all with effect from D``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.grammar.worded import Worded
from workers.people.model import Statement, When
from workers.people.scene import Scene

_ENTRY = re.compile(
    r"(?i)\W*(?:(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)、]\s*)?(?:the\s+)?(?:resignation|retirement|cessation|removal|departure|appointment|election|re-?designation|promotion)s?\s+of\b"
)
_CLOSES = re.compile(
    r"(?i)\W*with\s+(?:immediate\s+effect|effect\s+from)\b[^.;]{0,40}\W*$"
    r"|\W*(?:and\s+)?(?:all|both|each|in\s+each\s+case)(?:\s+of\s+(?:which|the\s+above))?,?\s+(?:(?:are|is|to\s+be|taking|take|takes)\s+)?(?:with\s+(?:immediate\s+)?effect|effective|effect)\b"
)

_LEAD = Worded(
    re.compile(
        r"(?i)\b(?:announc|advis|inform)\w*\b[^.]{0,160}?(?:\bfollowing\s+(?:[\w-]+\s+){0,5}?(?:changes?|appointments?|resignations?)\b|\bthat\b[^.]{0,60}:\s*$|\bas\s+follows\s*:\s*$)"
        r"|^\W*The\s+following\s+(?:[\w-]+\s+){0,4}?changes?\b[^.]{0,120}:\s*$"
    ),
    "following",
    ":",
)
"""``announces the following changes with effect from D``, ``announces that with effect from D:``."""
CARRIED = 1
"""The strength of a day that a text gives once for all that it tells."""


_NEWLY = re.compile(
    r"(?i)\b(?:new|first(?:-time)?|by-?)[\s-]*election\s+of\b|(?<!re-)(?<!re)\b(?:election|appointment)\s+of\b(?:[^.;:]|(?<=\b[DM][rs])\.|(?<=\bMrs)\.){3,80}?\b(?:as|to\s+be)\s+(?:an?\s+|the\s+)?new\b"
)
"""``New election of A as member of the Board``: a line without ``new`` may confirm who sits."""
_LOST_VOTE = re.compile(
    r"(?i)\b(?:reject|withdr[ae]w|declin|oppos)\w*|\b(?:not|fail\w*)\s+(?:\w+\s+){0,2}(?:approved|elected|passed|carried|adopted)\b|\bpropos(?:al|es|ed)\b"
)


def announced_entries(
    said: Sequence[Statement], scenes: Sequence[Scene], *, under: bool
) -> list[Statement]:
    """The statements of an entry; a noun that opens it is what the lead announces (``under``
    one), or what the meeting resolved whose results the document tells.
    """
    opens = {s.sentence.start for s in scenes if under and _ENTRY.match(s.text)}
    opens |= {s.sentence.start for s in scenes if _voted_in(s)}
    return [
        replace(s, news=True, announced=True)
        if s.start in opens and s.touches and s.action != "continuing"
        else s
        for s in said
    ]


def _voted_in(scene: Scene) -> bool:
    """Whether a line of the results of a meeting elects somebody who did not sit before."""
    elects = scene.world.results and _NEWLY.search(scene.text)
    return bool(elects) and not _LOST_VOTE.search(scene.text)


def lead_day(scenes: Sequence[Scene]) -> When | None:
    """The day that the lead of a list gives to whatever the announcement tells behind it, under
    headings of their own and in paragraphs without a mark too.
    """
    leads = (s for s in scenes if not s.spots and _LEAD.search(s.text))
    days = (d.when for s in leads for d in s.dates if d.kind == "effective")
    return next((replace(day, strength=CARRIED) for day in days), None)


def closing_day(scenes: Sequence[Scene]) -> When | None:
    """The day that a line under a list gives to all its entries."""
    closing = next((s for s in scenes if _CLOSES.match(s.text)), None)
    return next((d.when for d in closing.dates if d.kind == "effective"), None) if closing else None


def on_closing_day(said: Sequence[Statement], day: When) -> list[Statement]:
    """The entries of the list, those without a day with that of the line under it."""
    return [replace(s, when=day) if s.news and s.when is None else s for s in said]
