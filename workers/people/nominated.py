"""Nominations: what is put to a meeting appoints nobody, and who sits already gains nothing.

``A, an executive Director, was nominated for re-election`` is the round of every annual meeting;
``B was nominated as a candidate`` is a proposal until the poll results decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from workers.grammar.cues import Cue
from workers.grammar.names import person_key
from workers.grammar.roles import SEATS
from workers.people.model import Statement
from workers.people.roster import Roster
from workers.people.scene import Scene

PROPOSALS = frozenset({"proposal", "nomination"})
_AGAIN = re.compile(
    r"(?i)(?:\s+(?:by|at|as|in)\b[^,.;]{0,90}?)?,?\s*(?:for|to\s+be|to\s+stand\s+for)\s+re-?\s?(?:elect|appoint)"
)
_ELECTION = re.compile(r"(?i)(?<!re-)(?<!re)(?<!re- )\belection\s+(?:as|of|at|to|or|and)\b")
_RE_ELECTION = re.compile(
    r"(?i)\b(?:for|to\s+be)\s+re-?\s?elect|\bre-?\s?election\s+(?:as|at|of|to)\b"
)
_SITS = re.compile(
    r"(?i)(?:\s*[(（][^()（）]{0,60}[)）])?,\s+(?:(?:who\s+is|being|each|both|all|currently|an?|the|our|one\s+of|existing|current|present|incumbent|retiring|serving)\s+){1,4}"
)
_PUT = re.compile(r"(?i)\bnominat(?:e|ed|es|ing)\b|\bcandidates?\b|\bpropos(?:e|ed|es|ing)\b")
_AHEAD = re.compile(r"(?i)\b(?:to|will|shall|should|would)\s+$")
_KEPT = "nominated or proposed for the seat that is held already"


def nominated_again(text: str, cue: Cue, behind: int) -> bool:
    """Whether a nomination is ``for re-election``: behind the verb, or behind the people."""
    at = cue.end if cue.side == "before" else behind
    return cue.action in PROPOSALS and _AGAIN.match(text, at) is not None


def sits(scene: Scene, cue: Cue, end: int) -> bool:
    """Whether the nominee whose name ends at ``end`` is told to be a director: ``Mr. A, an
    executive Director, was nominated``.
    """
    aside = _SITS.match(scene.text, end) if cue.action in PROPOSALS else None
    return aside is not None and any(
        r.start == aside.end() and r.role in SEATS and r.body is None and not r.former
        for r in scene.roles
        if r.end <= cue.start or r.start > end
    )


def put_to_meeting(text: str, cue: Cue) -> bool:
    """Whether the verb over a list proposes: ``nominated the following``, ``the following
    candidates to be elected``; who ``was elected`` of the candidates is chosen.
    """
    if cue.action in PROPOSALS:
        return True
    ahead = cue.words.lower().startswith("be ") and _AHEAD.search(text, 0, cue.start)
    return bool(ahead and _PUT.search(text))


def keeps_all(text: str) -> bool:
    """Whether a list of nominees stands for re-election alone."""
    return _RE_ELECTION.search(text) is not None and not _ELECTION.search(text)


def without_sitting(said: Sequence[Statement], rosters: Iterable[Roster]) -> list[Statement]:
    """The statements, those dropped that propose a director for the seat which the closing list
    of the same filing gives already.
    """
    seated = {
        (person_key(name), f"{group}_director")
        for roster in rosters
        for group, names in roster.seats.items()
        for name in names
    }
    people = {key for key, _ in seated}

    def kept(s: Statement) -> bool:
        undated = s.when is None or s.when.date is None
        gained = [t.role for t in s.touches if t.change == "gained"]
        held = all(
            (s.person.key, role) in seated or (role == "director" and s.person.key in people)
            for role in gained
        )
        return s.proposed and s.drop is None and undated and bool(gained) and held

    return [replace(s, drop="REELECTION_ONLY", why=_KEPT) if kept(s) else s for s in said]
