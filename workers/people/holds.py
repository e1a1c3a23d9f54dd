"""Offices that people hold already, as the text says in passing: beside a name, in a career."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from workers.grammar.cue_context import NEGATED, is_month, month_number
from workers.grammar.names import person_key
from workers.grammar.roles import BOARD, COMMITTEE, REPRESENTATIVES, SECRETARIES, RoleSpan
from workers.people.beside import LEAVING, ahead
from workers.people.model import Statement, Touch
from workers.people.roster import Roster
from workers.people.scene import Scene, Spot

_LINK = re.compile(
    r"(?is)^(?:\s*[(（][^()（）]{0,80}[)）])*(?:\s*,\s*who\s+[^,;.]{3,80}(?=,))?\s*,?\s*(?:aged?\s+\d\d\s*,?|\d\d\s*,?|\d\d歲\s*，?)?\s*(?:who\s+)?"
    r"(?:(?:(?:is|has|had|was|currently|presently|also|now|been|served|serving|serves|continued?|the|our|its|a|an|as|company[’']s|existing"
    r"|current|sitting|retiring|departing|outgoing|other|one\s+of|of)\b|，|現為|現任|為|为|本公司|之|一直|擔任|自)\s*)*$"
)
_ON_BOARD = re.compile(
    r"(?i)^[^.;]{0,90}?\b(?:served|serving|serves|sat)\s+on\s+(?:the|our|its)\s+(?:[\w.’']+\s+){0,3}?boards?\b(?:\s+of\s+directors)?\b(?!\s+(?:committee|of)\b)"
)
_SINCE = re.compile(
    r"(?i)\bsince\s+([^,.;]{0,60}?)\b((?:19|20)\d\d)\b(?:\s+and\s+(?:since\s+)?([A-Z][a-z]+)?\s*((?:19|20)\d\d)\b)?"
)
_PROMOTED = re.compile(
    r"(?i)\bsince\s+(?:his|her|their)\s+(?:promotion|appointment|election)\s+(?:to|as)\s+(?:(?:the|our)\s+)?$"
)
"""``interim CFO since his promotion to Chief Executive Officer``: the office that he has."""
_GOES = frozenset({"death", "retirement", "departure", "removal"})
_MEETING = re.compile(r"(?i)\b[AE]GM\b|general\s+meeting|大會")

_SEATS = {
    "executive": "executive_director",
    "non_executive": "non_executive_director",
    "independent_non_executive": "independent_non_executive_director",
}


def holdings(scenes: Iterable[Scene]) -> Mapping[str, tuple[Touch, ...]]:
    """Continuing offices by person key."""
    found: dict[str, dict[tuple[str, str | None], Touch]] = {}
    for scene in scenes:
        for spot in scene.spots:
            for touch in _of_spot(scene, spot):
                known = found.setdefault(spot.person.key, {})
                if touch.key not in known or (touch.since and not known[touch.key].since):
                    known[touch.key] = touch
    return {key: tuple(touches.values()) for key, touches in found.items()}


def _of_spot(scene: Scene, spot: Spot) -> list[Touch]:
    text = scene.text
    before = ahead(scene, spot, outgoing="原" not in text)
    chain = [r for r in before if r.body is None]
    at = spot.end
    for role in scene.roles:
        if role.start < spot.end or (role.former and not LEAVING.search(text[: role.start])):
            continue
        between = text[at : role.start]
        linked = (
            _LINK.match(between)
            if at == spot.end
            else re.match(
                r"(?i)^\s*(?:of\s+(?:the|our)\s+\w+\s*)?(?:since[^,;.]{0,50})?,?\s*(?:and|及|兼|、)?\s*(?:as\s+)?(?:the\s+|an?\s+)?(?:acting\s+|interim\s+)?$",
                between,
            )
        )
        if not linked or len(between) > 120:
            break
        if NEGATED.search(between):
            break
        if role.body is None and role.acting != "designate":
            chain.append(role)
        at = role.end
    chain += [
        r
        for r in scene.roles
        if r.start > at and _PROMOTED.search(text, max(at, r.start - 60), r.start)
    ]
    seat = _ON_BOARD.match(text[spot.end : spot.end + 140])
    board = [Touch("director", "continuing")] if seat and not chain else []
    return [*_with_since(text, chain), *board]


def _with_since(text: str, chain: list[RoleSpan]) -> list[Touch]:
    touches: list[Touch] = []
    last = chain[-1].end if chain else 0
    shared = _SINCE.search(text, last, last + 120) if chain else None
    dates = _dates(shared) if shared else []
    for i, role in enumerate(chain):
        until = chain[i + 1].start if i + 1 < len(chain) else last + 120
        own = _SINCE.search(text, role.end, until)
        since = (
            _dates(own)[0]
            if own and i + 1 < len(chain)
            else (
                dates[min(i, len(dates) - 1)]
                if dates and (len(dates) > 1 or i + 1 == len(chain))
                else None
            )
        )
        touches.append(Touch(role.role, "continuing", role.committee, role.acting, None, since))
    return touches


def _dates(found: re.Match[str]) -> list[str]:
    first = _month_year(found.group(1), found.group(2))
    return [first, _month_year(found.group(3) or "", found.group(4))] if found.group(4) else [first]


def _month_year(words: str, year: str) -> str:
    month = next((month_number(w) for w in re.findall(r"[A-Za-z]+", words) if is_month(w)), None)
    return f"{year}-{month:02d}" if month else year


def with_stays(
    holds: Mapping[str, tuple[Touch, ...]], said: Iterable[Statement]
) -> Mapping[str, tuple[Touch, ...]]:
    """Offices that somebody ``will continue to`` hold count as held."""
    found = dict(holds)
    for s in said:
        if s.action == "continuing":
            found[s.person.key] = (*found.get(s.person.key, ()), *s.touches)
    return found


def kept_posts(said: Iterable[Statement]) -> list[Touch]:
    """The executive offices that the text says a person keeps: who only gives up another of them
    changes office and does not leave.
    """
    kept = (t for s in said if s.action == "continuing" and s.drop is None for t in s.touches)
    return [t for t in kept if t.change == "continuing" and is_executive(t)]


def beside_interim(lost: Sequence[Touch], held: Sequence[Touch], action: str) -> list[Touch]:
    """The executive offices of somebody who gives up only what he held ad interim, beside them."""
    gone = {t.role for t in lost}
    interim = {t.role for t in (*lost, *held) if t.acting}
    if action in _GOES or not gone <= interim:
        return []
    return [t for t in held if is_executive(t) and not t.acting and t.role not in gone]


def is_executive(touch: Touch) -> bool:
    """Whether an office is one of management: no seat, no committee, no secretary."""
    return touch.role not in BOARD | COMMITTEE | SECRETARIES | REPRESENTATIVES


def with_rosters(
    holds: Mapping[str, tuple[Touch, ...]], rosters: Iterable[Roster]
) -> Mapping[str, tuple[Touch, ...]]:
    """A plain ``Director`` gets the exact seat that the closing list gives."""
    seat_of = {
        person_key(name): role
        for roster in rosters
        for group, role in _SEATS.items()
        for name in roster.seats.get(group, ())
    }
    return {
        key: tuple(
            replace(t, role=seat_of[key]) if t.role == "director" and key in seat_of else t
            for t in touches
        )
        for key, touches in holds.items()
    }


def at_a_meeting(s: Statement) -> bool:
    """Who retires as a general meeting ends sits on the board."""
    words = s.when.text if s.when else None
    return s.action == "retirement" and bool(words and _MEETING.search(words))
