"""Changes that do not come: resignations taken back or not accepted, resolutions voted down."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from workers.people.model import Statement
from workers.people.scene import Scene

_LEAVING = r"(?:resignations?|retirements?|notices?\b|decision|intention|resign|retire|offer\s+to)"
_ANY = r"(?:[^.;]|(?<=\b[DM][rs])\.|(?<=\bMrs)\.)"
_TAKEN_BACK = re.compile(
    rf"(?i)\b(?:withdr(?:ew|aw\w*)|rescind\w*|rescission\s+of|revok\w+|retract\w*)\b{_ANY}{{0,70}}?\b{_LEAVING}"
    rf"|\b(?:not\s+to\s+accept|declined\s+to\s+accept|did\s+not\s+accept|refused\s+to\s+accept|not\s+accepted|rejected)\b{_ANY}{{0,60}}?\b(?:resignation|retirement|offer\s+to\s+resign)"
    r"|\bresignation\b[^.;]{0,40}?\b(?:was|were|has\s+been|have\s+been)\s+(?:withdrawn|rescinded|revoked|rejected|not\s+accepted)\b"
    r"|撤回[^，。；]{0,16}(?:辭任|辭呈|辭職)|(?:不接納|不接受|未接納|拒絕)[^，。；]{0,12}(?:辭任|辭呈|辭職)"
)
_ARRIVAL = re.compile(r"(?i)\b(?:nominat\w+|offer\s+letter|candidac\w+)\b")
_TAKING_BACK = (
    "withdr",
    "rescind",
    "rescission",
    "revok",
    "retract",
    "accept",
    "reject",
    "撤回",
    "不接",
    "未接",
    "拒絕",
)
"""Without any of these words nothing is taken back."""
_VOTED_DOWN = re.compile(
    r"(?i)(?:罷免|免去|撤換|委任|選舉)[^。；]{0,60}決議案[^，。；]{0,8}(?:未獲|不獲|未能|未有獲|被否決|(?:將)?不(?:會|再|予)[^，。；]{0,20}(?:提呈|提交|考慮|表決))"
    r"|\bresolutions?\b[^.;]{0,40}?\b(?:remov|appoint|elect)\w+\b[^.;]{0,120}\b(?:not\s+(?:been\s+)?(?:passed|approved|carried)|voted\s+down)\b"
)
"""``罷免甲董事職務的決議案未獲通過``: he stays; nobody comes where it was to appoint him."""
_BY_VOTE = frozenset({"removal", "appointment", "election"})
VOTED_DOWN = "the meeting voted it down, or is not asked"
WHY = "the resignation was taken back or not accepted"


def without_withdrawn(said: list[Statement], scenes: Iterable[Scene]) -> list[Statement]:
    """The statements with every departure dropped that the filing takes back."""
    back: set[str] = set()
    down: set[int] = set()
    for scene in scenes:
        small = scene.text.lower()
        if ("決議案" in small or "resolution" in small) and _VOTED_DOWN.search(scene.text):
            down.add(scene.sentence.start)
        if any(word in small for word in _TAKING_BACK):
            back |= _people(scene)
    return [
        replace(s, drop="NEGATED", why=WHY)
        if s.drop is None and s.person.key in back and _leaves(s)
        else replace(s, drop="NEGATED", why=VOTED_DOWN)
        if s.drop is None and s.start in down and s.action in _BY_VOTE
        else s
        for s in said
    ]


def _people(scene: Scene) -> set[str]:
    found = _TAKEN_BACK.search(scene.text)
    if found is None or _ARRIVAL.search(found.group()):
        return set()
    named = {spot.person.key for spot in scene.spots}
    return named or {person.key for person in scene.before}


def _leaves(s: Statement) -> bool:
    return not any(t.change == "gained" for t in s.touches) and s.action != "continuing"
