"""People below a sentence: ``the following persons were appointed as officers:`` and a table,
bullets or names set apart by semicolons.

The sentence says what happens and when; an entry says to whom, and often to which office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from watcher.model import Block
from workers.grammar import cue_context as words
from workers.grammar.cues import Cue, find_cues
from workers.grammar.names import Name, find_names
from workers.grammar.roles import BOARD, COMMITTEE, RoleSpan, find_roles
from workers.grammar.worded import Worded
from workers.people.cells import named_cell, office_column, starts_of, titles
from workers.people.model import Statement, Touch, When
from workers.people.nominated import keeps_all, put_to_meeting
from workers.people.offices import HOW
from workers.people.passages import Passage, is_entry
from workers.people.rows import day_of, opening_cue, titled_row
from workers.people.scene import Scene, World
from workers.people.seats import board_seats
from workers.people.sentences import LONGEST, Sentence
from workers.people.when import condition_of, speaks_of_news

MOST_ENTRIES = 40
"""No board and no management is longer."""
LONGEST_ENTRY = 400
NEAR = 90
"""Characters between the verb and ``the following``."""
_LEADS = Worded(
    re.compile(
        r"(?i)\b(?:the\s+following|as\s+follows|set\s+forth\s+below|(?:listed|named|identified)\s+below|in\s+the\s+(?:following\s+)?table)\b"
        r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|several)\s+(?:[\w-]+\s+){0,3}(?:directors|officers|executives|members|individuals|persons)\s*(?=:)"
    ),
    "follow",
    "below",
    "table",
    ":",
)
_BEGINS = re.compile(r"^[\s•●▪·*\-–—]*(?:[(（]?(?:[a-z]|[ivx]{1,4}|\d{1,2})[)）.]\s*)?(?:and\s+)?")
_NAME_COLUMN = re.compile(
    r"(?i)^(?:name|director|officer|nominee|executive|individual|trustee)s?\b"
)
_APPOSED = re.compile(r"(?i)\b(?:has|have|had|was|were|is|who|since|from|previously|formerly)\b|;")
"""Behind any of these an entry tells a career."""
_BETWEEN = re.compile(r"[\s,;&]*(?:and\s+)?(?:(?:Mr|Mrs|Ms|Dr|Messrs)\b\.?\s*)?")
_ENDS = re.compile(
    r"(?i)\s*(?:[.;]|$|,?\s*(?:effective|with\s+(?:immediate\s+)?effect|all\s+of\s+whom)\b)"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """What the sentence above a list says of everybody in it."""

    scene: Scene
    cue: Cue
    touches: tuple[Touch, ...]
    when: When | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row, a bullet or a part of a sentence that names one person."""

    sentence: Sentence
    name: Name
    offices: tuple[RoleSpan, ...]


def listed(
    passage: Passage, scenes: Sequence[Scene], world: World
) -> tuple[list[Statement], list[Scene]]:
    """What a paragraph that opens a list says of the people below it, and their scenes."""
    above = _lead(scenes)
    lead, row = _row(above, scenes)
    if lead is None:
        return [], []
    entries = [*row, *_rest_of_sentence(lead, scenes), *(_below(passage) if above else ())]
    told = [(e, s) for e in entries[:MOST_ENTRIES] if (s := _statement(lead, e, world))]
    return (
        [s for _, s in told],
        [Scene(e.sentence, (), (), (), (), (), world) for e, _ in told],
    )


def _lead(scenes: Sequence[Scene]) -> Lead | None:
    """The sentence with ``the following``, where it says that somebody comes or goes."""
    for scene in scenes:
        opens = _LEADS.search(scene.text)
        cue = _cue(scene, opens) if opens else None
        if cue is not None:
            return Lead(scene, cue, _touches(scene, cue), _when(scene, cue))
    return None


def _row(lead: Lead | None, scenes: Sequence[Scene]) -> tuple[Lead | None, list[Entry]]:
    """``appointed A, president; B, controller; and C, counsel``: the lead, and who is in the row."""
    for scene in [lead.scene] if lead else scenes:
        cue = lead.cue if lead else opening_cue(scene)
        if cue is None or _idle(scene.text, cue):
            continue
        start = max(cue.end, scene.text.find(":", cue.end))
        found = titled_row(scene, start, scenes)
        entries = [Entry(s.sentence, name, offices) for s, name, offices in found]
        if found:
            when = day_of(found[-1][0], scenes) or _when(scene, cue)
            return replace(lead, when=when) if lead else Lead(scene, cue, (), when), entries
    return lead, []


def _idle(text: str, cue: Cue) -> bool:
    before = text[max(0, cue.start - 110) : cue.start]
    told = words.HYPOTHETICAL.search(before) or words.NEGATED.search(before)
    return bool(told or words.PREVIOUSLY.search(text)) or cue.action == "succession"


def _cue(scene: Scene, opens: re.Match[str]) -> Cue | None:
    """The verb beside ``the following``: ``the following persons were appointed``."""
    found = [cue for cue in find_cues(scene.text) if _opens(scene.text, cue, opens)]
    return min(found, key=lambda c: max(c.start - opens.end(), opens.start() - c.end), default=None)


def _opens(text: str, cue: Cue, opens: re.Match[str]) -> bool:
    near = cue.start - opens.end() <= NEAR and opens.start() - cue.end <= NEAR
    return cue.direction in {"in", "out"} and near and not _idle(text, cue)


def _touches(scene: Scene, cue: Cue) -> tuple[Touch, ...]:
    """The offices that everybody below takes or leaves, as the sentence names them."""
    above = scene.text[cue.start :].partition(":")[0]
    own = [
        r
        for r in (*find_roles(above), *board_seats(above, cue.direction))
        if r.body is None or scene.world.issuer.owns(r.body)
    ]
    return _changed(own, cue)


def _changed(offices: Sequence[RoleSpan], cue: Cue) -> tuple[Touch, ...]:
    found = (
        Touch.of(r, "gained") if cue.direction == "in" else Touch.of(r, "lost", HOW.get(cue.action))
        for r in offices
        if r.role != "officer" and not r.former
    )
    return tuple({t.key: t for t in found}.values())


def _when(scene: Scene, cue: Cue) -> When | None:
    tied = [d for d in scene.dates if d.kind in {"effective", "same"}]
    on = [
        d
        for d in scene.dates
        if d.kind in {"on", "held"} and not speaks_of_news(scene.text, d.end, cue.start)
    ]
    for found in (*tied, *on):
        return found.when
    condition, short = condition_of(scene.text)
    return When(None, condition, 2, condition=short) if condition else None


def _rest_of_sentence(lead: Lead, scenes: Sequence[Scene]) -> Iterator[Entry]:
    """``: Dr. A; Ms. B; and Mr. C``, cut at its semicolons, or ``: A, B and C`` within it."""
    at = scenes.index(lead.scene)
    yield from _behind_colon(lead.scene)
    if ":" not in lead.scene.text or not lead.scene.text.endswith(";"):
        return
    for scene in scenes[at + 1 :]:
        entry = _entry(scene.sentence)
        if entry is None or find_cues(scene.text):
            return
        yield entry
        rest = [n for n in find_names(scene.text) if n.full and n.start > entry.name.end]
        yield from (_named(scene.sentence, name) for name in rest)
        if not scene.text.endswith((";", "and")):
            return


def _behind_colon(scene: Scene) -> Iterator[Entry]:
    """The bare names with which a sentence ends behind its colon; a verb behind them is theirs."""
    until = scene.text.find(":") + 1
    found: list[Name] = []
    for name in (n for n in find_names(scene.text) if 0 < until <= n.start):
        if not name.full or not _BETWEEN.fullmatch(scene.text, until, name.start):
            return
        found.append(name)
        until = name.end
    if found and _ENDS.match(scene.text, until):
        yield from (Entry(scene.sentence, name, ()) for name in found)


def _below(passage: Passage) -> Iterator[Entry]:
    """The rows or bullets that follow the paragraph at once."""
    follow = passage.below(MOST_ENTRIES + 1)
    if follow and follow[0].kind == "row" and not is_entry(follow[0].text):
        yield from _rows(list(_while_rows(follow)))
        return
    for block in follow:
        plain = _BEGINS.match(block.text)
        entry = _entry(_sentence(block)) if len(block.text) <= LONGEST_ENTRY else None
        marked = plain is not None and plain.end() > 0
        if entry is None or not (marked or len(block.text) <= LONGEST_ENTRY // 3):
            return
        yield entry


def _while_rows(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind != "row":
            return
        yield block


def _rows(rows: Sequence[Block]) -> Iterator[Entry]:
    head = rows[0].text.split("\t")
    named = any(_NAME_COLUMN.match(c.strip()) for c in head) and named_cell(head) is None
    column = office_column(head) if named else None
    for row in rows[1:] if named else rows:
        sentence = _sentence(row)
        cells = sentence.text.split("\t")
        starts = starts_of(cells)
        name = named_cell(cells)
        if name is None:
            continue
        beside = [
            replace(r, start=r.start + at, end=r.end + at)
            for i, (cell, at) in enumerate(zip(cells, starts, strict=True))
            if not named or i == column
            for r in titles(cell)
        ]
        yield Entry(sentence, name, tuple(beside))


def _entry(sentence: Sentence) -> Entry | None:
    """An entry that begins with a name; the office stands right behind it."""
    at = lead.end() if (lead := _BEGINS.match(sentence.text)) else 0
    name = next((n for n in find_names(sentence.text) if n.full and n.start - at <= 1), None)
    return None if name is None else _named(sentence, name)


def _named(sentence: Sentence, name: Name) -> Entry:
    career = _APPOSED.search(sentence.text, name.end)
    until = career.start() if career else len(sentence.text)
    offices = (r for r in find_roles(sentence.text) if name.end <= r.start < until)
    return Entry(sentence, name, tuple(offices))


def _sentence(block: Block) -> Sentence:
    return Sentence(block.text[:LONGEST].replace("\n", " "), block.start)


def _statement(lead: Lead, entry: Entry, world: World) -> Statement | None:
    """Who the entry names, with the offices of the sentence above and those beside the name."""
    person = world.cast.resolve(entry.name)
    own = [r for r in entry.offices if r.body is None or world.issuer.owns(r.body)]
    beside = _changed(own, lead.cue)
    if any(t.role in BOARD for t in lead.touches):
        beside = tuple(t for t in beside if t.role in BOARD or t.role in COMMITTEE)
    found = {t.key: t for t in (*lead.touches, *beside)}
    if person is None or not found:
        return None
    again = put_to_meeting(lead.scene.text, lead.cue) and keeps_all(lead.scene.text)
    return Statement(
        person=person,
        action=lead.cue.action,
        touches=tuple(found.values()),
        when=lead.when,
        start=entry.sentence.start,
        end=entry.sentence.end,
        news=True,
        proposed=put_to_meeting(lead.scene.text, lead.cue),
        drop="REELECTION_ONLY" if again else None,
        why="nominated for re-election: the seat is kept" if again else "",
        announced=bool(words.ANNOUNCING.search(lead.scene.text)),
    )
