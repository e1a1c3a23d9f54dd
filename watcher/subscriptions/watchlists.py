"""Watchlists: issuers and people by name, and files of tickers."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

LARGEST = 4_000_000
"""Bytes of a file of tickers."""


class Watchlist(BaseModel):
    """One ``[watchlists.NAME]`` table.

    ``file`` (beside the subscriptions file, or absolute) has one issuer, or with
    ``holds = "people"`` one person, a line; ``#`` starts a comment.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    file: str = ""
    holds: Literal["issuers", "people"] = "issuers"

    def read(self, folder: Path) -> Watchlist:
        """The list with what its file holds. Raises OSError, and ValueError for a huge or broken file."""
        if not self.file:
            return self
        lines = _lines(folder / self.file)
        both = (*getattr(self, self.holds), *lines)
        return self.model_copy(update={self.holds: tuple(dict.fromkeys(both))})


def _lines(path: Path) -> list[str]:
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path} is larger than {LARGEST} bytes")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8 text: {error.reason}") from error
    entries = (line.partition("#")[0].strip() for line in text.splitlines())
    return [entry for entry in entries if entry]
