"""How much work a reading takes, counted in calls: the same number on every machine.

``python -m tests.support.effort`` prints the figures that ``tests/effort.toml`` bounds.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache, partial
from types import FrameType
from typing import Any

from tests.support.cases import reader
from watcher.demo import recordings
from watcher.replay import Recorded, load
from workers.events import Told
from workers.parse import Reader
from workers.read import read


def calls(run: Callable[[], object]) -> int:
    """Calls of Python and C functions in one run. A first run fills the caches before."""
    run()
    counted = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return counted


def effort(recorded: Recorded, shipped: Reader) -> int:
    """Calls from the bytes of a recording to its events."""
    told = Told(source=recorded.source, form=recorded.form or None)
    return calls(
        partial(
            read,
            recorded.body(),
            told,
            shipped.issuers,
            types=shipped.types,
            thresholds=shipped.thresholds,
        )
    )


def kind_of(recorded: Recorded) -> str:
    """``HKEX``, or the form without ``/A``."""
    return "HKEX" if recorded.source == "hkexnews" else recorded.form.removesuffix("/A")


@cache
def calls_per_kilobyte() -> Mapping[str, float]:
    """For each kind of recording that the demo ships: calls over bytes, all together."""
    made: defaultdict[str, int] = defaultdict(int)
    size: defaultdict[str, int] = defaultdict(int)
    for recorded in load(recordings()):
        made[kind_of(recorded)] += effort(recorded, reader())
        size[kind_of(recorded)] += len(recorded.body())
    return {kind: made[kind] * 1000 / size[kind] for kind in sorted(made)}


if __name__ == "__main__":
    for kind, figure in calls_per_kilobyte().items():
        print(f'"{kind}" = {figure:.0f}')
