"""Tables of changes with two columns of offices: ``Position ceased | Position appointed``,
``Previous position | New position``.

An office of the first column alone is left, one of the second alone is taken; what stands in
both is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from watcher.model import Block
from workers.grammar import cue_context as words
from workers.grammar.roles import BOARD_TITLES, SEATS, find_roles
from workers.people.cells import named_cell
from workers.people.model import Statement, Touch, When
from workers.people.passages import Passage
from workers.people.scene import Scene, World
from workers.people.sentences import LONGEST, Sentence

MOST_ROWS = 40
"""No board and no management is longer."""
_POST = r"(?:positions?|titles?|offices?|roles?|posts?|capacit(?:y|ies)|duties)"
_LEFT = re.compile(
    rf"(?i)\b{_POST}\s+(?:\(?s\)?\s+)?(?:ceased|vacated|resigned|relinquished)|\b(?:ceased|vacated|relinquished)\s+{_POST}"
)
_TAKEN = re.compile(
    rf"(?i)\b{_POST}\s+(?:appointed|assumed|taken)|\b(?:newly\s+)?appointed\s+{_POST}|\bnew\s+{_POST}|\b{_POST}\s+after\b"
)
_BEFORE = re.compile(
    rf"(?i)\b(?:previous|former|original|prior|old|existing)\s+{_POST}|\b{_POST}\s+before\b"
)
_NOW = re.compile(rf"(?i)\b(?:current|present)\s+{_POST}")
_CHANGE = re.compile(r"(?i)\b(?:chang|appoint|re-?designat|adjust|reshuffl|reorgani|re-?allocat)")
_OF_THE_PAST = re.compile(r"(?i)\b(?:during|for|in)\s+the\s+(?:year|period|financial\s+year)\b")


@dataclass(frozen=True, slots=True)
class _Columns:
    before: int
    after: int
    exact: bool
    """Whether the first column names only what is left: ``Position ceased``."""


def two_columns(
    passage: Passage, scenes: Sequence[Scene], world: World
) -> tuple[list[Statement], list[Scene]]:
    """What the table right below a paragraph that tells of changes says of each person, and the
    scenes of its rows.
    """
    rows = list(_rows_below(passage))
    columns = _columns(rows[0].text.split("\t")) if rows else None
    if columns is None or not _tells_changes(passage.text):
        return [], []
    days = (d.when for s in scenes for d in s.dates if d.kind in {"effective", "same"})
    when = next(days, None)
    said = [s for row in rows[1:] for s in _of_row(row, columns, when, world)]
    told_of = {s.start for s in said}
    return said, [
        Scene(Sentence(r.text[:LONGEST].replace("\n", " "), r.start), (), (), (), (), (), world)
        for r in rows[1:]
        if r.start in told_of
    ]


def _tells_changes(text: str) -> bool:
    news = _CHANGE.search(text) and not words.PREVIOUSLY.search(text)
    return bool(news) and not _OF_THE_PAST.search(text)


def _rows_below(passage: Passage) -> Iterator[Block]:
    for block in passage.below(MOST_ROWS + 1):
        if block.kind != "row":
            return
        yield block


def _columns(head: Sequence[str]) -> _Columns | None:
    """The two columns of offices of a table whose first row names its columns."""

    def first(pattern: re.Pattern[str]) -> int | None:
        return next((i for i, cell in enumerate(head) if i and pattern.search(cell)), None)

    left, before, now, taken = first(_LEFT), first(_BEFORE), first(_NOW), first(_TAKEN)
    old = next((i for i in (left, before, now) if i is not None), None)
    new = taken if taken is not None else now
    if old is None or new is None or old == new or named_cell(head) is not None:
        return None
    return _Columns(old, new, exact=left is not None)


def _of_row(row: Block, columns: _Columns, when: When | None, world: World) -> Iterator[Statement]:
    cells = row.text[:LONGEST].replace("\n", " ").split("\t")
    name = named_cell(cells)
    person = world.cast.resolve(name) if name else None
    if person is None or len(cells) <= max(columns.before, columns.after):
        return
    old, new = _offices(cells[columns.before], world), _offices(cells[columns.after], world)
    kept = {t.key for t in old} & {t.key for t in new}
    lost = [t for t in old if t.key not in kept and (columns.exact or not _goes_on(t, new))]
    gained = [t for t in new if t.key not in kept]
    for action, touches in (("cessation", _as_lost(lost)), ("appointment", tuple(gained))):
        if touches:
            yield Statement(
                person=person,
                action=action,
                touches=touches,
                when=when,
                start=row.start,
                end=row.end,
                news=True,
                announced=True,
            )


def _offices(cell: str, world: World) -> list[Touch]:
    own = [r for r in find_roles(cell) if r.body is None or world.issuer.owns(r.body)]
    touches = (Touch.of(r, "gained") for r in own if r.role != "officer" and not r.former)
    return list({t.key: t for t in touches}.values())


def _goes_on(old: Touch, new: Sequence[Touch]) -> bool:
    """Whether a seat of the first column is kept by who becomes chairman of the same board."""
    titled = any(t.role in BOARD_TITLES and t.role != "supervisor" for t in new)
    return old.role in SEATS and titled and not any(t.role in SEATS for t in new)


def _as_lost(touches: Sequence[Touch]) -> tuple[Touch, ...]:
    return tuple(replace(t, change="lost", how="ceased") for t in touches)
