"""Further people of a change already told: ``A as director, as well as B``, ``in place of A and B``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workers.people.model import Statement
from workers.people.scene import Scene, Spot
from workers.people.subjects import together

_AS_WELL = re.compile(
    r"\s*(?:[(（][^()（）]{0,60}[)）]\s*)?(?:as|from|to)\s+[^.;:]{3,90}?,?\s+as\s+well\s+as\s+"
)
"""Behind a name: his office, and whom the same befalls."""
_CLOSES = re.compile(
    r"\s*(?:[.;]|$|,?\s+(?:effective|with\s+(?:immediate\s+)?effect|both|all|each|who|on)\b)"
)
"""No office and no verb of his own follows the last of them."""


def jointly(scene: Scene, said: Sequence[Statement]) -> list[Statement]:
    """The statements of a sentence, with those of whom it names beside somebody."""
    return [*said, *_as_well(scene, said), *_succeeded_too(scene, said)]


def _as_well(scene: Scene, said: Sequence[Statement]) -> Iterator[Statement]:
    """``the retirement of A and B as directors, as well as C``: C retires as director too."""
    for before, spot in zip(scene.spots, scene.spots[1:], strict=False):
        between = scene.text[before.end : spot.start]
        office = any(before.end <= r.start < spot.start for r in scene.roles)
        verb = any(before.end <= c.start < spot.start for c in scene.cues)
        if office and not verb and _AS_WELL.fullmatch(between):
            told = [s for s in said if s.person == before.person and s.touches and not s.implied]
            yield from _given_to(scene, said, told, together(scene, spot))


def _succeeded_too(scene: Scene, said: Sequence[Statement]) -> Iterator[Statement]:
    """``in place of A and B``: who is named beside the first leaves as he does."""
    for s in (s for s in said if s.implied):
        spot = next((p for p in scene.spots if p.person == s.person), None)
        group = together(scene, spot) if spot else []
        yield from _given_to(scene, said, [s], group[1:])


def _given_to(
    scene: Scene, said: Sequence[Statement], told: Sequence[Statement], group: Sequence[Spot]
) -> Iterator[Statement]:
    """The same for everybody of a group of whom nothing else is said."""
    known = {s.person for s in said}
    if not group or not _CLOSES.match(scene.text, group[-1].end):
        return
    for spot in (p for p in group if p.person not in known):
        yield from (replace(s, person=spot.person) for s in told)
