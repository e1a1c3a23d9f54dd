"""Cues that belong to no event module and raise no event: data, run over the sections."""

from __future__ import annotations

from collections.abc import Iterator

from watcher.model import Suppressed
from workers.events import Reading


def generic_cues(reading: Reading) -> Iterator[Suppressed]:
    """Suppressed entries for negative statements, boilerplate, definitions and signatures."""
    yield from ()
