"""A board chosen as a whole: 選舉產生第六屆董事會，包括執行董事甲先生、乙先生；非執行董事丙女士.

The office stands once before everybody who is chosen for it; who sat before is sorted out with
the terms that are renewed (``renewed``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workers.grammar.roles import BOARD, RoleSpan
from workers.people.model import Statement, Touch, When
from workers.people.passages import Passage
from workers.people.scene import Scene, Spot, World, scene_of
from workers.people.sentences import sentences

_CHOSEN = re.compile(
    r"(?:選舉(?:產生|出)了?|選出)[^。；]{0,40}?(?:董事會|董事局|監事會)[^。；]{0,16}?(?:包括|如下|分別為|成員為|成員由|：)"
)
_NOT_YET = re.compile(r"(?:將|擬|建議|待|須|候選)[^。；，]{0,20}$")
_AGAIN = re.compile(r"\s*[(（][^()（）]{0,8}(?:連任|續任|連選|重選)[^()（）]{0,8}[)）]")
MOST_LINES = 12
LONGEST = 400
"""Characters of a line with an office and names."""
_DAYS = ("effective", "same", "held", "on")


def elected(passage: Passage, scenes: Sequence[Scene], world: World) -> list[Statement]:
    """Everybody listed behind the words that choose a board, with the office named before him."""
    for i, scene in enumerate(scenes):
        opens = _CHOSEN.search(scene.text)
        if opens is None or _NOT_YET.search(scene.text, 0, opens.start()):
            continue
        row = list(_row(scenes[i:]))
        if row[-1] is scenes[-1] and row[-1].text.endswith(("：", ":")):
            row += _below(passage, world)
        when = _day(row)
        return [
            _statement(part, spot, office, when)
            for part in row
            for spot, office in _offices(part, opens.end() if part is scene else 0)
        ]
    return []


def _row(scenes: Sequence[Scene]) -> Iterator[Scene]:
    """The sentence and the clauses that its semicolons set apart."""
    for scene in scenes:
        yield scene
        if not scene.text.endswith(("；", "：", ":")):
            return


def _below(passage: Passage, world: World) -> Iterator[Scene]:
    """The lines under a colon, each an office and whoever is chosen for it."""
    for block in passage.below(MOST_LINES):
        lines = [scene_of(s, world) for s in sentences(block)] if len(block.text) < LONGEST else []
        if not any(line.spots and line.roles for line in lines):
            return
        yield from lines


def _offices(scene: Scene, begin: int) -> Iterator[tuple[Spot, RoleSpan]]:
    """Each person behind ``begin`` with the last office of the board before him."""
    offices = [r for r in scene.roles if r.start >= begin and r.role in BOARD and r.body is None]
    for spot in scene.spots:
        ahead = [r for r in offices if r.end <= spot.start]
        if ahead and not _AGAIN.match(scene.text, spot.end):
            yield spot, ahead[-1]


def _day(row: Sequence[Scene]) -> When | None:
    """The day that the list states, before the one of the meeting that chose."""
    dated = [d for scene in row for d in scene.dates if d.when.date is not None]
    ranked = sorted((d for d in dated if d.kind in _DAYS), key=lambda d: _DAYS.index(d.kind))
    return ranked[0].when if ranked else None


def _statement(scene: Scene, spot: Spot, office: RoleSpan, when: When | None) -> Statement:
    return Statement(
        person=spot.person,
        action="election",
        touches=(Touch.of(office, "gained"),),
        when=when,
        start=scene.sentence.start,
        end=scene.sentence.end,
        news=True,
        announced=True,
    )
