"""Days that stand elsewhere: ``following Mr. A's retirement``, 「自某日起，甲…；及乙…」.

A text often gives a successor no day of his own: he takes the office on the day that it tells of
the one before him, or on the day with which the row of clauses opened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile

from workers.people.model import Statement, When
from workers.people.scene import Scene, Spot
from workers.people.successors import is_single
from workers.people.tied import of_the_board
from workers.people.when import Dated

FOLLOWED = 2
"""The strength of the day of another's leaving; a day that the text states is stronger."""
_GONE = re.compile(
    r"(?i)[’']s?\s+(?:retirement|resignation|departure|cessation)\b"
    r"|(?:的|之)?(?:辭任|辭職|退任|退休|卸任|離任)(?:生效)?(?:後|之後|時|起)"
)
_AFTER = re.compile(
    r"(?i)\b(?:following|upon|on|after|during|with\s+effect\s+from)\s+(?:the\s+(?:retirement|resignation|departure|leave\s+of\s+absence|suspension)\s+of\s+)?$"
    r"|(?:於|在|待|隨|隨著|繼|自)$"
)
_IN_PLACE = re.compile(r"(?i)\bin\s+(?:his|her|their)\s+(?:place|stead)\b")
_FILLS = re.compile(
    r"(?i)\bto\s+fill\s+(?:the|such|this)\s+(?:casual\s+|resulting\s+)?vacancy\b|\bas\s+(?:his|her)\s+(?:replacement|successor)\b|\b(?:will|to|shall)\s+(?:succeed|replace)\s+(?:him|her)\b"
)
_NOUN_AHEAD = re.compile(r"(?i)\bof\s+$")
_TAKES_OVER = re.compile(
    r"(?i)\b(?:assum(?:e|es|ed|ing)|tak(?:e|es|ing)\s+(?:over|on))\s+(?:all\s+of\s+)?$"
)
_DUTIES = re.compile(r"(?i)[’']s?\s+(?:\w+\s+)?(?:responsibilities|duties)\b")
"""``will assume Mr. A’s responsibilities``: they are his until he leaves."""
_NOW = re.compile(r"(?i)immediate|forthwith|hereof")
_CLOSES_A_ROW = re.compile(
    r"(?:\s*(?:及|以及|並|且)[^。]*，|[^。]*，均(?:已)?)(?:均)?[自由][^，。；]{6,24}起(?:生效)?[。）)]?$"
)
NEWS_BEHIND = timedelta(days=15)
"""How far behind its event a report of ``immediately`` may lie: four business days, and late ones."""

_YEARS_END = re.compile(
    r"(?i)(?:at|by|before|effective)?\s*(?:the\s+)?(?:end\s+of\s+(?:the|this)\s+(?:calendar\s+)?year|year[-\s]end)\b"
)
DECEMBER = 12
_ON_THAT_DAY = re.compile(
    r"(?i)\W*(?:also\s+)?on\s+(?:the\s+same|that|such)\s+(?:same\s+)?(?:date|day)\b"
)


def with_followed(said: Sequence[Statement], scenes: Sequence[Scene]) -> list[Statement]:
    """The statements, each undated arrival with the day of the leaving that it follows."""
    said = [_handed_over(s, said) for s in said]
    gone = _leavings(said)
    if not gone:
        return said
    told = {scene.sentence.start: scene for scene in scenes}
    return [
        _filled(_dated(s, told.get(s.start), gone), told.get(s.start), said) if _undated(s) else s
        for s in said
    ]


def _filled(s: Statement, scene: Scene | None, said: Sequence[Statement]) -> Statement:
    """``A resigned as secretary with effect from D. B was appointed to fill the vacancy``: on D."""
    words = _FILLS.search(scene.text) if scene and _undated(s) else None
    roles = {t.role for t in s.touches if is_single(t.role)}
    left = (
        o.when.date
        for o in said
        if o.passage == s.passage and o.news and o.drop is None and o.when and o.when.date
        and any(t.change == "lost" and t.role in roles for t in o.touches)
    )  # fmt: skip
    day = next(left, None) if words else None
    return replace(s, when=When(day, words.group(), FOLLOWED)) if words and day else s


def with_retold_days(said: Sequence[Statement]) -> list[Statement]:
    """``As disclosed on D, A left with effect from E. The Company thanks A, who has retired``: the
    words that point back still tell the day.
    """
    told = {
        (s.person.key, _only(s, "gained")): s.when
        for s in said
        if s.drop == "PREVIOUSLY_DISCLOSED"
        and s.when
        and s.when.date
        and s.when.strength >= FOLLOWED
    }
    return [
        replace(s, when=told[key])
        if told and _lacks_day(s) and (key := (s.person.key, _only(s, "gained"))) in told
        else s
        for s in said
    ]


def _lacks_day(s: Statement) -> bool:
    return s.news and s.drop is None and (s.when is None or s.when.date is None)


def with_opening(
    scene: Scene, before: Sequence[Scene], now: Sequence[Statement]
) -> list[Statement]:
    """``With effect from D, A resigned; and B was appointed``: D opens both clauses, as the day
    of a meeting does for whom it elects, and that of a board meeting for its resolutions.
    """
    row = takewhile(lambda s: s.text.endswith((";", "；")), reversed(before))
    dated = next((s for s in row if s.dates), None)
    if dated is None or scene.dates:
        return list(now)
    opening = [d for d in dated.dates if _opens(dated, d)]
    day = next((d.when for d in opening if d.kind == "effective"), None)
    met = next((d.when for d in opening if d.kind == "held"), None)
    board = met is not None and of_the_board(dated.text)

    def given(s: Statement) -> When | None:
        return day or (met if board or s.action == "election" else None)

    return [replace(s, when=given(s)) if _waits(s) else s for s in now]


def with_closing(
    scene: Scene, before: Sequence[Scene], said: Sequence[Statement]
) -> list[Statement]:
    """``甲辭任；及乙獲委任，自某日起生效``: behind the last of a row, D closes every clause."""
    row = list(takewhile(lambda s: s.text.endswith("；"), reversed(before)))
    closes = _CLOSES_A_ROW.match(scene.text) and len(scene.dates) == 1
    if not row or not closes or any(s.dates for s in row) or scene.dates[0].kind != "effective":
        return list(said)
    first, day = row[-1].sentence.start, scene.dates[0].when
    return [replace(s, when=day) if s.start >= first and _waits(s) else s for s in said]


def last_day(scene: Scene) -> date | None:
    """What ``the same date`` of the next sentence means: the last day of a change or an act."""
    acts = (d.when.date for d in reversed(scene.dates) if d.kind == "on" and d.when.date)
    return next(iter(effective_days(scene)), None) or next(acts, None)


def acted_on(text: str, before: Sequence[Scene]) -> date | None:
    """``On March 2, A resigned effective March 10. On the same date, the Board …``: March 2."""
    days = before[-1].dates if before and _ON_THAT_DAY.match(text) else ()
    return next((d.when.date for d in days if d.leading and d.kind == "on"), None)


def effective_days(scene: Scene) -> list[date]:
    """Dates that later sentences may rest on, the last one first."""
    return [
        d.when.date
        for d in reversed(scene.dates)
        if d.when.date and (d.kind in {"effective", "held"} or (d.kind == "on" and d.leading))
    ]


def _opens(scene: Scene, dated: Dated) -> bool:
    """Whether a date stands before everybody whom the clause names."""
    return bool(scene.spots) and dated.end <= scene.spots[0].start


def _waits(s: Statement) -> bool:
    return s.news and s.drop is None and s.when is None


def _leavings(said: Sequence[Statement]) -> Mapping[str, When]:
    """The day on which each person leaves, as the text states it."""
    return {
        s.person.key: s.when
        for s in said
        if s.news and s.drop is None and s.when and s.when.date and _only(s, "lost")
    }


def _only(s: Statement, change: str) -> bool:
    return bool(s.touches) and all(t.change == change for t in s.touches)


def _undated(s: Statement) -> bool:
    bare = s.when is None or (s.when.date is None and s.when.strength <= FOLLOWED)
    return s.news and s.drop is None and bare and _only(s, "gained")


def _dated(s: Statement, scene: Scene | None, gone: Mapping[str, When]) -> Statement:
    for spot in scene.spots if scene else ():
        when = gone.get(spot.person.key) if spot.person.key != s.person.key else None
        words = _follows(scene.text, spot) or _in_place(scene, spot) if scene and when else None
        if when and words:
            return replace(s, when=When(when.date, words, FOLLOWED))
    return s


def _handed_over(s: Statement, said: Sequence[Statement]) -> Statement:
    """``Immediately`` of a report for who leaves is the day that the report prints for who takes
    the one office over: the report itself is filed some days later.
    """
    if s.when is None or s.when.date is None or not _NOW.search(s.when.text):
        return s
    left = {t.role for t in s.touches if t.change == "lost" and is_single(t.role)}
    takes = (
        o.when.date
        for o in said
        if o.person.key != s.person.key and o.news and o.drop is None and o.when and o.when.date
        and any(t.change == "gained" and t.role in left for t in o.touches)
    )  # fmt: skip
    day = next((d for d in takes if s.when.date - NEWS_BEHIND <= d < s.when.date), None)
    return replace(s, when=replace(s.when, date=day)) if day else s


def _follows(text: str, spot: Spot) -> str | None:
    """``following Mr. A’s retirement`` as printed, where the text has it."""
    over = _TAKES_OVER.search(text, 0, spot.start)
    duties = _DUTIES.match(text, spot.end) if over else None
    if over and duties:
        return text[over.start() : duties.end()]
    ahead = _AFTER.search(text, 0, spot.start)
    behind = _GONE.match(text, spot.end)
    named = ahead is not None and _NOUN_AHEAD.search(text, 0, spot.start)
    if ahead is None or not (behind or named):
        return None
    return text[ahead.start() : behind.end() if behind else spot.end]


def _in_place(scene: Scene, leaver: Spot) -> str | None:
    """``that A would cease to be a director from D, and that B would be appointed in his place``."""
    found = _IN_PLACE.search(scene.text, leaver.end)
    return found.group() if found else None


def still_open(s: Statement, group: Sequence[Statement]) -> bool:
    """Whether a proposal stands beside offices already given, or a change that waits for an
    event beside a dated one: it has no day yet. ``at the end of the year`` is a day.
    """
    if s.when is not None and s.when.condition:
        days = (o.when.date for o in group if o.when is not None and o.when.date is not None)
        return not (_YEARS_END.match(s.when.condition) and any(d.month == DECEMBER for d in days))
    return s.proposed and not any(other.proposed for other in group)
