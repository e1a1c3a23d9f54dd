"""Recordings: a folder with ``recording.jsonl``, one filing a line, and its documents.

    {"at": 3.5, "source": "edgar", "accession": "…", "form": "6-K", "path": "sec/….txt",
     "parties": [{"role": "Filer", "name": "…", "cik": "0001795589"}], "items": []}
    {"at": 9, "source": "hkexnews", "news_id": "12022263", "title": "…", "path": "hkex/….pdf",
     "codes": ["10000", "12350"], "category": "…", "stocks": [["03896", "KINGSOFT CLOUD"]],
     "lang": "e", "board": "sehk"}

``at`` is seconds after the start; 0 and below is there from the beginning (what a first
poll finds and a watcher takes as its baseline). ``late`` is how many seconds before its
appearance an entry claims to have been published. Without that file the folder may hold a
corpus with ``MANIFEST.jsonl`` files, whose dated documents are replayed one a second.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watcher.errors import ConfigError

NAME = "recording.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedParty:
    """A party as the feed titles it: ``Issuer``, ``Reporting``, ``Subject``, ``Filer`` …"""

    role: str
    name: str
    cik: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One filing of a recording. ``number`` is the accession number or the news id."""

    at: float
    source: str
    number: str
    path: Path
    form: str = ""
    title: str = ""
    parties: tuple[RecordedParty, ...] = ()
    items: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    category: str = ""
    stocks: tuple[tuple[str, str], ...] = ()
    lang: str = "e"
    board: str = "sehk"
    late: float = 0.0

    def body(self) -> bytes:
        """The document as the venue sends it."""
        raw = self.path.read_bytes()
        return gzip.decompress(raw) if self.path.suffix == ".gz" else raw


def load(folder: Path) -> tuple[Recorded, ...]:
    """The filings of a recording in time order. Raises ConfigError naming the line."""
    if (folder / NAME).is_file():
        found = [_recorded(row, folder, place) for place, row in _rows(folder / NAME)]
    else:
        found = list(_corpus(folder))
    if not found:
        raise ConfigError(f"{folder}: neither {NAME} nor a MANIFEST.jsonl with filings")
    return tuple(sorted(found, key=lambda r: r.at))


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                yield f"{path}:{number}", json.loads(line)
            except ValueError as error:
                raise ConfigError(f"{path}:{number}: not JSON: {error}") from error


def _within(folder: Path, name: str, place: str) -> Path:
    """A file of the recording. Raises ConfigError for a path that leads out of its folder."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ConfigError(f"{place}: {name!r} lies outside the recording")
    return path


def _recorded(row: dict[str, Any], folder: Path, place: str) -> Recorded:
    try:
        path = _within(folder, row["path"], place)
        if not path.is_file():
            raise ConfigError(f"{place}: no file {path}")
        return Recorded(
            at=float(row["at"]),
            source=row["source"],
            number=row["accession"] if row["source"] == "edgar" else row["news_id"],
            path=path,
            form=row.get("form", ""),
            title=row.get("title", ""),
            parties=tuple(RecordedParty(**p) for p in row.get("parties", ())),
            items=tuple(row.get("items", ())),
            codes=tuple(row.get("codes", ())),
            category=row.get("category", ""),
            stocks=tuple((code, name) for code, name in row.get("stocks", ())),
            lang=row.get("lang", "e"),
            board=row.get("board", "sehk"),
            late=float(row.get("late", 0)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"{place}: a field is missing or wrong: {error}") from error


_SKIPPED = {"feed", "daily-index", "submissions", "http-error", "filing-index", "fulltext-search",
            "tickers", "data"}  # fmt: skip


def _corpus(folder: Path) -> Iterator[Recorded]:
    """The documents of a corpus as filings, one a second after the first."""
    second, seen = 0.0, set[str]()
    for manifest in sorted(folder.rglob("MANIFEST.jsonl")):
        for place, row in _rows(manifest):
            path = _within(manifest.parent, row["path"], place)
            recorded = _from_manifest(row, path, second, len(seen))
            if recorded is None or recorded.number in seen:
                continue
            seen.add(recorded.number)
            second += 1
            yield recorded


def _from_manifest(row: dict[str, Any], path: Path, at: float, serial: int) -> Recorded | None:
    if row.get("kind") in _SKIPPED or not path.is_file():
        return None
    if row.get("source") == "edgar":
        if not row.get("accession") or not row.get("form"):
            return None
        party = RecordedParty(
            role="Filer",
            name=row.get("issuer") or "UNKNOWN",
            cik=str(row.get("cik") or "0").zfill(10),
        )
        return Recorded(
            at=at,
            source="edgar",
            number=row["accession"],
            path=path,
            form=row["form"],
            parties=(party,),
        )
    code = row.get("stock_code")
    if not code:
        return None
    return Recorded(
        at=at, source="hkexnews", number=str(12_000_000 + serial), path=path, title=row.get("title") or "",
        codes=("10000",), category="Announcements and Notices", stocks=((code, row.get("issuer") or ""),),
        lang="c" if row.get("lang") == "zh" else "e",
    )  # fmt: skip
