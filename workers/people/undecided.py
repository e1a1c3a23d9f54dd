"""What the surroundings of a statement alone left undecided, and when it counts after all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.grammar.worded import Worded
from workers.people.model import Statement
from workers.people.scene import Scene

UNDECIDED = "INSUFFICIENT_EVIDENCE"
_FRESH = Worded(
    re.compile(
        r"\b(?:ha(?:s|ve)|will)\s+(?:\w+\s+){0,2}?(?:resign|retire|step|tender|depart|left|leave)"
        r"|\b[Bb]oard\s+(?:of\s+[Dd]irectors\s+)?(?:has\s+)?(?:also\s+|today\s+|then\s+)?(?:elected|appointed|named|promoted|designated|selected)\b"
        r"|\b(?:ha(?:s|ve)\s+(?:also\s+)?been|will\s+be)\s+(?:elected|appointed|named|promoted)\b|\bno\s+longer\b"
        r"|\bwill\s+(?:also\s+)?(?:serve|act)\s+as\s+(?:an?\s+|the\s+|its\s+)?(?:interim|acting|new)\b"
    ),
    *("resign", "retire", "step", "tender", "depart", "left", "leave", "longer"),
    *("elected", "appointed", "named", "promoted", "designated", "selected"),
    *("interim", "acting", "new"),
)


def revived(said: list[Statement], scenes: Sequence[Scene]) -> list[Statement]:
    """What the surroundings alone left undecided counts beside news of the same person, or
    beside news in the same paragraph; beside other news of its document where it is told as
    fresh (``has resigned``, notice given of late).
    """
    live = [s for s in said if s.news and s.drop is None and s.touches]
    people = {(s.document, s.person.key) for s in live}
    places = {s.passage for s in live}
    documents = {s.document for s in live}
    fresh = {sc.sentence.start for sc in scenes if _FRESH.search(sc.text)}

    def counts(s: Statement) -> bool:
        if (s.document, s.person.key) in people or s.passage in places:
            return True
        return s.document in documents and (s.start in fresh or s.notice is not None)

    return [replace(s, drop=None, why="") if s.drop == UNDECIDED and counts(s) else s for s in said]
