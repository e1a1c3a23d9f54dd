"""Folders short enough for the paths of unix sockets (107 bytes at most)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST_BASE = 60


@contextmanager
def short_folder(name: str) -> Iterator[Path]:
    """A private temporary folder with a short path, removed at the end."""
    base = tempfile.gettempdir()
    folder = Path(
        tempfile.mkdtemp(prefix=f"fw-{name}-", dir=base if len(base) <= LONGEST_BASE else "/tmp")
    )
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
