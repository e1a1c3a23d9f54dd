"""A whole filing: people, statements, moves, rosters, and everything that was dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from watcher.model import Section
from workers.events import Reading
from workers.people import zones
from workers.people.calendar import slipped
from workers.people.cast import Cast
from workers.people.clauses import statements
from workers.people.committees import of_headed_committee
from workers.people.corrections import corrected
from workers.people.delivered import with_delivery
from workers.people.designates import with_designates
from workers.people.elected import elected
from workers.people.enumerated import announced_entries, closing_day, lead_day, on_closing_day
from workers.people.following import (
    acted_on,
    effective_days,
    last_day,
    with_closing,
    with_followed,
    with_opening,
    with_retold_days,
)
from workers.people.gather import moves
from workers.people.holds import holdings, with_rosters, with_stays
from workers.people.implied import without_implied
from workers.people.letters import without_titles
from workers.people.listed import listed
from workers.people.model import Dropped, Move, Person, Statement, Touch, When
from workers.people.nominated import without_sitting
from workers.people.passages import Passage, is_entry, opens_list, passages, world_of
from workers.people.renewed import without_renewed
from workers.people.retold import without_retold
from workers.people.roster import Roster, parse_roster
from workers.people.scene import Scene, World, scene_of
from workers.people.silences import as_dropped, stays
from workers.people.timing import with_timings
from workers.people.titles import about_people, personnel_title, titled_offices
from workers.people.two_columns import two_columns
from workers.people.undecided import UNDECIDED, revived
from workers.people.withdrawn import without_withdrawn
from workers.text.sections import item_of

STATED = 3
"""The strength of a day or a condition that the text itself calls effective."""
LATELY = 6
"""Statements of earlier paragraphs that ``in all the aforesaid capacities`` may lean on."""
MOST_MOVES = 250
"""A longer list of changes is no filing; its rest is left with a flag."""
_OTHER_ITEMS = frozenset({"5.07", "9.01", "3.03", "5.03"})


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
    document_date: date | None
    cut: bool
    """Whether sentences or moves were left (``passages.MOST_SENTENCES``, ``MOST_MOVES``)."""


class _Job:
    """A reading by identity, so that two event types share one pass."""

    __slots__ = ("reading",)

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Job) and other.reading is self.reading

    def __hash__(self) -> int:
        return id(self.reading)


def read_people(reading: Reading) -> PeopleRead:
    """Read a filing once; the second event type gets the same answer."""
    return _read(_Job(reading))


@lru_cache(maxsize=1)
def _read(job: _Job) -> PeopleRead:
    read, cut = passages(job.reading)
    world = world_of(job.reading, read)
    found = _Found(scenes=[], said=[], dropped=[], rosters=[], titled={}, leads={}, days={})
    about = bool(read) and about_people(job.reading)
    text = job.reading.text
    closing = {block.start for block in zones.SIGNED.within(text.blocks, text.text)}
    signed = [s for s in text.sections if any(b.start in closing for b in s.blocks)]
    for _, group in groupby(read, key=lambda p: p.section.start):
        _section(list(group), world, found, about=about)
    for section in signed:
        found.dropped.extend(zones.signature_titles(list(section.blocks)))
    said = revived(without_implied(without_titles(found.said, found.scenes)), found.scenes)
    said = without_withdrawn(said, found.scenes)
    found.said[:] = with_retold_days(
        with_followed(without_retold(said, found.scenes), found.scenes)
    )
    found.said[:] = with_delivery(found.said, found.scenes)
    holds = with_rosters(with_stays(holdings(found.scenes), found.said), found.rosters)
    day = world.calendar.document_date
    found.said[:] = without_renewed(found.said, found.scenes, holds, day)
    found.said[:] = with_designates(without_sitting(found.said, found.rosters), found.scenes)
    found.dropped.extend([d for s in found.said if s.drop for d in as_dropped(s, s.drop, s.why)])
    told = moves(
        [s for s in found.said if s.drop is None],
        found.titled | {k: v for k, v in holds.items() if v},
    )
    return PeopleRead(
        moves=tuple(told[:MOST_MOVES]),
        statements=tuple(found.said),
        dropped=tuple(found.dropped),
        rosters=tuple(found.rosters),
        cast=world.cast,
        holds=holds,
        scenes=tuple(found.scenes),
        document_date=day,
        cut=cut or len(told) > MOST_MOVES,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    scenes: list[Scene]
    said: list[Statement]
    dropped: list[Dropped]
    rosters: list[Roster]
    titled: dict[str, tuple[Touch, ...]]
    leads: dict[str, When]
    """The day that the lead of a list gave, by document."""
    days: dict[str, date]
    """The last day of a change, by document: ``the same date`` under the next heading."""


def _section(group: list[Passage], world: World, found: _Found, *, about: bool) -> None:
    section = group[0].section
    item = item_of(section)
    own_item = item is not None and item not in _OTHER_ITEMS
    personnel = about or own_item or any(map(personnel_title, section.heading))
    before: tuple[Person, ...] = ()
    last: date | None = None
    news = False
    listing = entry = False
    begun = 0
    told: list[Statement] = []
    for passage in group:
        if zones.is_roster(passage.text):
            found.rosters.append(
                Roster(parse_roster(passage.text), passage.block.start, passage.block.end)
            )
            found.dropped.append(zones.roster_entry(passage.block))
            continue
        if passage.block.kind == "heading" or zones.is_signature(passage.text):
            continue
        begun = begun if listing or entry else len(found.said)
        under, entry = listing, is_entry(passage.text)
        listing = opens_list(passage.text) or (listing and is_entry(passage.text))
        days = (last, found.days.get(section.document))
        said, scenes = _passage(
            passage, world, before, days, told[-LATELY:], listed=listing, lately=found.scenes[-1:]
        )
        said = announced_entries(said, scenes, under=under)
        said = of_headed_committee(said, scenes, section)
        if day := closing_day(scenes):
            found.said[begun:] = on_closing_day(found.said[begun:], day)
        led = found.leads.get(section.document)
        if day := lead_day(scenes):
            found.leads[section.document] = day
        below, entries = listed(passage, scenes, world)
        table, rows = two_columns(passage, scenes, world) if not below else ([], [])
        said = [*said, *elected(passage, scenes, world), *below, *table]
        scenes = [*scenes, *entries, *rows]
        said = on_closing_day(said, led) if led else said
        told += said
        said = [
            replace(
                _placed(s, section, item, world, personnel=personnel),
                passage=passage.block.start,
            )
            for s in said
        ]
        for s in said:
            if s.news and not s.touches and s.drop is None:
                found.titled.setdefault(s.person.key, titled_offices(section))
        before = next((_about(s) for s in reversed(scenes) if s.spots), before)
        last = next((d for s in reversed(scenes) for d in effective_days(s)), last)
        if last:
            found.days[section.document] = last
        news = _kept(found, passage, said, scenes) or news
    if item == "5.02" and not news:
        found.dropped.extend(zones.pay_only(section))


def _kept(found: _Found, passage: Passage, said: list[Statement], scenes: list[Scene]) -> bool:
    """Keep what a paragraph says, and what in it makes no news; whether anything does."""
    telling = any(s.news and s.drop is None and s.touches for s in said)
    people = any(s.spots for s in scenes)
    found.scenes.extend(scenes)
    found.said.extend(said)
    found.dropped.extend(zones.quiet(passage.block, passage.text, news=telling, people=people))
    found.dropped.extend(
        d for s in said if s.action == "continuing" and s.touches for d in stays(s)
    )
    return telling


def _passage(
    passage: Passage,
    world: World,
    before: tuple[Person, ...],
    days: tuple[date | None, date | None],
    told: Sequence[Statement],
    *,
    listed: bool,
    lately: Sequence[Scene],
) -> tuple[list[Statement], list[Scene]]:
    """The statements of a paragraph; ``he`` and ``the same date`` reach back a sentence, the
    latter also over a heading (``days``: the last of the section, of the document).
    """
    last, earlier = days
    said: list[Statement] = []
    scenes: list[Scene] = []
    near: date | None = None
    for sentence in passage.sentences:
        that_day = acted_on(sentence.text, (*lately, *scenes)) or last or earlier
        scene = scene_of(sentence, world, before, that_day, near)
        now = corrected(scene, statements(scene, said, told), (*told, *said))
        said, now = with_timings(scene, said, now)
        now = with_opening(scene, scenes, now)
        said = with_closing(scene, scenes, said)
        if listed and last:
            given = When(last, last.isoformat(), 1)
            now = [replace(s, when=s.when or given, announced=True) for s in now]
        said += now
        scenes.append(scene)
        near = next(iter(effective_days(scene)), near)
        last = last_day(scene) or next((s.when.date for s in now if s.when and s.when.date), last)
        before = _about(scene) if scene.spots else before
    return said, scenes


def _about(scene: Scene) -> tuple[Person, ...]:
    """Whom ``he`` means in the next sentence: the first person of this one."""
    return (scene.spots[0].person,)


def _placed(
    s: Statement, section: Section, item: str | None, world: World, *, personnel: bool
) -> Statement:
    """The statement with its place, dropped where its surroundings make no news."""
    drop, why = s.drop, s.why
    slip = slipped(s.when, world.calendar.document_date) if item == "5.02" else None
    if slip and drop == "HISTORICAL_RECAP":
        s, drop, why = replace(s, when=slip), None, ""
    dated = s.when is not None and bool(
        s.when.date or (s.when.condition and s.when.strength >= STATED)
    )
    if drop is None and item == "5.07" and any(t.change == "gained" for t in s.touches):
        drop, why = "REELECTION_ONLY", "a vote of the annual meeting"
    elif drop is None and world.circular and any(t.change == "gained" for t in s.touches):
        drop, why = "CONDITIONAL", "a proposal to a meeting; the poll results decide"
    elif (
        drop is None
        and s.news
        and not dated
        and not personnel
        and not s.announced
        and not s.proposed
        and s.action != "non_re_election"
    ):
        drop, why = (
            UNDECIDED,
            "no date, no announcing words, and a document about other things",
        )
    return replace(s, document=section.document, item=item, drop=drop, why=why)
