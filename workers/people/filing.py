"""A whole filing: people, statements, moves, rosters, and everything that was dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from watcher.model import Block, Label, Section
from workers.events import Reading
from workers.grammar import cues
from workers.people import zones
from workers.people.cast import Cast, cast_of, read_ages
from workers.people.clauses import Scene, scene_of, statements
from workers.people.corrections import corrected
from workers.people.gather import moves
from workers.people.holds import holdings
from workers.people.issuer import Issuer, issuer_of
from workers.people.model import Dropped, Move, Person, Statement, Touch
from workers.people.roster import parse_roster
from workers.people.sentences import sentences
from workers.people.when import Calendar, calendar_of
from workers.text.sections import item_of

_FOLLOWING = re.compile(r"(?i)\bthe\s+following\b|以下")


@dataclass(frozen=True, slots=True)
class Roster:
    """A closing list of the board and where it stands."""

    seats: Mapping[str, tuple[str, ...]]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """All that a filing says of people in office."""

    moves: tuple[Move, ...]
    statements: tuple[Statement, ...]
    dropped: tuple[Dropped, ...]
    rosters: tuple[Roster, ...]
    cast: Cast
    holds: Mapping[str, tuple[Touch, ...]]
    scenes: tuple[Scene, ...]


class _Job:
    """A reading by identity, so that two event types share one pass."""

    __slots__ = ("reading", "sections")

    def __init__(self, reading: Reading, sections: tuple[Section, ...]) -> None:
        self.reading, self.sections = reading, sections

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Job)
            and other.reading is self.reading
            and [s.start for s in other.sections] == [s.start for s in self.sections]
        )

    def __hash__(self) -> int:
        return id(self.reading)


def read_people(reading: Reading, labels: tuple[Label, ...]) -> PeopleRead:
    """Read the labelled sections once; the second event type gets the same answer."""
    return _read(_Job(reading, tuple(label.section for label in labels)))


@lru_cache(maxsize=2)
def _read(job: _Job) -> PeopleRead:
    reading = job.reading
    prose = [(s, b) for s in job.sections for b in s.blocks if _worth_reading(b)]
    texts = [b.text for _, b in prose]
    cast = _cast(prose)
    issuer = issuer_of(
        [b.text for s in job.sections for b in s.blocks[:3]] + texts,
        [reading.issuer_name, reading.issuer.name if reading.issuer else None],
    )
    calendar = calendar_of(
        [b.text for s in job.sections for b in s.blocks if "20" in b.text or "年" in b.text],
        reading.document_date,
    )
    scenes: list[Scene] = []
    said: list[Statement] = []
    dropped: list[Dropped] = []
    rosters: list[Roster] = []
    for section, blocks in _by_section(prose):
        dropped += zones.signature_titles(list(section.blocks))
        _section(
            section,
            blocks,
            _Pass(cast, calendar, issuer, zones.is_circular(reading.text.text[:6000])),
            scenes,
            said,
            dropped,
            rosters,
        )
    holds = _with_rosters(holdings(scenes), rosters, cast)
    fresh = [s for s in said if s.drop is None]
    dropped += [d for s in said if s.drop for d in _as_dropped(s)]
    return PeopleRead(
        tuple(moves(fresh, holds)),
        tuple(said),
        tuple(dropped),
        tuple(rosters),
        cast,
        holds,
        tuple(scenes),
    )


@dataclass(frozen=True, slots=True)
class _Pass:
    cast: Cast
    calendar: Calendar
    issuer: Issuer
    circular: bool


def _worth_reading(block: Block) -> bool:
    if block.kind == "row" and len(block.text) < 60:
        return False
    return bool(cues.PERSONNEL.search(block.text))


def _cast(prose: list[tuple[Section, Block]]) -> Cast:
    texts = [(b.text.replace("\n", " "), b.start) for _, b in prose]
    return read_ages(cast_of(texts), texts)


def _by_section(prose: list[tuple[Section, Block]]) -> Iterator[tuple[Section, list[Block]]]:
    groups: dict[int, tuple[Section, list[Block]]] = {}
    for section, block in prose:
        groups.setdefault(section.start, (section, []))[1].append(block)
    yield from groups.values()


def _section(
    section: Section,
    blocks: list[Block],
    world: _Pass,
    scenes: list[Scene],
    said: list[Statement],
    dropped: list[Dropped],
    rosters: list[Roster],
) -> None:
    before: tuple[Person, ...] = ()
    general: date | None = None
    item = item_of(section)
    news_here = False
    for block in blocks:
        if zones.is_roster(block.text):
            rosters.append(
                Roster(parse_roster(block.text.replace("\n", " ")), block.start, block.end)
            )
            dropped.append(
                Dropped(
                    "board_change",
                    "ROSTER",
                    block.start,
                    block.end,
                    "the board as it stands; used to check, never an event",
                )
            )
            continue
        if block.kind == "heading" or zones.is_signature(block.text):
            continue
        found: list[Statement] = []
        people = False
        for sentence in sentences(block):
            scene = scene_of(sentence, world.cast, before, world.calendar, general, world.issuer)
            scenes.append(scene)
            people = people or bool(scene.spots)
            now = [_placed(s, section, item, world) for s in corrected(scene, statements(scene))]
            if general and _FOLLOWING.search(block.text):
                now = [
                    replace(s, when=_general(scene, general)) if s.when is None else s for s in now
                ]
            found += now
            effective = [d.when.date for d in scene.dates if d.kind == "effective" and d.when.date]
            general = effective[-1] if effective else general
            before = _carried(scene, before)
        said += found
        news = any(s.news and s.drop is None and s.touches for s in found)
        news_here = news_here or news
        dropped += zones.quiet(block, news=news, people=people)
        dropped += [
            d for s in found if s.action == "continuing" and s.touches for d in _continuing(s)
        ]
    if (
        item == "5.02"
        and not news_here
        and (paid := next((b for b in section.blocks if cues.PAY.search(b.text)), None))
    ):
        for kind in ("board_change", "officer_change"):
            dropped.append(
                Dropped(
                    kind,
                    "COMPENSATION_ONLY",
                    paid.start,
                    min(paid.end, paid.start + 200),
                    "Item 5.02 about pay: nobody comes or goes",
                )
            )


def _general(scene: Scene, day: date):  # type: ignore[no-untyped-def]
    from workers.people.model import When

    return When(day, day.isoformat(), 1)


def _carried(scene: Scene, before: tuple[Person, ...]) -> tuple[Person, ...]:
    """Whom ``he`` means in the next sentence: the first person of this one."""
    if not scene.spots:
        return before
    return (scene.spots[0].person,)


def _placed(s: Statement, section: Section, item: str | None, world: _Pass) -> Statement:
    drop, why = s.drop, s.why
    if drop is None and item == "5.07" and any(t.change == "gained" for t in s.touches):
        drop, why = "REELECTION_ONLY", "a vote of the annual meeting"
    if drop is None and s.proposed and world.circular:
        drop, why = "CONDITIONAL", "a proposal to a meeting; the poll results decide"
    return replace(s, document=section.document, item=item, drop=drop, why=why)


def _kinds(s: Statement) -> list[str]:
    from workers.grammar.roles import BOARD, COMMITTEE

    kinds = {
        "board_change" if t.role in BOARD or t.role in COMMITTEE else "officer_change"
        for t in s.touches
    }
    return sorted(kinds) or ["board_change"]


def _as_dropped(s: Statement) -> list[Dropped]:
    return [
        Dropped(kind, s.drop or "INSUFFICIENT_EVIDENCE", s.start, s.end, s.why)
        for kind in _kinds(s)
    ]


def _continuing(s: Statement) -> list[Dropped]:
    return [
        Dropped(
            kind, "CONTINUING_ROLE", s.start, s.end, f"{s.person.name} already holds the office"
        )
        for kind in _kinds(s)
    ]


def _with_rosters(
    holds: Mapping[str, tuple[Touch, ...]], rosters: list[Roster], cast: Cast
) -> Mapping[str, tuple[Touch, ...]]:
    """A plain ``Director`` gets the exact seat that the closing list gives."""
    seat_of: dict[str, str] = {}
    groups = {
        "executive": "executive_director",
        "non_executive": "non_executive_director",
        "independent_non_executive": "independent_non_executive_director",
    }
    from workers.grammar.names import person_key

    for roster in rosters:
        for group, role in groups.items():
            for name in roster.seats.get(group, ()):
                seat_of[person_key(name)] = role
    return {
        key: tuple(
            replace(t, role=seat_of[key]) if t.role == "director" and key in seat_of else t
            for t in touches
        )
        for key, touches in holds.items()
    }
