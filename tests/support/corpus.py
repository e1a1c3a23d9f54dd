"""Recordings of the real venues, kept beside the repository and never in it."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.support.needs import lacking

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"


def recorded(path: str) -> bytes:
    """A recording by its path in the corpus; skips (or fails in CI) where there is none."""
    file = CORPUS / path
    if not file.is_file():
        lacking(f"the corpus file {path}", "put the corpus at ../shared/corpus")
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def recorded_names(folder: str, pattern: str) -> list[str]:
    """Paths of recordings in a folder of the corpus, sorted; skips where there are none."""
    names = sorted(str(file.relative_to(CORPUS)) for file in (CORPUS / folder).glob(pattern))
    if not names:
        lacking(f"the corpus folder {folder}", "put the corpus at ../shared/corpus")
    return names


def require_corpus() -> None:
    """Skip (or fail in CI) where the recordings of the real venues are absent."""
    if not CORPUS.is_dir():
        lacking("the corpus", "put it at ../shared/corpus")
